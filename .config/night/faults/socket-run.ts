/// <reference lib="dom" />
import { type FaultRule, WEBHOOK_FAULTS, WIRE_FAULTS } from '@rahyar/conformance/sandbox';
import {
  createMemoryIdempotencyStore,
  type IdempotencyStore,
  type PartnerClient,
  type PartnerError,
  type PartnerOutcome,
} from '@rahyar/partners';
import type { CallOptions, PartnerContract } from '@rahyar/partners/contract';
import { type PartnerModel, seededRandom } from '@rahyar/partners/testing';
import type { Result, ResultAsync } from 'neverthrow';
import type { Sabotage } from './command-run.ts';
import { createDice, type Dice, type Verdict } from './fault-kinds.ts';
import { drawIntention, type Intention, type OperationKind } from './intention.ts';
import type { SocketWorld } from './socket-world.ts';

/** The faults of the sandbox, which break real connections. */
export type SocketWireFault = (typeof WIRE_FAULTS)[number];
export type SocketFault = SocketWireFault | (typeof WEBHOOK_FAULTS)[number];
export const SOCKET_FAULTS: readonly SocketFault[] = [...WIRE_FAULTS, ...WEBHOOK_FAULTS];

/** After so many rounds at a partner in order, an outcome counts as never known. */
const ROUNDS = 12;

/**
 * One intention carried through one kind of trouble on real sockets, to its end: the caller calls, perhaps again; a later client with the same
 * store reconciles what is pending until nothing is. What is told is held against the sandbox's own effects. The seed decides what is wanted
 * and what goes wrong; how far an attempt came when its time ran out, the machine decides too, and whatever it was, what is told must be true.
 */
export async function runOnSockets(
  world: SocketWorld,
  contract: PartnerContract,
  fault: SocketWireFault,
  kind: OperationKind,
  seed: number,
  sabotage: Sabotage = {},
): Promise<Verdict> {
  const { sandbox } = world;
  const dice = createDice(seededRandom(seed));
  sandbox.reset(dice.int(1, 1_000_000));
  const model = modelOf(world, contract);
  const intention = drawIntention(dice, model, kind);
  const { named } = intention;
  const isCommand = named.operation.intent === 'command';
  const before = changesOf(model);
  const visitsBefore = world.inside.visits();
  const store = createMemoryIdempotencyStore();
  const count = { lost: 0, doubled: 0, false: 0, ids: 0 };
  const told: string[] = [];
  const course: string[] = [named.id];
  const effects = (): number => changesOf(model) - before;
  const newId = (): string => `00000000-0000-4000-8000-${String(++count.ids).padStart(12, '0')}`;
  const open = (isPatient: boolean): PartnerClient<PartnerContract> =>
    world.clientOf(contract, { store, dice, newId, sabotage, isPatient });

  const hear = async (result: Result<unknown, PartnerError>): Promise<PartnerOutcome> => {
    const outcome = result.isOk() ? 'applied' : (sabotage.told?.(result.error) ?? result.error.outcome);
    told.push(result.isOk() ? 'ok' : outcome);
    course.push(result.isOk() ? 'ok' : `${result.error.kind}:${outcome}`);
    if (result.isOk() && !isTrue(intention, result.value, model)) count.false += 1;
    if (!isCommand) {
      if (result.isErr() && outcome !== 'not_applied') count.false += 1;
      return outcome;
    }
    if (outcome === 'applied' && effects() === 0) {
      count.lost += 1;
      count.false += 1;
    }
    const isAboutTheCall = result.isErr() && result.error.kind === 'invalid_request';
    if (outcome === 'not_applied' && !isAboutTheCall) {
      await world.arrive();
      if (effects() > 0) count.false += 1;
    }
    return outcome;
  };

  await world.setFaults(drawRules(dice, fault, world.inside.url));
  let idempotencyKey = isCommand && dice.chance(0.5) ? `key-${String(Math.abs(seed)).padStart(16, '0')}` : undefined;
  const first = open(false);
  const result = await callOf(first, contract, intention, idempotencyKey === undefined ? {} : { idempotencyKey });
  const outcome = await hear(result);
  idempotencyKey ??= result.isErr() ? result.error.call?.idempotencyKey : undefined;
  // Some callers try again by themselves, under the same key.
  if (isCommand && outcome === 'unknown' && idempotencyKey !== undefined && dice.chance(0.4))
    await hear(await callOf(first, contract, intention, { idempotencyKey }));
  // On a busy machine every attempt may run out of time before it arrives: then the trouble waits for one that does.
  const hasStruck = (): boolean => (sandbox.faults.struck()[fault] ?? 0) > 0;
  if (!hasStruck() && result.isErr())
    await hear(await callOf(open(true), contract, intention, idempotencyKey === undefined ? {} : { idempotencyKey }));
  const struck = hasStruck();
  if (dice.chance(0.5)) await world.arrive();

  // A later process takes over, when the trouble is over.
  await world.setFaults([]);
  const later = open(true);
  for (let round = 0; round < ROUNDS; round++) {
    const pending = await pendingOf(store, contract);
    if (pending.length === 0) break;
    for (const { key } of pending) await hear(await later.reconcile(key));
  }
  await world.arrive();

  if (isCommand) {
    count.doubled += Math.max(0, effects() - 1);
    count.lost += (await pendingOf(store, contract)).length;
    const record = idempotencyKey === undefined ? undefined : (await store.find(idempotencyKey)).unwrapOr(undefined);
    const isNoted = told.includes('ok') || record?.outcome === 'applied';
    if (isNoted && effects() === 0) count.lost += 1;
    if (!isNoted && effects() > 0) count.false += 1;
  } else count.doubled += effects();
  count.false += world.inside.visits() - visitsBefore;
  course.push(`effects ${effects()}`);
  return { lost: count.lost, doubled: count.doubled, false: count.false, struck, told, course: course.join(' ') };
}

export function modelOf({ sandbox }: SocketWorld, { id }: PartnerContract): PartnerModel {
  const model = sandbox.models[id];
  if (model === undefined) throw new Error(`The sandbox has no ${id}.`);
  return model;
}

/** Every change of a thing tells one event with its new version; a ping has none, and a repeated answer tells nothing. */
const changesOf = (model: PartnerModel): number => model.events().filter(({ data }) => data['stateVersion'] !== undefined).length;

const pendingOf = async (store: IdempotencyStore, { id }: PartnerContract) => (await store.pending(id)).unwrapOr([]);

/** An operation by the client's port, whichever it is. */
export function callOf(
  client: PartnerClient<PartnerContract>,
  contract: PartnerContract,
  { named, input, ifMatch }: Intention,
  options: CallOptions,
): ResultAsync<unknown, PartnerError> {
  const port = Object.entries(contract.capabilities).find(([, { id }]) => id === named.capability.id)?.[0] ?? '';
  const call = client.ports[port]?.[named.id.slice(named.capability.id.length + 1)];
  if (call === undefined) throw new Error(`There is no operation ${named.id}.`);
  return call(input, ifMatch === undefined ? options : { ...options, ifMatch });
}

/** Whether a good answer says what the partner holds: of one thing its version, of anything else at least its form. */
function isTrue({ named: { operation } }: Intention, value: unknown, model: PartnerModel): boolean {
  if (!operation.output.safeParse(value).success) return false;
  if (!['create', 'read', 'act', 'amend'].includes(operation.effect.kind)) return true;
  const { id, stateVersion } = value as { readonly id: unknown; readonly stateVersion: unknown };
  return model.things().some(({ value: held }) => held.id === id && held.stateVersion === stateVersion);
}

/**
 * What befalls the first requests: the fault some times, and now and then another one. A 429 comes before the effect: by the contract it says
 * that nothing was done.
 */
function drawRules(dice: Dice, kind: SocketWireFault, insideUrl: string): readonly FaultRule[] {
  const rule = (of: SocketWireFault, times: number): FaultRule => ({
    kind: of,
    times,
    when: of === 'rateLimited' ? 'before' : dice.pick(['before', 'after'] as const),
    ms: dice.pick([0, 900, 4_000, 12_000]),
    to: `${insideUrl}/latest/meta-data/`,
  });
  return [rule(kind, dice.int(1, 4)), ...(dice.chance(0.3) ? [rule(dice.pick(WIRE_FAULTS), 1)] : [])];
}
