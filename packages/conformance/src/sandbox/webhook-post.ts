/// <reference lib="dom" />
import { createWebhookSender, type WebhookDelivery as Due, type WebhookKey, webhookSigningKey } from '@rahyar/partners';
import type { ModelEvent, PartnerModel, Thing } from '@rahyar/partners/testing';
import type { Faults } from './faults.ts';
import type { Mutant, WebhookDelivery } from './mutant.ts';
import type { SandboxClock } from './sandbox-clock.ts';

export type WebhookPost = {
  /** Begins to bring a partner's events to its subscribers. */
  readonly follow: (model: PartnerModel) => void;
  /** What a subscriber gave as the shared secret; the partner shows it to nobody. */
  readonly keepSecret: (subscriptionId: string, secret: string) => void;
  /** Waits until everything that is due now has been tried. */
  readonly settled: () => Promise<void>;
  readonly reset: () => void;
};

/** The webhooks of the sandbox: signed, tried again by the standard's table, and stopped by a 410. */
export function createWebhookPost({
  clock,
  random,
  faults,
  signingKeys,
  fetch,
  mutant,
}: {
  readonly clock: SandboxClock;
  readonly random: () => number;
  readonly faults: Faults;
  /** The keys that a partner signs with, the current one first. */
  readonly signingKeys: (partner: string) => readonly WebhookKey[];
  /** Absent: over the network, to this machine only. */
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly mutant: Mutant | undefined;
}): WebhookPost {
  type Waiting = Due & { readonly dueMs: number; readonly model: PartnerModel; readonly subscription: string };
  let outbox: Waiting[] = [];
  let working: Promise<unknown> = Promise.resolve();
  const secrets = new Map<string, string>();
  const held: (() => Promise<unknown>)[] = [];
  const post = fetch ?? loopbackFetch;

  const send = async ({ url, headers, body }: WebhookDelivery, init: RequestInit): Promise<Response> =>
    heard(await post(url, { ...init, headers: { ...headers }, body }));
  const heard = (answer: Response): Response =>
    mutant?.hears === undefined ? answer : new Response(null, { status: mutant.hears(answer.status), headers: answer.headers });

  /** The road of one signed attempt: what a mutant makes of it, then what a fault makes of that. */
  const road = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = addressOf(input);
    const body = new TextDecoder().decode(init.body as Uint8Array);
    const delivery = { url, headers: Object.fromEntries(new Headers(init.headers)), body };
    const sent = mutant?.deliver?.(delivery) ?? [delivery];
    const fault = faults.ofWebhook()?.kind;
    if (sent.length === 0 || fault === 'dropWebhook') return new Response(null, { status: 204 });
    const all = async (): Promise<Response> => {
      const answers = await Promise.all((fault === 'duplicateWebhook' ? [...sent, ...sent] : sent).map((one) => send(one, init)));
      return answers[0] ?? new Response(null, { status: 204 });
    };
    if (fault === 'reorderWebhook') {
      held.push(() => all().catch(() => undefined));
      return new Response(null, { status: 204 });
    }
    const answer = await all();
    for (const late of held.splice(0)) await late();
    return answer;
  };

  const sender = createWebhookSender({
    clock,
    random,
    fetch: road,
    outbox: {
      due: (nowMs, limit) => {
        const due = outbox.filter(({ dueMs }) => dueMs <= nowMs).slice(0, limit);
        outbox = outbox.filter((one) => !due.includes(one));
        return Promise.resolve(due);
      },
      settle: (delivery, step) => {
        const { model, subscription } = delivery as Waiting;
        if (step.kind === 'retry') put({ ...(delivery as Waiting), attempts: delivery.attempts + 1, dueMs: step.atMs });
        if (step.kind === 'disable') model.step(subscription, 'disable');
        return Promise.resolve();
      },
    },
  });

  const sweep = (): void => {
    working = working.then(() => sender.sweep(ONE_SWEEP));
  };

  const put = (delivery: Waiting): void => {
    outbox.push(delivery);
    const waitMs = delivery.dueMs - clock.nowMs();
    if (waitMs <= 0) sweep();
    else clock.schedule(waitMs, sweep);
  };

  const bring = async (model: PartnerModel, event: ModelEvent, about: Thing): Promise<void> => {
    const body = new TextEncoder().encode(JSON.stringify(event));
    for (const { resource, value } of model.things()) {
      if (resource.name !== 'webhookSubscription' || value.state !== 'active' || !wants(value, event, about)) continue;
      const url = String(value['url']);
      const secret = secrets.get(value.id);
      const keys = secret === undefined ? signingKeys(String(model.contract.id)) : await sharedKey(secret);
      if (fetch !== undefined || isLoopback(url))
        put({ id: event.id, url, body, keys, attempts: 0, dueMs: clock.nowMs(), model, subscription: value.id });
    }
  };

  return {
    follow: (model) => {
      model.onEvent((event, about) => {
        working = working.then(() => bring(model, event, about));
      });
    },
    keepSecret: (subscription, secret) => {
      secrets.set(subscription, secret);
    },
    settled: async () => {
      for (let seen: unknown; seen !== working; await working) seen = working;
    },
    reset: () => {
      outbox = [];
      held.length = 0;
      secrets.clear();
    },
  };
}

const ONE_SWEEP = 100;

/** A ping is for the subscription that asked for it; a subscription's own changes are for nobody. */
function wants(value: Thing['value'], event: ModelEvent, about: Thing): boolean {
  if (about.resource.name === 'webhookSubscription') return about.value.id === value.id && event.type !== about.resource.event;
  const types = value['eventTypes'];
  return !Array.isArray(types) || types.length === 0 || types.includes(event.type);
}

async function sharedKey(secret: string): Promise<readonly WebhookKey[]> {
  const key = await webhookSigningKey(secret);
  return key.isOk() ? [key.value] : [];
}

const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** The contract knows https only; on one machine a receiver under test may do without, so `https://127.0.0.1` is called by http. */
const loopbackFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(addressOf(input).replace(/^https:/, 'http:'), init);

const addressOf = (input: string | URL | Request): string =>
  input instanceof Request ? input.url : typeof input === 'string' ? input : input.href;
