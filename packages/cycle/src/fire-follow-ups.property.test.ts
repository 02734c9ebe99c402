import { FollowUp, type Instant, StaffId } from '@rahyar/domain';
import { type AuditEntry, createMemoryStore, type FollowUpChange, type Message, type PlannedFollowUp, type Store } from '@rahyar/store';
import fc from 'fast-check';
import { ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { deliverMessages } from './deliver-messages.ts';
import { type Firing, type FollowUpCourse, fireFollowUps } from './fire-follow-ups.ts';
import { LINE_FAULTS, type LineFault, over } from './testing/bad-line.ts';
import { ALWAYS, hoursOf, isWithin } from './testing/telling-hours.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-28T05:30:00Z');
const at = (ms: number): Instant => new Date(ms).toISOString() as Instant;
const LEASE_MS = 5 * MINUTE;

/** A follow-up and what lies ahead of it, in minutes; somebody may come twice above it. */
type Case = { readonly wakesIn: number; readonly closesAfter: number; readonly above: readonly string[]; readonly levelMinutes: number };

type Act = 'finish' | 'cancel' | 'putOff' | 'begin';
type Simple =
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'act'; readonly which: number; readonly act: Act; readonly minutes: number }
  | { readonly kind: 'deliver'; readonly fault: LineFault };
/** Between its claim and its changes, other things happen: it is overtaken, or its lease ends. */
type Fire = { readonly kind: 'fire'; readonly claim: LineFault; readonly change: LineFault; readonly meanwhile: readonly Step[] };
type Step = Simple | Fire | { readonly kind: 'clockBack'; readonly minutes: number };

const lineFault = fc.constantFrom(...LINE_FAULTS);
const minutes = fc.integer({ min: 0, max: 240 });
const aCase: fc.Arbitrary<Case> = fc.record({
  wakesIn: fc.oneof(fc.constant(0), minutes),
  closesAfter: minutes,
  above: fc.array(fc.constantFrom('officer-1', 'secretary-1', 'secretary-2'), { maxLength: 4 }),
  levelMinutes: minutes,
});
const wait = fc.record({ kind: fc.constant('wait' as const), minutes });
const simple: fc.Arbitrary<Simple> = fc.oneof(
  wait,
  fc.record({
    kind: fc.constant('act' as const),
    which: fc.nat(3),
    act: fc.constantFrom<Act>('finish', 'cancel', 'putOff', 'begin'),
    minutes,
  }),
  fc.record({ kind: fc.constant('deliver' as const), fault: lineFault }),
);
const fireAlone: fc.Arbitrary<Fire> = fc.record({
  kind: fc.constant('fire'),
  claim: lineFault,
  change: lineFault,
  meanwhile: fc.constant([]),
});
const fire: fc.Arbitrary<Fire> = fc.record({
  kind: fc.constant('fire'),
  claim: lineFault,
  change: lineFault,
  meanwhile: fc.oneof(fc.array(fc.oneof(simple, fireAlone), { maxLength: 4 }), fc.tuple(wait, fireAlone)),
});
const clockBack = fc.record({ kind: fc.constant('clockBack' as const), minutes: fc.integer({ min: 1, max: 20 }) });
const world = fc.record({
  cases: fc.array(aCase, { minLength: 1, maxLength: 4 }),
  hours: fc.tuple(fc.nat(23), fc.nat(23)).map(([opens, closes]) => hoursOf(opens, closes)),
  steps: fc.array(fc.oneof({ weight: 3, arbitrary: simple }, { weight: 3, arbitrary: fire }, { weight: 1, arbitrary: clockBack }), {
    maxLength: 16,
  }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

type Telling = { readonly message: Message; readonly at: Instant };
type Outcome = {
  readonly histories: ReadonlyMap<string, readonly AuditEntry[]>;
  readonly tellings: readonly Telling[];
  /** Which follow-ups somebody has acted on, and which was closed, and how. */
  readonly actedOn: ReadonlySet<string>;
  readonly closed: ReadonlyMap<string, FollowUp['state']>;
  readonly finalStates: ReadonlyMap<string, FollowUp['state']>;
  readonly waiting: number;
};

const idOf = (index: number): FollowUp['id'] => FollowUp.shape.id.parse(`f-${index}`);

function courseOf({ wakesIn, closesAfter, above, levelMinutes }: Case): FollowUpCourse & { readonly wakesAt: Instant } {
  const closesMs = START + (wakesIn + closesAfter) * MINUTE;
  return {
    wakesAt: at(START + wakesIn * MINUTE),
    closesAt: at(closesMs),
    goesUp: above.map((to, level) => ({ to: StaffId.parse(to), at: at(closesMs + (level + 1) * levelMinutes * MINUTE) })),
  };
}

/** What one that fires, or the store beneath, does otherwise. */
type Sabotage = { readonly firing?: (honest: Firing) => Partial<Firing>; readonly store?: (honest: Store) => Partial<Store> };

/** Runs the steps, and afterwards all that is still to come, without faults. */
async function run({ cases, hours, steps }: World, sabotage: Sabotage): Promise<Outcome> {
  let nowMs = START;
  let acts = 0;
  const memory = createMemoryStore({ nowMs: () => nowMs });
  const store: Store = { ...memory, ...sabotage.store?.(memory) };
  const now = () => at(nowMs);
  const tellings: Telling[] = [];
  const actedOn = new Set<string>();
  const closed = new Map<string, FollowUp['state']>();
  const planned = cases.map((one, index): PlannedFollowUp => {
    const followUp = {
      id: idOf(index),
      subject: `subject-${index}`,
      responsible: 'rahyar-1',
      rule: 'cadence.activeMember',
      dueOn: '2026-11-28',
    };
    return { followUp: FollowUp.parse({ ...followUp, state: 'scheduled' }), wakesAt: courseOf(one).wakesAt };
  });
  (await store.putFollowUps(planned))._unsafeUnwrap();

  const fireOnce = async ({ claim, change, meanwhile }: Fire): Promise<number> => {
    const honest: Firing = {
      store: {
        claimFollowUps: (terms) =>
          over(claim, () => store.claimFollowUps(terms)).map(async (records) => {
            for (const step of meanwhile) await take(step);
            return records;
          }),
        changeFollowUps: (changes) => over(change, () => store.changeFollowUps(changes)),
      },
      now,
      courseOf: ({ id }) => ok(courseOf(cases[Number(id.slice(2))] as Case)),
      tellingHours: hours,
      channel: 'file',
    };
    const fired = await fireFollowUps({ ...honest, ...sabotage.firing?.(honest) }, { limit: 10, leaseMs: LEASE_MS });
    return fired.map(({ taken }) => taken).unwrapOr(0);
  };
  const deliverOnce = async (fault: LineFault): Promise<number> => {
    const tell = async (message: Message) => {
      tellings.push({ message, at: now() });
      return ok(undefined);
    };
    const lossy = {
      claimMessages: store.claimMessages,
      settleMessages: (all: Parameters<typeof store.settleMessages>[0]) => over(fault, () => store.settleMessages(all)),
    };
    const delivering = { store: lossy, channels: { file: tell }, now, tellingHours: hours, random: () => 0 };
    return (await deliverMessages(delivering, { limit: 10, leaseMs: LEASE_MS })).map(({ taken }) => taken).unwrapOr(0);
  };
  const act = async ({ which, act: what, minutes: later }: Extract<Step, { kind: 'act' }>): Promise<void> => {
    const id = idOf(which % cases.length);
    const wakesAt = at(nowMs + later * MINUTE);
    const change = { key: `act-${acts++}`, id, by: 'rahyar-1' };
    const asked = {
      finish: { ...change, state: 'done' },
      cancel: { ...change, state: 'cancelled' },
      putOff: { ...change, state: 'snoozed', wakesAt },
      begin: { ...change, state: 'inProgress', wakesAt },
    } as const;
    const [outcome] = (await store.changeFollowUps([asked[what]]))._unsafeUnwrap();
    if (outcome?.kind !== 'changed') return;
    actedOn.add(id);
    if (what === 'finish' || what === 'cancel') closed.set(id, asked[what].state);
  };
  const take = async (step: Step): Promise<void> => {
    if (step.kind === 'wait') nowMs += step.minutes * MINUTE;
    else if (step.kind === 'clockBack') nowMs -= step.minutes * MINUTE;
    else if (step.kind === 'act') await act(step);
    else if (step.kind === 'deliver') await deliverOnce(step.fault);
    else await fireOnce(step);
  };
  for (const step of steps) await take(step);
  for (let hour = 0; hour < 48; hour++) {
    nowMs += 60 * MINUTE;
    for (let turn = 0; turn < 9 && (await fireOnce({ kind: 'fire', claim: 'none', change: 'none', meanwhile: [] })) > 0; turn++);
    await deliverOnce('none');
  }
  const histories = new Map<string, AuditEntry[]>(planned.map(({ followUp }) => [followUp.id, []]));
  for (const { entry } of (await store.readAudit(0, 10_000))._unsafeUnwrap()) histories.get(entry.of)?.push(entry);
  const finalStates = new Map<string, FollowUp['state']>();
  for (const { followUp } of planned) finalStates.set(followUp.id, (await store.getFollowUp(followUp.id))._unsafeUnwrap().followUp.state);
  nowMs += 60 * MINUTE;
  const condition = (await store.condition())._unsafeUnwrap();
  return { histories, tellings, actedOn, closed, finalStates, waiting: condition.waitingFollowUps + condition.waitingMessages };
}

/** What the clock may do: from which state to which. */
const BY_CLOCK: Readonly<Record<string, { readonly from: readonly string[]; readonly to: readonly string[] }>> = {
  fallDue: { from: ['scheduled'], to: ['due'] },
  wake: { from: ['snoozed'], to: ['due'] },
  miss: { from: ['due'], to: ['missed'] },
  escalate: { from: ['missed', 'escalated', 'inProgress'], to: ['escalated'] },
  nobodyAbove: { from: ['missed', 'escalated', 'inProgress'], to: ['missed', 'escalated', 'inProgress'] },
};
const TOLD = ['fallDue', 'wake', 'escalate'];

/** The laws: each gives what is against it. */
const LAWS: Readonly<Record<string, (outcome: Outcome, world: World) => readonly unknown[]>> = {
  'the clock does only what is its to do': ({ histories }) =>
    [...histories.values()].flat().filter(({ by, because = '', from = '', to }) => {
      const may = BY_CLOCK[because];
      return by === 'clock' && !(may?.from.includes(from) === true && may.to.includes(to));
    }),
  'what nobody acted on goes the whole course, each step once and none before its moment': ({ histories, actedOn, tellings }, { cases }) =>
    cases.flatMap((one, index) => {
      const id = idOf(index);
      if (actedOn.has(id)) return [];
      const { wakesAt, closesAt, goesUp } = courseOf(one);
      const course = [
        { because: 'fallDue', from: wakesAt, to: 'rahyar-1' },
        { because: 'miss', from: closesAt, to: undefined },
        ...[...new Set(goesUp.map(({ to }) => to))].map((to) => ({
          because: 'escalate',
          from: goesUp.find((level) => level.to === to)?.at ?? closesAt,
          to,
        })),
      ];
      const history = histories.get(id) ?? [];
      const toldOf = (key: string) => tellings.find(({ message }) => message.key === key)?.message.to;
      const isOnCourse = ({ because, from, to }: (typeof course)[number], place: number): boolean => {
        const entry = history[place];
        return entry !== undefined && entry.because === because && entry.at >= from && toldOf(entry.key) === to;
      };
      return history.length === course.length && course.every(isOnCourse) ? [] : [history];
    }),
  'who is told is told at least once for each step, under its key alone': ({ histories, tellings }) => {
    const steps = new Set(
      [...histories.values()].flat().flatMap(({ key, because = '', of }) => (TOLD.includes(because) ? [`${of} ${key}`] : [])),
    );
    const told = new Map(tellings.map(({ message }) => [`${message.about} ${message.key}`, JSON.stringify(message)]));
    const otherwise = tellings.filter(({ message }) => told.get(`${message.about} ${message.key}`) !== JSON.stringify(message));
    return [...[...steps].filter((step) => !told.has(step)), ...[...told.keys()].filter((key) => !steps.has(key)), ...otherwise];
  },
  'nobody is told anything outside the hours, nor is it planned': ({ tellings }, { hours }) =>
    tellings.filter((telling) => !isWithin(hours, telling.at) || !isWithin(hours, telling.message.notBefore ?? telling.at)),
  'what somebody closed stays closed': ({ closed, finalStates }) => [...closed].filter(([id, state]) => finalStates.get(id) !== state),
  'nothing waits in the end': ({ waiting }) => (waiting === 0 ? [] : [waiting]),
};

const broken = async (one: World, sabotage: Sabotage = {}): Promise<readonly string[]> => {
  const outcome = await run(one, sabotage);
  return Object.entries(LAWS).flatMap(([law, against]) => (against(outcome, one).length === 0 ? [] : [law]));
};

const withChanges = (changed: (change: FollowUpChange) => FollowUpChange): Sabotage => ({
  firing: ({ store }) => ({ store: { ...store, changeFollowUps: (changes) => store.changeFollowUps(changes.map(changed)) } }),
});
const withCourse = (changed: (course: FollowUpCourse) => Partial<FollowUpCourse>): Sabotage => ({
  firing: ({ courseOf: honest }) => ({ courseOf: (followUp) => honest(followUp).map((course) => ({ ...course, ...changed(course) })) }),
});
let keys = 0;

/** Each breaks a law. */
const SABOTEURS: Readonly<Record<string, readonly [law: keyof typeof LAWS, Sabotage]>> = {
  'fires without the token of its claim': ['the clock does only what is its to do', withChanges(({ ifRevision: _, ...change }) => change)],
  'closes a window an hour early': [
    'what nobody acted on goes the whole course, each step once and none before its moment',
    withCourse(({ closesAt }) => ({ closesAt: at(Date.parse(closesAt) - 60 * MINUTE) })),
  ],
  'leaves a level out': [
    'what nobody acted on goes the whole course, each step once and none before its moment',
    withCourse(({ goesUp }) => ({ goesUp: goesUp.slice(1) })),
  ],
  'goes round when nobody is above': [
    'what nobody acted on goes the whole course, each step once and none before its moment',
    withChanges((change) =>
      change.because === 'escalate' && change.wakesAt === undefined ? { ...change, wakesAt: at(START), state: 'missed' } : change,
    ),
  ],
  'tells nobody': [
    'who is told is told at least once for each step, under its key alone',
    withChanges(({ messages: _, ...change }) => change),
  ],
  'tells under a key of its own': [
    'who is told is told at least once for each step, under its key alone',
    withChanges(({ messages = [], ...change }) => ({ ...change, messages: messages.map((one) => ({ ...one, key: `k-${++keys}` })) })),
  ],
  'plans to tell in the night': [
    'nobody is told anything outside the hours, nor is it planned',
    { firing: () => ({ tellingHours: ALWAYS }) },
  ],
  'rests on a store that puts off what is closed': [
    'what somebody closed stays closed',
    {
      store: ({ changeFollowUps }) => ({
        changeFollowUps: (changes) =>
          changeFollowUps(changes.map((change) => (isClosing(change) ? { ...change, state: 'snoozed', wakesAt: at(START) } : change))),
      }),
    },
  ],
  'does not take up what broke off': [
    'nothing waits in the end',
    {
      firing: ({ store }) => ({
        store: {
          ...store,
          claimFollowUps: (terms) => store.claimFollowUps(terms).map((records) => records.filter((one) => one.attempts === 1)),
        },
      }),
    },
  ],
};

const isClosing = ({ state }: FollowUpChange): boolean => state === 'done' || state === 'cancelled';

describe('fireFollowUps', () => {
  it('takes each follow-up through its course, whatever breaks off, comes late or comes between', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        expect(await broken(one)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.entries(SABOTEURS))('is not matched by one that %s', async (_name, [law, sabotage]) => {
    const { failed } = await fc.check(
      fc.asyncProperty(world, async (one) => !(await broken(one, sabotage)).includes(law)),
      { endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  it('has a saboteur for each of its laws', () => {
    expect(new Set(Object.values(SABOTEURS).map(([law]) => law))).toEqual(new Set(Object.keys(LAWS)));
  });
});
