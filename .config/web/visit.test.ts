/// <reference lib="dom" />
import { createContext, runInContext } from 'node:vm';
import { createSandbox, serveSandbox } from '@rahyar/conformance/sandbox';
import { machineClock } from '@rahyar/partners';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptOf } from '../bundles.ts';
import type * as program from './visit.ts';

/**
 * What browsers and edge runtimes have in common. Beside these a world has the language alone: no `process`, no `Buffer`, no `require`, and
 * no text becomes code, as under a content security policy and in workers.
 */
const WEB = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'CryptoKey',
  'DOMException',
  'Event',
  'EventTarget',
  'FormData',
  'Headers',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'TransformStream',
  'URL',
  'URLSearchParams',
  'WritableStream',
  'atob',
  'btoa',
  'crypto',
  'performance',
  'structuredClone',
] as const;

/** Functions that a browser calls with its own `this` only. */
const CALLED_ALONE = ['clearTimeout', 'fetch', 'queueMicrotask', 'setTimeout'] as const;

/** A world of the web, with a program in it. */
function worldWith(script: string): (expression: string) => unknown {
  const world = createContext(Object.fromEntries(WEB.map((name) => [name, globalThis[name]])), {
    codeGeneration: { strings: false, wasm: false },
  });
  for (const name of CALLED_ALONE) {
    const own = globalThis[name] as (...args: unknown[]) => unknown;
    Reflect.set(world, name, function called(this: unknown, ...args: unknown[]) {
      if (this !== undefined && this !== runInContext('globalThis', world)) throw new TypeError('Illegal invocation');
      return own(...args);
    });
  }
  runInContext(`'use strict'; ${script}`, world);
  return (expression) => runInContext(expression, world);
}

describe.each(['browser', 'worker'] as const)('in a world of the web alone, the bundle for a %s', (runtime) => {
  let rahyar: typeof program;
  beforeAll(async () => {
    rahyar = worldWith(await scriptOf('.config/web/visit.ts', runtime, 'rahyar'))('rahyar') as typeof program;
  });

  it('calls a partner, is told errors, and receives its webhooks', async () => {
    const sent: { readonly headers: Record<string, string>; readonly body: string }[] = [];
    const sandbox = await createSandbox({
      seed: 1,
      clock: machineClock,
      signatures: 'required',
      deliver: async (address, init) => {
        const request = new Request(address, init);
        sent.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
        return new Response(null, { status: 204 });
      },
    });
    const served = await serveSandbox(sandbox, { port: 0, adminPort: 0 });
    afterAll(served.close);
    const baseUrl = `${served.url}/resalatBank`;
    const { webhookKeys } = (await (await fetch(`${baseUrl}/.well-known/rahyar-partner`)).json()) as {
      webhookKeys: { publicKey: string }[];
    };

    const { id: clientId, keyId, privateKey } = sandbox.client;
    expect([...(await rahyar.visit({ baseUrl, clientId, keyId, privateKey }))]).toEqual([
      'active',
      'draft',
      'zero_fee',
      'draft',
      'rejected LOAN_CEILING_EXCEEDED not_applied after 1',
      'not_found not_applied after 1',
      'cancelled not_applied after 0',
    ]);
    await sandbox.settled();
    const receive = await rahyar.openReceiver(webhookKeys[0]?.publicKey ?? '');
    const received: string[] = [];
    for (const { headers, body } of sent)
      for (const text of [body, body, body.replace('draft', 'active')]) received.push(await receive(headers, text));
    expect(received).toEqual(['204 bank.loan.state_changed', '204 ', '401 ']);
  });
});

describe('a world of the web', () => {
  it.each(['Buffer.from([])', 'process.env', 'require("fs")', 'setImmediate(() => 1)', 'global'])('has no %s', (expression) => {
    expect(() => worldWith('')(expression)).toThrow(expect.objectContaining({ name: 'ReferenceError' }));
  });

  it('makes no code of texts, and calls nothing with a strange this', () => {
    expect(() => worldWith('')('new Function("return 1")')).toThrow(expect.objectContaining({ name: 'EvalError' }));
    expect(() => worldWith('var held = { fetch };')('held.fetch("https://x.example")')).toThrow(/Illegal invocation/);
  });
});
