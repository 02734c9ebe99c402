/// <reference lib="dom" />
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createSandbox, type FaultRule, SANDBOX_TOKENS, type Sandbox, serveSandbox } from '@rahyar/conformance/sandbox';
import { bearer, type Clock, createPartnerClient, createSigner, type IdempotencyStore, type PartnerClient } from '@rahyar/partners';
import type { PartnerContract } from '@rahyar/partners/contract';
import { MODEL_RULES, WIRE_RULES } from '@rahyar/partners/testing';
import type { Sabotage } from './command-run.ts';
import type { Dice } from './fault-kinds.ts';

/** A sandbox on sockets of this machine, and what a run does to it; runs take turns in one world. */
export type SocketWorld = {
  readonly sandbox: Sandbox;
  readonly baseUrlOf: (contract: PartnerContract) => string;
  /** A client over real sockets, by the world's time. */
  readonly clientOf: (contract: PartnerContract, options: ClientOptions) => PartnerClient<PartnerContract>;
  /** An order at the port behind the scene. */
  readonly order: (path: 'faults' | 'step', order: object) => Promise<void>;
  readonly setFaults: (rules: readonly FaultRule[]) => Promise<void>;
  /** Whatever is still on its way arrives and comes to its end. */
  readonly arrive: () => Promise<void>;
  /** An address of the inside, to which nobody may be led, and how often somebody was. */
  readonly inside: { readonly url: string; readonly visits: () => number };
  /** Where webhooks arrive: `https` by name, since a contract knows no other, and plain on this machine. */
  readonly hooksUrl: string;
  readonly receiveBy: (receive: (request: Request) => Promise<Response>) => void;
  readonly close: () => Promise<void>;
};

export type ClientOptions = {
  readonly store: IdempotencyStore;
  readonly dice: Dice;
  readonly newId: () => string;
  readonly sabotage: Sabotage;
  /** Waits long, so that nothing but trouble at the partner fails a call, on a busy machine too; else an operation's own times hold. */
  readonly isPatient: boolean;
};

/** Time in a world goes so much faster than outside, so that deadlines and delays of many seconds take a fraction of one. */
const SPEED = 25;
const START_MS = Date.UTC(2026, 10, 28);
/** Longer than any delay that a run draws. */
const ARRIVAL_MS = 15_000;

export async function openSocketWorld(
  contracts: readonly PartnerContract[],
  { leavesOut }: Pick<Sabotage, 'leavesOut'>,
): Promise<SocketWorld> {
  const handling = { count: 0 };
  const rules = [...MODEL_RULES, ...WIRE_RULES].filter((rule) => leavesOut?.has(rule) === true);
  const sandbox = await createSandbox({
    contracts,
    seed: 1405,
    clock: createFastClock(),
    signatures: 'required',
    mutant: {
      id: 'counting',
      leavesOut: rules,
      wrap: (handler) => async (request) => {
        handling.count += 1;
        try {
          return await handler(request);
        } finally {
          handling.count -= 1;
        }
      },
    },
  });
  const served = await serveSandbox(sandbox, { port: 0, adminPort: 0 });
  const visits = { count: 0 };
  const inside = await listen((_, outgoing) => {
    visits.count += 1;
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}');
  });
  let receive: (request: Request) => Promise<Response> = () => Promise.resolve(new Response(null, { status: 204 }));
  const hooks = await listen((incoming, outgoing) => {
    void requestOf(incoming)
      .then((request) => receive(request))
      .then(({ status }) => outgoing.writeHead(status).end());
  });
  const signer = createSigner({ keyId: sandbox.client.keyId, privateKey: sandbox.client.privateKey });
  /** A wrong client signs what it sends. */
  const resigned = async (request: Request): Promise<Request> => {
    if (!request.headers.has('signature')) return request;
    const { method, url, headers } = request;
    const body = new Uint8Array(await request.clone().arrayBuffer());
    return new Request(request, { headers: await signer.sign({ method, url, headers, body }, sandbox.clock.nowMs()) });
  };
  const baseUrlOf = ({ id }: PartnerContract): string => `${served.url}/${id}`;

  const order: SocketWorld['order'] = async (path, body) => {
    const { status } = await fetch(`${served.adminUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // A step that cannot be taken now is no trouble.
    if (status !== 200 && status !== 409) throw new Error(`The port behind the scene answered ${status}.`);
  };

  return {
    sandbox,
    baseUrlOf,
    order,
    setFaults: (given) => order('faults', { rules: given }),
    clientOf: (contract, { store, dice, newId, sabotage, isPatient }) => {
      const sent = { count: 0 };
      return createPartnerClient(contract, {
        baseUrl: baseUrlOf(contract),
        ...(isPatient ? { attemptTimeoutMs: 120_000, totalTimeoutMs: 120_000 } : {}),
        clock: sandbox.clock,
        random: dice.random,
        newId,
        store: sabotage.store?.(store) ?? store,
        credentials: bearer(SANDBOX_TOKENS.full),
        signer,
        fetch: async (input, init) => {
          const request = new Request(input, init);
          sent.count += 1;
          return fetch(sabotage.request === undefined ? request : await resigned(sabotage.request(request, sent.count)));
        },
      })._unsafeUnwrap();
    },
    arrive: async () => {
      do {
        // What was sent is read from its socket, and what waits in front of the partner goes on.
        await pause(5);
        await sandbox.advance(ARRIVAL_MS);
        await pause(1);
      } while (handling.count > 0);
    },
    inside: { url: inside.url, visits: () => visits.count },
    hooksUrl: `${hooks.url.replace(/^http:/, 'https:')}/hooks`,
    receiveBy: (by) => {
      receive = by;
    },
    close: async () => {
      sandbox.reset();
      await Promise.all([served.close(), inside.close(), hooks.close()]);
    },
  };
}

function createFastClock(): Clock {
  const startedMs = performance.now();
  return {
    nowMs: () => START_MS + Math.floor((performance.now() - startedMs) * SPEED),
    schedule: (delayMs, action) => {
      const bell = setTimeout(action, Math.max(0, delayMs) / SPEED);
      return () => clearTimeout(bell);
    },
  };
}

function listen(listener: RequestListener): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer(listener);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close });
    });
  });
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  return new Request('https://rahyar.example/hooks', { method: incoming.method ?? 'POST', headers, body: Buffer.concat(parts) });
}
