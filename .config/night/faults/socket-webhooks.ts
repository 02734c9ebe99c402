/// <reference lib="dom" />
import type { WEBHOOK_FAULTS } from '@rahyar/conformance/sandbox';
import {
  createInMemoryReplayStore,
  createMemoryIdempotencyStore,
  createWebhookReceiver,
  listedWebhookKey,
  type PartnerEvent,
  parsePartnerEvent,
  webhookVerifyingKey,
} from '@rahyar/partners';
import { DISCOVERY_PATH, type DiscoveryV1, type NamedOperation, operationsOf, type PartnerContract } from '@rahyar/partners/contract';
import { seededRandom } from '@rahyar/partners/testing';
import { okAsync } from 'neverthrow';
import { createDice, type Verdict } from './fault-kinds.ts';
import { drawIntention, type OperationKind } from './intention.ts';
import { callOf, modelOf } from './socket-run.ts';
import type { SocketWorld } from './socket-world.ts';
import type { WebhookSabotage } from './webhook-run.ts';

type SocketWebhookFault = (typeof WEBHOOK_FAULTS)[number];

/** Longer than the first delays after which a sender tries again. */
const RETRIES_MS = 3_600_000;

/**
 * A client subscribes, things change at the sandbox by a call and by the partner's own steps, and its webhooks come to a server of this machine
 * twice, in another order, or not at all. The feed tells the rest. In the end the receiver must know of each thing what the partner knows,
 * and have been called once for each event, versions growing.
 */
export async function runWebhooksOnSockets(
  world: SocketWorld,
  contract: PartnerContract,
  fault: SocketWebhookFault,
  kind: OperationKind,
  seed: number,
  { replays = (inner) => inner, readsFeed = true }: WebhookSabotage & { readonly readsFeed?: boolean } = {},
): Promise<Verdict> {
  const { sandbox } = world;
  const dice = createDice(seededRandom(seed));
  sandbox.reset(dice.int(1, 1_000_000));
  const model = modelOf(world, contract);
  const count = { lost: 0, doubled: 0, false: 0, ids: 0 };
  const course: string[] = [];

  const known = new Map<string, number>();
  const handled = new Map<string, number>();
  const keep = (event: PartnerEvent): void => {
    handled.set(event.id, (handled.get(event.id) ?? 0) + 1);
    if ((handled.get(event.id) ?? 0) > 1) count.doubled += 1;
    if (event.kind === 'unrecognized') return;
    if ((known.get(thingOf(event)) ?? 0) >= event.stateVersion) count.false += 1;
    known.set(thingOf(event), event.stateVersion);
  };
  const { webhookKeys } = (await (await fetch(`${world.baseUrlOf(contract)}${DISCOVERY_PATH}`)).json()) as DiscoveryV1;
  const keys = await Promise.all(webhookKeys.map(async (key) => (await webhookVerifyingKey(listedWebhookKey(key)))._unsafeUnwrap()));
  world.receiveBy(
    createWebhookReceiver({
      partner: contract.id,
      keys,
      replays: replays(createInMemoryReplayStore({ clock: sandbox.clock })),
      clock: sandbox.clock,
      on: (event) => {
        keep(event);
        return okAsync();
      },
      report: (outcome) => course.push(outcome),
    }),
  );

  const newId = (): string => `00000000-0000-4000-8000-${String(++count.ids).padStart(12, '0')}`;
  const client = world.clientOf(contract, { store: createMemoryIdempotencyStore(), dice, newId, sabotage: {}, isPatient: true });
  const call = (id: string, input: Readonly<Record<string, unknown>>) =>
    callOf(client, contract, { named: namedIn(contract, id), input }, {});
  const subscribed = await call('common.webhooks.subscribe', { url: world.hooksUrl, scheme: 'public_key', eventTypes: [] });
  if (subscribed.isErr()) throw new Error(`No subscription: ${subscribed.error.kind}.`);

  await world.setFaults([{ kind: fault, times: dice.int(1, 4) }]);
  const intention = drawIntention(dice, model, kind);
  // Whether it is carried out does not matter here: what the partner then tells of does.
  course.push((await callOf(client, contract, intention, {})).isOk() ? 'ok' : 'refused');
  const { resource } = dice.pick(
    operationsOf(Object.values(contract.capabilities)).flatMap(({ operation: { effect } }) =>
      'resource' in effect && effect.resource.name !== 'webhookSubscription' ? [effect] : [],
    ),
  );
  model.place(resource);
  for (const { value, resource: of } of model.things())
    if (of.name !== 'webhookSubscription')
      for (let steps = dice.int(1, 3); steps > 0; steps--) await world.order('step', { partner: contract.id, id: value.id });
  await sandbox.settled();
  const struck = (sandbox.faults.struck()[fault] ?? 0) > 0;
  await world.setFaults([]);
  await sandbox.advance(RETRIES_MS);

  const feed = await call('common.events.list', { limit: 100 });
  if (feed.isErr()) throw new Error(`No feed: ${feed.error.kind}.`);
  const told = readsFeed ? (feed.value as { readonly data: readonly unknown[] }).data : [];
  for (const json of told) {
    const event = parsePartnerEvent(json)._unsafeUnwrap();
    const isNews = event.kind === 'unrecognized' ? !handled.has(event.id) : (known.get(thingOf(event)) ?? 0) < event.stateVersion;
    if (isNews) keep(event);
  }

  const subscription = subscribed.value as { readonly id: string };
  for (const { value } of model.things()) {
    if (value.id === subscription.id || !model.events().some(({ data }) => data['id'] === value.id)) continue;
    const { referralId } = value as { readonly referralId?: unknown };
    if (known.get(typeof referralId === 'string' ? referralId : value.id) !== value.stateVersion) count.lost += 1;
  }
  course.push(`events ${model.events().length}`, `handled ${handled.size}`);
  return { lost: count.lost, doubled: count.doubled, false: count.false, struck, told: [], course: course.join(' ') };
}

const thingOf = (event: Exclude<PartnerEvent, { readonly kind: 'unrecognized' }>): string =>
  event.kind === 'stateChanged' ? event.thingId : event.referralId;

function namedIn({ capabilities }: PartnerContract, id: string): NamedOperation {
  const named = operationsOf(Object.values(capabilities)).find((one) => one.id === id);
  if (named === undefined) throw new Error(`There is no operation ${id}.`);
  return named;
}
