/// <reference lib="dom" />
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createClientCredentials,
  createSigner,
  listedWebhookKey,
  machineClock,
  verifyWebhook,
  webhookVerifyingKey,
} from '@rahyar/partners';
import { DISCOVERY_PATH, DiscoveryV1, operationsOf, PARTNER_CONTRACTS, ProblemV1 } from '@rahyar/partners/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import { SANDBOX_TOKENS } from './sandbox-callers.ts';
import { type ServedSandbox, serveSandbox } from './serve-sandbox.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Partial<SandboxOptions> = {}): Promise<ServedSandbox & { readonly sandbox: Sandbox }> {
  const sandbox = await createSandbox({ seed: 1, clock: machineClock, ...options });
  const served = await serveSandbox(sandbox, { port: 0, adminPort: 0 });
  closing.push(served.close);
  return { ...served, sandbox };
}

const LOAN = {
  memberId: 'member-1',
  kind: 'zero_fee',
  amount: { value: 3_000_000_000, currency: 'IRR' },
  installmentCount: 60,
  purpose: 'business',
};
let keys = 0;
const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => {
  keys += 1;
  return {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${SANDBOX_TOKENS.full}`,
      'content-type': 'application/json',
      'idempotency-key': `"key-${keys}"`,
      ...headers,
    },
  };
};
const order = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const get = { headers: { authorization: `Bearer ${SANDBOX_TOKENS.full}` } };
const json = async (answer: Response): Promise<Record<string, unknown>> => (await answer.json()) as Record<string, unknown>;

const addressOf = (input: string | URL | Request): string =>
  input instanceof Request ? input.url : typeof input === 'string' ? input : input.href;

describe('the sandbox', () => {
  it('starts with every partner, and tells of itself', async () => {
    const { url } = await serve();
    const answers = await Promise.all(PARTNER_CONTRACTS.map(({ id }) => fetch(`${url}/${String(id)}${DISCOVERY_PATH}`)));
    for (const answer of answers) {
      const { webhookKeys, contract, tokenEndpoint } = DiscoveryV1.parse(await answer.json());
      expect([webhookKeys.length, contract.hash === '0'.repeat(64), tokenEndpoint?.startsWith(url)]).toEqual([2, false, true]);
    }
  });

  it('answers the example of every operation over a real socket', async () => {
    const { url, sandbox } = await serve();
    for (const contract of PARTNER_CONTRACTS) {
      for (const { id, operation } of operationsOf(Object.values(contract.capabilities))) {
        const { effect, path, method, example } = operation;
        if (effect.kind === 'act' || effect.kind === 'amend') continue;
        const model = sandbox.models[String(contract.id)];
        const thing = 'resource' in effect ? model?.place(effect.resource).value.id : '';
        const address = `${url}/${String(contract.id)}${path.replace('{id}', thing ?? '')}`;
        const answer = await fetch(address, method === 'GET' ? get : post(example));
        expect([id, answer.status]).toEqual([id, operation.success]);
        expect(operation.output.safeParse(await answer.json()).success).toBe(true);
      }
    }
  });

  it('makes the same ids from the same seed', async () => {
    const idOf = async (seed: number) => {
      const sandbox = await createSandbox({ seed, clock: machineClock });
      return (await json(await sandbox.fetch(new Request('http://sandbox/resalatBank/v1/loans', post(LOAN)))))['id'];
    };
    expect(await idOf(7)).toBe(await idOf(7));
    expect(await idOf(7)).not.toBe(await idOf(8));
  });

  it('moves by its other port: clock, step, place, seed, reset, state, events', async () => {
    const { url, adminUrl } = await serve();
    const loan = await json(await fetch(`${url}/resalatBank/v1/loans`, post(LOAN)));
    const at = `${url}/resalatBank/v1/loans/${String(loan['id'])}`;
    await fetch(`${at}/submit`, post({}));
    expect(await json(await order(`${adminUrl}/step`, { partner: 'resalatBank', id: loan['id'] }))).toEqual({ outcome: 'review' });
    expect((await order(`${adminUrl}/step`, { partner: 'resalatBank', id: loan['id'], action: 'disburse' })).status).toBe(409);
    expect(
      await json(await order(`${adminUrl}/step`, { partner: 'resalatBank', id: loan['id'], action: 'reject', code: 'SCORE_LOW' })),
    ).toEqual({ outcome: 'done' });
    expect(await json(await fetch(at, get))).toMatchObject({ state: 'rejected', stateVersion: 4, allowedActions: [] });
    const { data } = (await (await fetch(`${adminUrl}/events`)).json()) as { data: { data: { code?: string } }[] };
    expect(data.map((event) => event.data.code)).toEqual([undefined, undefined, undefined, 'SCORE_LOW']);
    expect(await json(await order(`${adminUrl}/place`, { partner: 'resalatBank', resource: 'loan', state: 'overdue' }))).toMatchObject({
      state: 'overdue',
    });
    await order(`${adminUrl}/clock`, { now: '2031-01-01T00:00:00Z' });
    expect(String((await json(await fetch(`${adminUrl}/state`)))['now']).slice(0, 10)).toBe('2031-01-01');
    for (const [path, body] of [
      ['clock', {}],
      ['seed', {}],
      ['faults', { rules: [{ kind: 'meteor' }] }],
      ['step', {}],
      ['place', {}],
    ] as const)
      expect([path, (await order(`${adminUrl}/${path}`, body)).status]).toEqual([path, 400]);
    await order(`${adminUrl}/reset`, {});
    expect((await fetch(at, get)).status).toBe(404);
    expect((await order(`${adminUrl}/seed`, { seed: 9 })).status).toBe(200);
  });

  it('gives a token for a signed assertion once, and takes signed commands', async () => {
    const { url, sandbox } = await serve({ signatures: 'required' });
    const { client } = sandbox;
    const credentials = createClientCredentials({
      tokenEndpoint: `${url}/resalatBank/oauth/token`,
      clientId: client.id,
      keyId: client.keyId,
      privateKey: client.privateKey,
      scopes: ['loans:write'],
      clock: sandbox.clock,
      fetch,
      newId: () => crypto.randomUUID(),
    });
    const authorization = (await credentials.authorization({ signal: new AbortController().signal }))._unsafeUnwrap();
    const target = `${url}/resalatBank/v1/loans`;
    const unsigned = post(LOAN, { authorization });
    expect(ProblemV1.parse(await (await fetch(target, unsigned)).json()).code).toBe('SIGNATURE_INVALID');
    const signer = createSigner({ keyId: client.keyId, privateKey: client.privateKey });
    const body = new TextEncoder().encode(JSON.stringify(LOAN));
    const headers = await signer.sign({ method: 'POST', url: target, headers: new Headers(unsigned.headers), body }, sandbox.clock.nowMs());
    expect((await fetch(target, { ...unsigned, headers })).status).toBe(201);
    expect((await fetch(target, { headers: { authorization } })).status).toBe(403);
    await sandbox.advance(301_000);
    expect((await fetch(target, { headers: { authorization } })).status).toBe(401);
  });
});

describe('its faults, over real sockets', () => {
  const target = (url: string): string => `${url}/resalatBank/v1/loans`;

  it('break the connection, cut the body, stall, or never answer, after the effect or before it', async () => {
    const { url, sandbox } = await serve();
    const loans = (): number => sandbox.models['resalatBank']?.things().filter(({ resource }) => resource.name === 'loan').length ?? 0;
    for (const [index, kind] of (['reset', 'cutBody', 'stall', 'blackhole'] as const).entries()) {
      sandbox.faults.set([{ kind, times: 1 }]);
      await expect(
        fetch(target(url), { ...post(LOAN), signal: AbortSignal.timeout(300) }).then((answer) => answer.text()),
      ).rejects.toThrow();
      expect([kind, loans(), sandbox.faults.struck()]).toEqual([kind, index + 1, { [kind]: 1 }]);
    }
    sandbox.faults.set([{ kind: 'reset', times: 1, when: 'before' }]);
    await expect(fetch(target(url), post(LOAN))).rejects.toThrow();
    expect([loans(), (await fetch(target(url), post(LOAN))).status]).toEqual([4, 201]);
  });

  it('refuse, redirect inward, and spoil the answer', async () => {
    const { url, sandbox } = await serve();
    const struck = async (kind: 'rateLimited' | 'unavailable' | 'redirect' | 'wrongSchema' | 'wrongContentType') => {
      sandbox.faults.set([{ kind, times: 1, path: '/loans', ms: 2_000 }]);
      return fetch(target(url), { ...post(LOAN), redirect: 'manual' });
    };
    const limited = await struck('rateLimited');
    expect([limited.status, limited.headers.get('retry-after'), ProblemV1.parse(await limited.json()).code]).toEqual([
      429,
      '2',
      'RATE_LIMITED',
    ]);
    expect((await struck('unavailable')).status).toBe(503);
    expect((await struck('redirect')).headers.get('location')).toContain('127.0.0.1');
    expect((await struck('wrongContentType')).headers.get('content-type')).toBe('text/html');
    expect(await json(await struck('wrongSchema'))).toEqual({ id: 7, state: null });
  });

  it('strike without a network too', async () => {
    const { sandbox } = await serve();
    const send = (signal?: AbortSignal): Promise<Response> =>
      sandbox.fetch(new Request('http://sandbox/resalatBank/v1/loans', { ...post(LOAN), ...(signal === undefined ? {} : { signal }) }));
    const struck = (kind: 'reset' | 'cutBody' | 'blackhole') => sandbox.faults.set([{ kind, times: 1 }]);
    struck('reset');
    await expect(send()).rejects.toThrow('fetch failed');
    struck('cutBody');
    await expect(send().then((answer) => answer.text())).rejects.toThrow('terminated');
    struck('blackhole');
    await expect(send(AbortSignal.timeout(50))).rejects.toThrow();
    expect((await send()).status).toBe(201);
  });

  it('delay by its own clock', async () => {
    const { url, sandbox } = await serve();
    sandbox.faults.set([{ kind: 'latency', ms: 60_000, times: 1 }]);
    const answer = fetch(target(url), post(LOAN));
    await expect(Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('waiting'), 100))])).resolves.toBe('waiting');
    await sandbox.advance(60_000);
    expect((await answer).status).toBe(201);
  });
});

describe('its webhooks', () => {
  type Received = { readonly headers: IncomingMessage['headers']; readonly body: string };

  async function receiver(
    statusOf: (index: number) => number = () => 204,
  ): Promise<{ readonly url: string; readonly received: Received[] }> {
    const received: Received[] = [];
    const server: Server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        response.writeHead(statusOf(received.length - 1)).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/events`, received };
  }
  const subscription = (url: string, more: object = {}) => ({
    url,
    scheme: 'public_key',
    eventTypes: ['bank.loan.state_changed'],
    ...more,
  });
  const versionsOf = (received: readonly Received[]) =>
    received.map(({ body }) => (JSON.parse(body) as { data: { stateVersion: number } }).data.stateVersion);
  const headersOf = ({ headers }: Received) => ({ get: (name: string) => headers[name] as string });

  it('come signed with the key that discovery lists, to the types that were asked for', async () => {
    const { url, sandbox } = await serve();
    const { url: address, received } = await receiver();
    await fetch(`${url}/resalatBank/v1/webhook-subscriptions`, post(subscription(address)));
    await fetch(`${url}/resalatBank/v1/loans`, post(LOAN));
    await fetch(`${url}/part/v1/consents`, post({}));
    await sandbox.settled();
    expect(received).toHaveLength(1);
    const [first] = received;
    if (first === undefined) throw new Error('Nothing came.');
    const { webhookKeys } = DiscoveryV1.parse(await (await fetch(`${url}/resalatBank${DISCOVERY_PATH}`)).json());
    const [listed] = webhookKeys;
    if (listed === undefined) throw new Error('No key is listed.');
    const key = (await webhookVerifyingKey(listedWebhookKey(listed)))._unsafeUnwrap();
    const verified = await verifyWebhook(headersOf(first), new TextEncoder().encode(first.body), {
      keys: [key],
      nowMs: sandbox.clock.nowMs(),
    });
    expect(verified.isOk()).toBe(true);
    expect(Object.keys((JSON.parse(first.body) as { data: object }).data)).toEqual(['id', 'state', 'stateVersion']);
  });

  it('come signed with a shared secret that is never shown', async () => {
    const { url, sandbox, adminUrl } = await serve();
    const { url: address, received } = await receiver();
    const secret = `whsec_${'c2VjcmV0'.repeat(6)}`;
    const made = await fetch(
      `${url}/resalatBank/v1/webhook-subscriptions`,
      post(subscription(address, { scheme: 'shared_secret', secret })),
    );
    const { id } = await json(made.clone());
    await fetch(`${url}/resalatBank/v1/webhook-subscriptions/${String(id)}/ping`, post({}));
    await sandbox.settled();
    const [ping] = received;
    expect(JSON.parse(ping?.body ?? '{}')).toMatchObject({ type: 'webhook.ping', data: {} });
    const key = (await webhookVerifyingKey(secret))._unsafeUnwrap();
    if (ping === undefined) throw new Error('Nothing came.');
    expect(
      (await verifyWebhook(headersOf(ping), new TextEncoder().encode(ping.body), { keys: [key], nowMs: sandbox.clock.nowMs() })).isOk(),
    ).toBe(true);
    for (const text of [await made.text(), await (await fetch(`${adminUrl}/state`)).text()])
      expect(text).not.toContain(secret.slice(6, 30));
  });

  it('are tried again by the table under the same id, and end with a 410', async () => {
    const { url, sandbox } = await serve();
    const { url: address, received } = await receiver((index) => (index === 0 ? 500 : 410));
    const { id } = await json(await fetch(`${url}/resalatBank/v1/webhook-subscriptions`, post(subscription(address))));
    await fetch(`${url}/resalatBank/v1/loans`, post(LOAN));
    await sandbox.settled();
    expect(received).toHaveLength(1);
    await sandbox.advance(4_000);
    expect(received).toHaveLength(1);
    await sandbox.advance(2_000);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(received).toHaveLength(2);
    expect(await json(await fetch(`${url}/resalatBank/v1/webhook-subscriptions/${String(id)}`, get))).toMatchObject({ state: 'disabled' });
  });

  it('come twice, in another order, or not at all, when told so', async () => {
    const { url, sandbox } = await serve();
    const { url: address, received } = await receiver();
    await fetch(`${url}/resalatBank/v1/webhook-subscriptions`, post(subscription(address)));
    const loan = async (kind: 'duplicateWebhook' | 'reorderWebhook' | 'dropWebhook') => {
      received.length = 0;
      sandbox.faults.set([{ kind, times: 1 }]);
      const { id } = await json(await fetch(`${url}/resalatBank/v1/loans`, post(LOAN)));
      await sandbox.settled();
      await fetch(`${url}/resalatBank/v1/loans/${String(id)}/submit`, post({}));
      await sandbox.settled();
      return versionsOf(received);
    };
    expect(await loan('duplicateWebhook')).toEqual([1, 1, 2]);
    expect(await loan('reorderWebhook')).toEqual([2, 1]);
    expect(await loan('dropWebhook')).toEqual([2]);
  });

  it('go to this machine only', async () => {
    const { url, sandbox } = await serve();
    await fetch(`${url}/resalatBank/v1/webhook-subscriptions`, post(subscription('https://rahyar.example/events')));
    await fetch(`${url}/resalatBank/v1/loans`, post(LOAN));
    await sandbox.settled();
    const delivered: string[] = [];
    const elsewhere = await createSandbox({
      seed: 1,
      clock: machineClock,
      deliver: (input) => {
        delivered.push(addressOf(input));
        return Promise.resolve(new Response(null, { status: 204 }));
      },
    });
    const send = (path: string, body: unknown) => elsewhere.fetch(new Request(`http://sandbox/resalatBank${path}`, post(body)));
    await send('/v1/webhook-subscriptions', subscription('https://rahyar.example/events'));
    await send('/v1/loans', LOAN);
    await elsewhere.settled();
    expect(delivered).toEqual(['https://rahyar.example/events']);
  });
});

describe('a mutant', () => {
  it('leaves out rules, spoils answers, stands around the exchange and rewrites webhooks', async () => {
    const bodies: string[] = [];
    const sandbox = await createSandbox({
      seed: 1,
      clock: machineClock,
      deliver: (_, init) => {
        bodies.push(typeof init?.body === 'string' ? init.body : '');
        return Promise.resolve(new Response(null, { status: 204 }));
      },
      mutant: {
        id: 'everything',
        leavesOut: ['idempotentReplay', 'authentication'],
        tamper: (value, { operation }) => (operation === 'bank.loans.create' ? { ...(value as object), extra: 1 } : value),
        wrap: (handler) => async (request) => {
          const answer = await handler(request);
          answer.headers.delete('cache-control');
          return answer;
        },
        deliver: (delivery) => [{ ...delivery, body: `${delivery.body} ` }],
      },
    });
    const send = (path: string, init: RequestInit) => sandbox.fetch(new Request(`http://sandbox/resalatBank${path}`, init));
    await send('/v1/webhook-subscriptions', post({ url: 'https://rahyar.example/events', scheme: 'public_key', eventTypes: [] }));
    const init = post(LOAN, { authorization: 'Bearer nobody' });
    const answers = [await send('/v1/loans', init), await send('/v1/loans', init)];
    const [first, second] = await Promise.all(answers.map(json));
    expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual([
      [201, null],
      [201, null],
    ]);
    expect([first?.['extra'], first?.['id'] === second?.['id']]).toEqual([1, false]);
    await sandbox.settled();
    expect(bodies.map((body) => body.endsWith('} '))).toEqual([true, true]);
  });
});
