/// <reference lib="dom" />
import {
  createInMemoryReplayStore,
  createWebhookReceiver,
  createWebhookSender,
  type PartnerEvent,
  type ReplayStore,
  type WebhookDelivery,
  type WebhookOutbox,
  webhookKeyPair,
  webhookSigningKey,
  webhookVerifyingKey,
} from '@rahyar/partners';
import type { PartnerContract } from '@rahyar/partners/contract';
import { createPartnerModel, seededIds, seededRandom } from '@rahyar/partners/testing';
import { errAsync, okAsync } from 'neverthrow';
import { createHandClock } from '../../../packages/partners/src/testing/hand-clock.ts';
import { createDice, type Verdict, type WebhookFault } from './fault-kinds.ts';
import { drawIntention, type OperationKind } from './intention.ts';

/** Faults planted into the receiving side, to see that each is caught. */
export type WebhookSabotage = { readonly replays?: (inner: ReplayStore) => ReplayStore };

const START_MS = Date.UTC(2026, 10, 28);
const pair = await webhookKeyPair(new Uint8Array(32).fill(7));
const SIGNING = (await webhookSigningKey(pair.secret))._unsafeUnwrap();
const VERIFYING = (await webhookVerifyingKey(pair.public))._unsafeUnwrap();

/**
 * Things change at a partner, by one operation and by the partner itself, and its webhooks come twice, in another order, or get lost on the
 * way there or back. In the end the receiver must know of each thing what the partner knows, and have acted once on each event.
 */
export async function runWebhooks(
  contract: PartnerContract,
  fault: WebhookFault,
  kind: OperationKind,
  seed: number,
  { replays = (inner) => inner }: WebhookSabotage = {},
): Promise<Verdict> {
  const dice = createDice(seededRandom(seed));
  const clock = createHandClock(START_MS);
  const newId = seededIds(dice.int(1, 1_000_000));
  const model = createPartnerModel(contract, { now: () => new Date(clock.nowMs()).toISOString() as never, newId });
  const queue: Queued[] = [];
  const count = { lost: 0, doubled: 0, false: 0 };
  const course: string[] = [];
  let hasStruck = false;

  model.onEvent((event) => {
    queue.push({ id: event.id, body: new TextEncoder().encode(JSON.stringify(event)), attempts: 0, atMs: clock.nowMs() });
  });
  const { named, input, ifMatch } = drawIntention(dice, model, kind);
  const { params, query, body } = named.operation;
  const part = (shape: object) => Object.fromEntries(Object.entries(input).filter(([name]) => name in shape));
  model.answer({
    operation: named,
    params: part(params.shape),
    query: part(query.shape),
    body: part(body.shape),
    caller: 'rahyar',
    key: named.operation.needsKey ? 'key-0123456789abcdef' : undefined,
    ifMatch,
  });
  // Questions bring no event about: then the partner's own steps do.
  for (const { value } of model.things())
    for (let steps = dice.int(1, 4); steps > 0 && model.advance(value.id) !== undefined; steps--) clock.advance(dice.int(0, 5_000));
  if (queue.length === 0) for (const { resources } of Object.values(contract.capabilities)) for (const one of resources) model.place(one);

  const known = new Map<string, { readonly state: string; readonly stateVersion: number }>();
  const handled = new Map<string, number>();
  const handle = (event: PartnerEvent): void => {
    const times = (handled.get(event.id) ?? 0) + 1;
    handled.set(event.id, times);
    if (times > 1) count.doubled += 1;
    if (event.kind === 'unrecognized') return;
    const thing = event.kind === 'stateChanged' ? event.thingId : event.referralId;
    const before = known.get(thing);
    if (before !== undefined && before.stateVersion >= event.stateVersion) count.false += 1;
    known.set(thing, { state: event.state, stateVersion: event.stateVersion });
  };
  const receive = createWebhookReceiver({
    partner: contract.id,
    keys: [VERIFYING],
    replays: replays(createInMemoryReplayStore({ clock })),
    clock,
    on: (event) => {
      if (dice.chance(0.1)) return errAsync('unavailable');
      handle(event);
      return okAsync();
    },
    report: (outcome) => course.push(outcome),
  });

  const outbox: WebhookOutbox = {
    due: (nowMs) => {
      const due = queue.filter(({ atMs }) => atMs <= nowMs);
      if (due.length === 0) return Promise.resolve([]);
      const next = fault === 'reorderedWebhook' ? dice.pick(due) : due[0];
      hasStruck ||= fault === 'reorderedWebhook' && next !== due[0];
      return Promise.resolve(next === undefined ? [] : [deliveryOf(next)]);
    },
    settle: ({ id }, step) => {
      const index = queue.findIndex((one) => one.id === id);
      const [settled] = queue.splice(index, 1);
      if (step.kind === 'retry' && settled !== undefined) queue.push({ ...settled, attempts: settled.attempts + 1, atMs: step.atMs });
      return Promise.resolve();
    },
  };
  const sender = createWebhookSender({
    outbox,
    clock,
    random: dice.random,
    fetch: async (address, init) => {
      const request = new Request(address, init);
      const strikes = dice.chance(0.5);
      hasStruck ||= strikes && fault !== 'reorderedWebhook';
      if (strikes && fault === 'lostWebhook') {
        if (dice.chance(0.5)) await receive(request);
        throw new TypeError('fetch failed');
      }
      if (strikes && fault === 'duplicateWebhook') {
        const again = request.clone();
        if (dice.chance(0.5)) return (await Promise.all([receive(request), receive(again)]))[0];
        await receive(again);
      }
      return receive(request);
    },
  });
  for (let sweeps = 0; queue.length > 0 && sweeps < 5_000; sweeps++) {
    const tried = await sender.sweep(1);
    if (tried === 0) clock.advance(Math.max(1, Math.min(...queue.map(({ atMs }) => atMs)) - clock.nowMs()));
  }

  const told = new Set(model.events().flatMap(({ data }) => (typeof data['id'] === 'string' ? [data['id']] : [])));
  for (const { value } of model.things()) {
    if (!told.has(value.id)) continue;
    const { referralId } = value as { readonly referralId?: unknown };
    const last = known.get(typeof referralId === 'string' ? referralId : value.id);
    if (last === undefined) count.lost += 1;
    else if (last.stateVersion !== value.stateVersion || last.state !== value.state) count.lost += 1;
  }
  count.lost += model.events().filter(({ id, data }) => data['stateVersion'] === undefined && !handled.has(id)).length;
  course.push(`events ${model.events().length}`, `at ${clock.nowMs() - START_MS}`);
  return { ...count, struck: hasStruck, told: [], course: course.join(' ') };
}

type Queued = { readonly id: string; readonly body: Uint8Array; readonly attempts: number; readonly atMs: number };

const deliveryOf = ({ id, body, attempts }: Queued): WebhookDelivery => ({
  id,
  url: 'https://rahyar.example/webhooks',
  body,
  keys: [SIGNING],
  attempts,
});
