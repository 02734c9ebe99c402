/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createSandbox, SANDBOX_TOKENS, type Sandbox, serveSandbox } from '@rahyar/conformance/sandbox';
import type { Instant } from '@rahyar/domain';
import {
  bearer,
  type Clock,
  createHttpGateway,
  createInMemoryReplayStore,
  createMemoryIdempotencyStore,
  createPartnerClient,
  createSigner,
  createWebhookReceiver,
  listedWebhookKey,
  machineClock,
  type PartnerEvent,
  type PartnerGateway,
  type WebhookKey,
  webhookVerifyingKey,
} from '@rahyar/partners';
import { association } from '@rahyar/partners/association';
import { DISCOVERY_PATH, DiscoveryV1 } from '@rahyar/partners/contract';
import { referral } from '@rahyar/partners/every-partner';
import { okAsync, type Result } from 'neverthrow';

export type DemoPartner = {
  readonly id: typeof association.id;
  readonly gateway: PartnerGateway;
  /** The partner brings every referral to its end; afterwards its webhooks have been delivered. */
  readonly work: () => Promise<void>;
  /** What came by webhook, in the order in which it came. */
  readonly inbox: readonly PartnerEvent[];
  /** Frees both ports of this machine. */
  readonly close: () => Promise<void>;
};

/**
 * The secretariat as a demonstration has it: the sandbox on a port of this machine, spoken to over HTTP with signed requests, and a receiver
 * on another port, to which it brings its events by signed webhooks.
 */
export async function openDemoPartner({ now, seed }: { readonly now: () => Instant; readonly seed: number }): Promise<DemoPartner> {
  // The day is the demonstration's, so that it comes out the same whenever it is run; how long a call may take is told by the machine.
  const clock: Clock = { nowMs: () => Date.parse(now()), schedule: machineClock.schedule };
  const sandbox = await createSandbox({ contracts: [association], seed, clock, signatures: 'required' });
  const served = await serveSandbox(sandbox, { port: 0, adminPort: 0 });
  const inbox: PartnerEvent[] = [];
  const closing = [served.close];
  const close = async (): Promise<void> => {
    sandbox.reset();
    await Promise.all(closing.splice(0).map((end) => end()));
  };
  try {
    const baseUrl = `${served.url}/${association.id}`;
    const receiver = await listen(
      createWebhookReceiver({
        partner: association.id,
        keys: await keysOf(baseUrl),
        replays: createInMemoryReplayStore({ clock }),
        clock,
        on: (event) => {
          inbox.push(event);
          return okAsync();
        },
      }),
    );
    closing.push(receiver.close);
    const settings = {
      baseUrl,
      clock,
      random: Math.random,
      newId: randomUUID,
      credentials: bearer(SANDBOX_TOKENS.full),
      signer: createSigner(sandbox.client),
    };
    const client = orBroken(createPartnerClient(association, { ...settings, store: createMemoryIdempotencyStore() }));
    orBroken(await client.ports.webhooks.subscribe({ url: receiver.url, scheme: 'public_key', eventTypes: ['referral.state_changed'] }));
    const gateway = orBroken(createHttpGateway({ ...settings, partner: association.id }));
    return { id: association.id, gateway, work: () => workOf(sandbox), inbox, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** Nothing but a mistake of ours keeps the sandbox from understanding its own demonstration. */
const orBroken = <T>(result: Result<T, unknown>): T =>
  result.match(
    (value) => value,
    () => {
      throw new Error('invariant: the demonstration cannot speak to its sandbox');
    },
  );

/** The keys that the partner publishes for its webhooks. */
async function keysOf(baseUrl: string): Promise<readonly WebhookKey[]> {
  const answer = await fetch(`${baseUrl}${DISCOVERY_PATH}`);
  const { webhookKeys } = DiscoveryV1.parse(await answer.json());
  return Promise.all(webhookKeys.map(async (key) => orBroken(await webhookVerifyingKey(listedWebhookKey(key)))));
}

/** Step by step, each told before the next: a partner takes days over it. */
async function workOf({ models, settled }: Sandbox): Promise<void> {
  await settled();
  for (const model of Object.values(models)) {
    const referred = model.things().filter(({ resource }) => resource.name === referral.name);
    for (const action of ['accept', 'complete']) {
      for (const { value } of referred) model.step(value.id, action);
      await settled();
    }
  }
}

type Listening = { readonly url: string; readonly close: () => Promise<void> };

/** A server on a free port of this machine. A webhook's address is https by contract; the sandbox calls its own machine without. */
function listen(receive: (request: Request) => Promise<Response>): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    void answer(receive, incoming, outgoing);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/partner-events`, close });
    });
  });
}

/** The receiver itself never rejects. */
async function answer(
  receive: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const texts = Object.entries(headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
  const body = method === 'POST' ? { body: Readable.toWeb(incoming), duplex: 'half' } : {};
  const response = await receive(new Request(new URL(url, 'http://127.0.0.1'), { method, headers: texts, ...body } as RequestInit));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}
