/// <reference lib="dom" />
import { isDeepStrictEqual } from 'node:util';
import {
  bearer,
  type Clock,
  createMemoryIdempotencyStore,
  createPartnerClient,
  type IdempotencyStore,
  type PartnerError,
  type PartnerOutcome,
} from '@rahyar/partners';
import type { CallOptions, PartnerContract } from '@rahyar/partners/contract';
import { seededRandom } from '@rahyar/partners/testing';
import { err, type Result, type ResultAsync } from 'neverthrow';
import { createHandClock, type HandClock } from '../../../packages/partners/src/testing/hand-clock.ts';
import { type CallerFault, createDice, type Dice, type Verdict, WIRE_FAULTS, type WireFault } from './fault-kinds.ts';
import { createFaultyPartner, drawStrikes, PARTNER_ADDRESS, SIGNED_AT } from './faulty-partner.ts';
import { drawIntention, type OperationKind } from './intention.ts';

/** Faults planted into the harness's own client, to see that each is caught. */
export type Sabotage = {
  readonly store?: (inner: IdempotencyStore) => IdempotencyStore;
  readonly request?: (request: Request, number: number) => Request;
  readonly told?: (error: PartnerError) => PartnerOutcome;
  readonly leavesOut?: ReadonlySet<string>;
};

const START_MS = Date.UTC(2026, 10, 28);
/** After so many rounds at a partner in order, an outcome counts as never known. */
const ROUNDS = 12;

/**
 * One intention carried through one kind of trouble to its end. The caller calls, perhaps again, perhaps is killed; a later process with the
 * same store reconciles what is pending until nothing is. Everything that is told is held against the partner's own effects.
 */
export async function runCommand(
  contract: PartnerContract,
  fault: WireFault | CallerFault,
  kind: OperationKind,
  seed: number,
  sabotage: Sabotage = {},
): Promise<Verdict> {
  const dice = createDice(seededRandom(seed));
  const clock = createHandClock(START_MS);
  const wire = WIRE_FAULTS.find((one) => one === fault);
  // Who cancels must have something to wait for.
  const waiting = fault === 'cancelled' ? [{ kind: 'latency', phase: dice.pick(['before', 'after'] as const), ms: 900 } as const] : [];
  const strikes = [...waiting, ...drawStrikes(dice, wire)];
  const partner = createFaultyPartner(contract, {
    clock,
    strikes,
    seed: dice.int(1, 1_000_000),
    leavesOut: sabotage.leavesOut ?? new Set(),
  });
  const intention = drawIntention(dice, partner.model, kind);
  const { named } = intention;
  const isCommand = named.operation.intent === 'command';
  const durable = createMemoryIdempotencyStore();
  const count = { lost: 0, doubled: 0, false: 0, ids: 0, sent: 0 };
  const told: string[] = [];
  const course: string[] = [named.id];
  const keys = new Set<string>();
  const seen = { hasStruck: false, isToldApplied: false };

  /** One process: a client, until it ends or is killed. */
  const begin = (trouble: CallerFault | undefined) => {
    const life = createLife(clock);
    const strike = (): void => {
      seen.hasStruck = true;
      life.end();
    };
    const client = createPartnerClient(contract, {
      baseUrl: PARTNER_ADDRESS,
      clock: life.clock,
      random: dice.random,
      newId: () => `00000000-0000-4000-8000-${String(++count.ids).padStart(12, '0')}`,
      store: life.store(
        troubledStore((sabotage.store ?? same)(durable), dice, {
          trouble,
          strike,
          onFailure: () => {
            seen.hasStruck = true;
          },
        }),
      ),
      credentials: bearer('token'),
      signer: {
        sign: ({ headers }, nowMs) => Promise.resolve(new Headers([...headers, [SIGNED_AT, String(nowMs)]])),
      },
      fetch: (input, init) =>
        life.live(async () => {
          const request = new Request(input, init);
          count.sent += 1;
          const sent = sabotage.request?.(request, count.sent) ?? request;
          const key = /^"(.*)"$/.exec(sent.headers.get('idempotency-key') ?? '')?.[1];
          if (key !== undefined) keys.add(key);
          const response = await partner.fetch(sent);
          if (trouble === 'killBeforeAnswer') strike();
          return response;
        }),
    })._unsafeUnwrap();
    return { life, client };
  };
  type Process = ReturnType<typeof begin>;

  const call = ({ client }: Process, options: CallOptions): ResultAsync<unknown, PartnerError> => {
    const port = Object.entries(contract.capabilities).find(([, { id }]) => id === named.capability.id)?.[0] ?? '';
    const operation = named.id.slice(named.capability.id.length + 1);
    const ports = client.ports as unknown as Record<
      string,
      Record<string, (input: unknown, options: CallOptions) => ResultAsync<unknown, PartnerError>>
    >;
    const given = intention.ifMatch === undefined ? options : { ...options, ifMatch: intention.ifMatch };
    return ports[port]?.[operation]?.(intention.input, given) ?? expectPort(named.id);
  };

  /** What is told is held against the truth of this moment. */
  const hear = async (result: Result<unknown, PartnerError>): Promise<PartnerOutcome> => {
    const outcome = result.isOk() ? 'applied' : (sabotage.told?.(result.error) ?? result.error.outcome);
    told.push(result.isOk() ? 'ok' : outcome);
    course.push(result.isOk() ? 'ok' : `${result.error.kind}:${outcome}`, String(clock.nowMs() - START_MS), String(partner.effects()));
    if (result.isOk() && !isDeepStrictEqual(result.value, answerOf(named.operation.output, partner.lastAnswer()))) count.false += 1;
    if (!isCommand) {
      if (result.isErr() && outcome !== 'not_applied') count.false += 1;
      return outcome;
    }
    const isAboutTheCall = result.isErr() && result.error.kind === 'invalid_request';
    if (outcome === 'applied') {
      seen.isToldApplied = true;
      if (partner.effects() === 0) {
        count.lost += 1;
        count.false += 1;
      }
    }
    if (outcome === 'not_applied' && !isAboutTheCall) {
      // What was said not to be applied must not come about by what is still on its way either.
      await partner.arrive();
      if (partner.effects() > 0) count.false += 1;
    }
    return outcome;
  };

  const trouble = wire === undefined ? (fault as CallerFault) : undefined;
  let idempotencyKey = isCommand && dice.chance(0.5) ? `key-${String(seed).padStart(16, '0')}` : undefined;
  const first = begin(trouble);
  const caller = new AbortController();
  const cancelAtTurn = trouble === 'cancelled' ? dice.int(0, 3) : undefined;
  const options = (): CallOptions => ({ signal: caller.signal, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
  let result = await turned(clock, first.life, call(first, options()), (turn) => {
    if (turn !== cancelAtTurn) return;
    seen.hasStruck = true;
    caller.abort();
  });
  if (result !== undefined) {
    const outcome = await hear(result);
    idempotencyKey ??= result.isErr() ? result.error.call?.idempotencyKey : undefined;
    // Some callers try again by themselves, under the same key.
    if (isCommand && outcome === 'unknown' && idempotencyKey !== undefined && dice.chance(0.4)) {
      result = await turned(clock, first.life, call(first, { idempotencyKey }));
      if (result !== undefined) await hear(result);
    }
  } else if (isCommand && (await pendingOf(durable, contract)).length === 0) count.lost += 1;

  // A later process takes over; it may be killed too, and the trouble may last for some rounds.
  const calmAfter = dice.int(0, 2);
  let process: Process | undefined;
  for (let round = 0; round < ROUNDS + calmAfter; round++) {
    if (round >= calmAfter) partner.recover();
    if (round === 1 && dice.chance(0.5)) await partner.arrive();
    const pending = await pendingOf(durable, contract);
    if (pending.length === 0) break;
    process ??= begin(round < calmAfter && trouble !== 'cancelled' ? trouble : undefined);
    for (const { key } of pending) {
      const end = await turned(clock, process.life, process.client.reconcile(key));
      if (end !== undefined) await hear(end);
      if (!process.life.isAlive()) break;
    }
    if (!process.life.isAlive() || round + 1 === calmAfter) {
      process.life.end();
      process = undefined;
    }
    clock.advance(15_000);
  }
  process?.life.end();
  first.life.end();
  partner.recover();
  await partner.arrive();
  await drained(clock);

  const effects = partner.effects();
  if (isCommand) {
    count.doubled += Math.max(0, effects - 1);
    count.lost += (await pendingOf(durable, contract)).length;
    if (idempotencyKey !== undefined) keys.add(idempotencyKey);
    const records = (await Promise.all([...keys].map((key) => durable.find(key)))).flatMap((found) => found.unwrapOr(undefined) ?? []);
    const isRecorded = records.some(({ outcome }) => outcome === 'applied');
    if (isRecorded && effects === 0) count.lost += 1;
    if (!isRecorded && effects > 0) {
      if (records.length > 0) count.false += 1;
      else if (!seen.isToldApplied) count.lost += 1;
    }
  } else count.doubled += effects;
  count.false += partner.strays();
  course.push(`effects ${effects}`, `requests ${partner.requests()}`, `at ${clock.nowMs() - START_MS}`);
  return {
    lost: count.lost,
    doubled: count.doubled,
    false: count.false,
    struck: seen.hasStruck || (wire !== undefined && strikes.slice(0, partner.requests()).some((strike) => strike.kind === wire)),
    told,
    course: course.join(' '),
  };
}

const same = <T>(value: T): T => value;

const expectPort = (id: string): never => {
  throw new Error(`There is no operation ${id}.`);
};

const pendingOf = async (store: IdempotencyStore, { id }: PartnerContract) => (await store.pending(id)).unwrapOr([]);

const answerOf = (output: { readonly parse: (value: unknown) => unknown }, text: string | undefined): unknown =>
  text === undefined ? undefined : output.parse(JSON.parse(text));

/** A process: once it has ended, nothing that it began goes on. */
function createLife(clock: HandClock) {
  const state = { isAlive: true };
  const isAlive = (): boolean => state.isAlive;
  const bells = new Set<() => void>();
  const live = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!isAlive()) return never();
    const value = await work();
    return isAlive() ? value : never();
  };
  const own: Clock = {
    nowMs: clock.nowMs,
    schedule: (delayMs, action) => {
      if (!state.isAlive) return () => undefined;
      const takeBack = clock.schedule(delayMs, () => {
        bells.delete(takeBack);
        action();
      });
      bells.add(takeBack);
      return takeBack;
    },
  };
  return {
    clock: own,
    live,
    isAlive,
    end: () => {
      state.isAlive = false;
      for (const takeBack of bells) takeBack();
      bells.clear();
    },
    store: (inner: IdempotencyStore): IdempotencyStore => ({
      begin: (record) => live(() => inner.begin(record)),
      settle: (key, outcome) => live(() => inner.settle(key, outcome)),
      find: (key) => live(() => inner.find(key)),
      pending: (partner) => live(() => inner.pending(partner)),
    }),
  };
}
type Life = ReturnType<typeof createLife>;

const never = (): Promise<never> => new Promise(() => undefined);

/** A store at which a process dies, or one that fails on the way in or on the way back. */
function troubledStore(
  inner: IdempotencyStore,
  dice: Dice,
  {
    trouble,
    strike,
    onFailure,
  }: { readonly trouble: CallerFault | undefined; readonly strike: () => void; readonly onFailure: () => void },
): IdempotencyStore {
  const failing = async <T>(work: () => Promise<Result<T, 'unavailable'>>): Promise<Result<T, 'unavailable'>> => {
    if (trouble !== 'storeFails' || dice.chance(0.5)) return work();
    onFailure();
    const failure = err('unavailable' as const);
    return dice.chance(0.5) ? (await work()).andThen(() => failure) : failure;
  };
  return {
    ...inner,
    begin: async (record) => {
      const begun = await failing(() => inner.begin(record));
      if (trouble === 'killBeforeSend') strike();
      return begun;
    },
    settle: (key, outcome) => {
      if (trouble === 'killBeforeNote') strike();
      return trouble === 'killBeforeNote' ? never() : failing(() => inner.settle(key, outcome));
    },
  };
}

/** Turns the clock, bell by bell, until the work is done or its process is dead. */
async function turned<T>(
  clock: HandClock,
  life: Life,
  work: PromiseLike<T>,
  onTurn: (turn: number) => void = () => undefined,
): Promise<T | undefined> {
  let ended: { readonly value: T } | undefined;
  void Promise.resolve(work).then((value) => {
    ended = { value };
  });
  for (let turn = 0; turn < 10_000; turn++) {
    await settled();
    if (ended !== undefined) return ended.value;
    if (!life.isAlive()) return undefined;
    onTurn(turn);
    clock.ringNext();
  }
  throw new Error('A call never ends.');
}

/** Everything that needs no bell has happened. */
async function settled(): Promise<void> {
  for (let pass = 0; pass < 4; pass++) await new Promise((resolve) => setImmediate(resolve));
}

/** What the partner had begun comes to its end. */
async function drained(clock: HandClock): Promise<void> {
  await settled();
  while (clock.ringNext()) await settled();
}
