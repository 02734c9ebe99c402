import { CaseId, type FollowUpId, KEY_PROCESSES, PRIORITY_TIERS, RAHYAR_KINDS, SubjectId } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUSINESS_DAY_CONVENTIONS } from '../business-day-convention.ts';
import { checkDue } from '../check-due.ts';
import type { Due, PlanningDay } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';
import type { Interval } from '../interval.ts';
import type { LocalTime } from '../local-time.ts';
import { isOccurrence } from '../recurrence/occurrences.ts';
import { Recurrence } from '../recurrence/recurrence.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import type { Condition } from './condition.ts';
import type { FollowUpRule } from './follow-up-rule.ts';
import { type FollowUpCase, planCase, type RuleOutcome } from './plan-case.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
/** Years in which every interval of the generators stays within the calendar. */
const day = fc.integer({ min: calendar.firstDay + 2_000, max: calendar.firstDay + 5_000 }).map((value) => value as EpochDay);

const interval = (min: number, max: number): fc.Arbitrary<Interval> =>
  fc.oneof(
    fc.record({ unit: fc.constant('days' as const), count: fc.integer({ min, max }) }),
    fc.record({ unit: fc.constant('workingDays' as const), count: fc.integer({ min, max }) }),
    fc.record({ unit: fc.constant('jalaliMonths' as const), count: fc.integer({ min: Math.max(min, -3), max: Math.min(max, 12) }) }),
  );

const recurrence = fc.constantFrom(
  ...[
    { frequency: 'daily', interval: 3 },
    { frequency: 'weekly', weekdays: [{ weekday: 'saturday' }, { weekday: 'friday' }] },
    { frequency: 'monthly', monthDays: [-1, 15] },
    { frequency: 'yearly', months: [12], monthDays: [30] },
    { frequency: 'monthly', weekdays: [{ weekday: 'monday', nth: 2 }], count: 7 },
    { frequency: 'holiday', holiday: 'fitr', offset: { unit: 'workingDays', count: -2 } },
  ].map((data) => Recurrence.parse(data)),
);

const repeats: fc.Arbitrary<FollowUpRule['repeats']> = fc.oneof(
  fc.constant({ kind: 'once' as const }),
  fc.record({
    kind: fc.constant('interval' as const),
    every: interval(1, 40),
    anchored: fc.constantFrom('fromDue', 'fromCompletion'),
    atMost: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  }),
  recurrence.map((value) => ({ kind: 'calendar' as const, recurrence: value })),
);

const label = { fa: 'نام', en: 'name' };
const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { kind: 'always' },
  { kind: 'known', fact: 'grade' },
  { kind: 'daysSince', fact: 'requestedDay', atLeast: 5 },
  { kind: 'any', of: [] },
);

/** Short windows and catch-up spans beside long intervals, so that occurrences pass unseen, pile up, and are given up. */
const rule: fc.Arbitrary<FollowUpRule> = fc.record({
  id: fc.constantFrom('answer', 'renewal', 'visit'),
  label: fc.constant(label),
  source: fc.constant('assumed'),
  activity: fc.constant('followUp' as const),
  scope: fc.constantFrom<FollowUpRule['scope']>(
    {},
    { tiers: ['activeMember'] },
    { processes: ['loanRequest', 'membership'] },
    { kinds: ['area'] },
  ),
  appliesIf: condition,
  resolvedIf: fc.constantFrom<Condition>({ kind: 'any', of: [] }, { kind: 'known', fact: 'completedDay' }),
  anchor: fc.constant({ fact: 'requestedDay', label }),
  first: interval(-20, 40),
  repeats,
  convention: fc.constantFrom(...BUSINESS_DAY_CONVENTIONS),
  windowBeforeDays: fc.nat(5),
  windowAfterDays: fc.nat(10),
  timeOfDay: fc.nat(1_439).map((minutes) => minutes as LocalTime),
  promised: fc.boolean(),
  missed: fc.record({ policy: fc.constantFrom('coalesce', 'backfill'), catchUpDays: fc.nat(60) }),
  escalation: fc.constant([]),
});

const matter = fc
  .record(
    {
      tier: fc.constantFrom(...PRIORITY_TIERS),
      process: fc.constantFrom(...KEY_PROCESSES),
      kind: fc.constantFrom(...RAHYAR_KINDS),
      facts: fc.record({ requestedDay: day, completedDay: day, grade: fc.constant('suitable') }, { requiredKeys: [] }),
    },
    { requiredKeys: ['facts'] },
  )
  .map((row): FollowUpCase => ({ id: CaseId.parse('c-1'), subject: SubjectId.parse('m-1'), ...row, ended: new Map() }));

/** Today from two months before the facts to two years after them. */
const situation = fc.record({ rule, matter, offset: fc.integer({ min: -60, max: 730 }) }).map(({ rule: one, matter: of, offset }) => {
  const anchor = of.facts['requestedDay'] as number | undefined;
  return { rule: one, matter: of, today: ((anchor ?? calendar.firstDay + 3_000) + offset) as EpochDay };
});

const outcomeOf = (of: FollowUpCase, one: FollowUpRule, at: PlanningDay): RuleOutcome =>
  planCase(of, [one], at)._unsafeUnwrap()[0] as RuleOutcome;
const liveOf = (outcome: RuleOutcome): Due | undefined => (outcome.says === 'live' ? outcome.due : undefined);
const completionDays = (of: FollowUpCase): readonly EpochDay[] => [...of.ended.values()];

/** The same case after `on`, with a follow-up ended. */
const ending = (of: FollowUpCase, id: FollowUpId, on: EpochDay): FollowUpCase => ({ ...of, ended: new Map([...of.ended, [id, on]]) });

const faultsOf = (due: Due, of: FollowUpCase, one: FollowUpRule, at: PlanningDay) => {
  const { repeats: repetition } = one;
  const completion = due.trace[0]?.step === 'countedFrom' && due.trace[0].basis === 'completion' ? due.trace[0].day : undefined;
  // A completion that is told must be one that was.
  expect(completion === undefined || completionDays(of).includes(completion)).toBe(true);
  return checkDue(due, {
    ...at,
    facts: { requestedDay: of.facts['requestedDay'] as EpochDay, ...(completion === undefined ? {} : { completion }) },
    terms: one,
    isTurn: (first, on) => repetition.kind === 'calendar' && isOccurrence(repetition.recurrence, first, on, calendar).unwrapOr(false),
  });
};

describe('planning a case', () => {
  it('lists whatever is due: a rule that applies, is not resolved and has its day gives one live follow-up until it is exhausted', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(situation, ({ rule: one, matter: of, today }) => {
        const at = { today, calendar };
        const outcome = outcomeOf(of, one, at);
        said.add(outcome.says);
        const { repeats: repetition } = one;
        if (outcome.says !== 'exhausted') return;
        // Only a series that ends, or whose time for making up has passed, owes nothing without anything having ended.
        const isEndless =
          (repetition.kind === 'interval' && repetition.atMost === undefined) ||
          (repetition.kind === 'calendar' && repetition.recurrence.count === undefined);
        expect(isEndless).toBe(false);
        expect(outcome.givenUp.length).toBeGreaterThan(0);
      }),
      { numRuns: 600 },
    );
    expect([...said].sort()).toEqual(['anchorUnknown', 'doesNotApply', 'exhausted', 'live', 'outOfScope', 'resolved']);
  });

  it('gives days whose every step is true, on a day to act that is not before today', () => {
    fc.assert(
      fc.property(situation, ({ rule: one, matter: of, today }) => {
        const at = { today, calendar };
        const due = liveOf(outcomeOf(of, one, at));
        if (due === undefined) return;
        expect(faultsOf(due, of, one, at)).toEqual([]);
        expect(due.effective).toBeGreaterThanOrEqual(at.today);
      }),
      { numRuns: 400 },
    );
  });

  it('neither loses nor doubles one when it is asked again, on a later day, or under another calendar', () => {
    const other = iranWorkingCalendar({ id: 'none', periods: [{ from: calendar.firstDay, off: [] }] })._unsafeUnwrap();
    fc.assert(
      fc.property(situation, fc.nat(3), ({ rule: one, matter: of, today }, later) => {
        const at = { today, calendar };
        const due = liveOf(outcomeOf(of, one, at));
        if (due === undefined) return;
        expect(liveOf(outcomeOf(of, one, at))).toEqual(due);
        // What lies ahead keeps its id, whatever the holidays; it may move.
        const ahead = due.nominal > at.today + 60;
        if (ahead) expect(liveOf(outcomeOf(of, one, { today: (today + later) as EpochDay, calendar }))?.id).toBe(due.id);
        if (ahead && one.repeats.kind !== 'calendar') expect(liveOf(outcomeOf(of, one, { ...at, calendar: other }))?.id).toBe(due.id);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on to another one when the live one has ended, and never comes back to it', () => {
    fc.assert(
      fc.property(situation, fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), ({ rule: one, matter: of, today }, waits) => {
        let [now, world] = [today, of];
        const seen = new Set<FollowUpId>();
        for (const wait of waits) {
          const due = liveOf(outcomeOf(world, one, { today: now, calendar }));
          if (due === undefined) return;
          expect(seen.has(due.id)).toBe(false);
          seen.add(due.id);
          world = ending(world, due.id, now);
          now = (now + wait) as EpochDay;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tells each occurrence that passed once: as the live one, as one that it stands for, or as given up', () => {
    fc.assert(
      fc.property(situation, ({ rule: one, matter: of, today }) => {
        const at = { today, calendar };
        const outcome = outcomeOf(of, one, at);
        if (outcome.says !== 'live' && outcome.says !== 'exhausted') return;
        const live = liveOf(outcome);
        const told = [...outcome.givenUp, ...outcome.standsFor, ...(live === undefined ? [] : [live.id])];
        expect(new Set(told).size).toBe(told.length);
        if (one.missed.policy === 'backfill') expect(outcome.standsFor).toEqual([]);
        // Those that are given up have had all the time there is.
        if (one.repeats.kind === 'interval' && one.repeats.anchored === 'fromDue' && live !== undefined && live.nominal <= at.today)
          expect(live.nominal + one.windowAfterDays + one.missed.catchUpDays).toBeGreaterThanOrEqual(at.today);
      }),
      { numRuns: 400 },
    );
  });
});
