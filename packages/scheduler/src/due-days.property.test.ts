import {
  KEY_PROCESSES,
  type KeyProcess,
  PRIORITY_TIERS,
  type PriorityTier,
  RAHYAR_KINDS,
  type RahyarKind,
  SubjectId,
} from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUSINESS_DAY_CONVENTIONS } from './business-day-convention.ts';
import { type Cadence, type CadenceException, type ContactCadence, cadenceFor } from './cadence.ts';
import { dueDays, NO_DAY } from './due-days.ts';
import { addDays, type EpochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { type CadenceSubject, planFollowUp } from './follow-up-plan.ts';
import { addJalaliMonths } from './jalali-date.ts';
import type { LocalTime } from './local-time.ts';
import { IRAN_WEEKLY_PATTERNS } from './weekly-pattern.ts';
import { iranWorkingCalendar, isWorkingDay } from './working-calendar.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const covered = fc.integer({ min: calendar.firstDay, max: calendar.lastDay - 40 }).map((day) => day as EpochDay);

const tierCadence: fc.Arbitrary<ContactCadence> = fc.record({
  every: fc.record({ unit: fc.constantFrom('days', 'workingDays', 'jalaliMonths'), count: fc.nat(400) }),
  convention: fc.constantFrom(...BUSINESS_DAY_CONVENTIONS),
  windowBeforeDays: fc.nat(30),
  windowAfterDays: fc.nat(30),
});
const cadence: fc.Arbitrary<Cadence> = fc.record({
  timeOfDay: fc.nat(1_439).map((minutes) => minutes as LocalTime),
  tiers: fc.record({ activeMember: tierCadence, applicant: tierCadence, inactiveMember: tierCadence, nonApplicant: tierCadence }),
});
/** Exceptions that overlap, so that their order decides. */
const exceptions: fc.Arbitrary<CadenceException[]> = fc.array(
  fc.record(
    {
      tier: fc.constantFrom(...PRIORITY_TIERS),
      process: fc.constantFrom<KeyProcess>('loanRequest', 'membership'),
      kind: fc.constantFrom<RahyarKind>('social', 'area'),
      cadence: tierCadence,
    },
    { requiredKeys: ['cadence'] },
  ),
  { minLength: 1, maxLength: 4 },
);

/** Days near today make due days on both sides of it; the two far columns leave the working calendar, and even the strict range. */
const rowsAround = (today: number): fc.Arbitrary<{ tier: number; lastContactDay: number; waitingSinceDay: number }[]> => {
  const day = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: today - 800, max: today + 30 }) },
    { weight: 2, arbitrary: fc.constant(NO_DAY) },
    { weight: 1, arbitrary: fc.integer({ min: FIRST_DAY, max: LAST_DAY }) },
    { weight: 1, arbitrary: fc.constantFrom(FIRST_DAY - 1, FIRST_DAY, LAST_DAY, LAST_DAY + 1, NO_DAY + 1, 2_147_483_647) },
  );
  return fc.array(fc.record({ tier: fc.nat(4), lastContactDay: day, waitingSinceDay: day }), { minLength: 5, maxLength: 50 });
};
const planned = fc
  .record({ today: covered, cadence })
  .chain((planning) => rowsAround(planning.today).map((rows) => ({ ...planning, rows })));

type Row = { tier: number; lastContactDay: number; waitingSinceDay: number };
const columnsOf = (rows: Row[]) => ({
  tier: Uint8Array.from(rows, (row) => row.tier),
  lastContactDay: Int32Array.from(rows, (row) => row.lastContactDay),
  waitingSinceDay: Int32Array.from(rows, (row) => row.waitingSinceDay),
});
const subjectOf = ({ tier, lastContactDay, waitingSinceDay }: Row): CadenceSubject | undefined => {
  const priorityTier = PRIORITY_TIERS[tier];
  if (priorityTier === undefined || Math.max(lastContactDay, waitingSinceDay) > LAST_DAY) return undefined;
  if (Math.max(lastContactDay, waitingSinceDay) < FIRST_DAY && (lastContactDay !== NO_DAY || waitingSinceDay !== NO_DAY)) return undefined;
  return {
    id: SubjectId.parse('m-1'),
    tier: priorityTier,
    ...(lastContactDay >= FIRST_DAY ? { lastContactDay: lastContactDay as EpochDay } : {}),
    ...(waitingSinceDay >= FIRST_DAY ? { waitingSinceDay: waitingSinceDay as EpochDay } : {}),
  };
};

describe('dueDays', () => {
  it('gives every row the effective day of planFollowUp, and no day exactly where that gives none', () => {
    let dated = 0;
    fc.assert(
      fc.property(planned, ({ rows, today, cadence }) => {
        const planning = { today, cadence, calendar };
        const days = dueDays(columnsOf(rows), planning);
        rows.forEach((row, index) => {
          const subject = subjectOf(row);
          const expected =
            subject === undefined
              ? NO_DAY
              : planFollowUp(subject, planning).match(
                  ({ effective }) => effective as number,
                  () => NO_DAY,
                );
          expect(days[index]).toBe(expected);
          if (expected !== NO_DAY) dated += 1;
        });
      }),
      { numRuns: 500 },
    );
    expect(dated).toBeGreaterThan(200);
  });

  it('asks the exceptions of process and kind as planFollowUp does', () => {
    const columnsAndMore = fc.array(
      fc.record({ tier: fc.nat(3), ago: fc.nat(300), process: fc.constantFrom<number>(0, 5, 12), kind: fc.constantFrom<number>(0, 2, 4) }),
      {
        minLength: 20,
      },
    );
    let excepted = 0;
    fc.assert(
      fc.property(covered, cadence, exceptions, columnsAndMore, (today, base, more, rows) => {
        const planning = { today, cadence: { ...base, exceptions: more }, calendar };
        const columns = {
          ...columnsOf(rows.map(({ tier, ago }) => ({ tier, lastContactDay: today - ago, waitingSinceDay: NO_DAY }))),
          process: Uint8Array.from(rows, (row) => row.process),
          kind: Uint8Array.from(rows, (row) => row.kind),
        };
        const days = dueDays(columns, planning);
        rows.forEach(({ tier, ago, process, kind }, index) => {
          const key = { tier: PRIORITY_TIERS[tier] as PriorityTier, process: KEY_PROCESSES[process], kind: RAHYAR_KINDS[kind] };
          if (cadenceFor(planning.cadence, key) !== base.tiers[key.tier]) excepted += 1;
          const subject = { id: SubjectId.parse('m-1'), lastContactDay: (today - ago) as EpochDay, tier: key.tier };
          const due = planFollowUp(
            {
              ...subject,
              ...(key.process === undefined ? {} : { process: key.process }),
              ...(key.kind === undefined ? {} : { kind: key.kind }),
            },
            planning,
          );
          expect(days[index]).toBe(
            due.match(
              ({ effective }): number => effective,
              () => NO_DAY,
            ),
          );
        });
      }),
    );
    expect(excepted).toBeGreaterThan(50);
  });

  it('knows the first and the last days apart, from one another and from none', () => {
    // On no working day and after no time, so that each row is due on its own day or today.
    const atOnce: ContactCadence = { every: { unit: 'days', count: 0 }, convention: 'unadjusted', windowBeforeDays: 0, windowAfterDays: 0 };
    const later: ContactCadence = { ...atOnce, every: { unit: 'days', count: -1 } };
    const tiers = { activeMember: atOnce, applicant: later, inactiveMember: atOnce, nonApplicant: later };
    const planning = { today: FIRST_DAY, calendar, cadence: { timeOfDay: 540 as LocalTime, tiers } };
    const anchors = [
      NO_DAY,
      ...[0, 1, 2, 3].map((more) => FIRST_DAY + more),
      ...[4, 3, 2, 1, 0].map((less) => LAST_DAY - less),
      LAST_DAY + 1,
      FIRST_DAY - 1,
    ];
    const rows = [0, 1].flatMap((tier) => anchors.map((lastContactDay) => ({ tier, lastContactDay, waitingSinceDay: NO_DAY })));
    const expected = rows.map(({ tier, lastContactDay: day }) => {
      if (day === NO_DAY) return FIRST_DAY;
      if (day < FIRST_DAY || day > LAST_DAY) return NO_DAY;
      return tier === 0 ? day : day === FIRST_DAY ? NO_DAY : day - 1;
    });
    for (const order of [rows, rows.toReversed()])
      expect([...dueDays(columnsOf(order), planning)]).toEqual(order === rows ? expected : expected.toReversed());
  });

  it('takes every process and kind for itself, and any other number for none', () => {
    const contact = (count: number): ContactCadence => ({
      every: { unit: 'days', count },
      convention: 'unadjusted',
      windowBeforeDays: 0,
      windowAfterDays: 0,
    });
    const exceptionsOf = [
      ...KEY_PROCESSES.map((process, index) => ({ process, cadence: contact(100 + index) })),
      ...RAHYAR_KINDS.map((kind, index) => ({ kind, cadence: contact(200 + index) })),
    ];
    const tiers = { activeMember: contact(1), applicant: contact(2), inactiveMember: contact(3), nonApplicant: contact(4) };
    const today = (calendar.firstDay + 1_000) as EpochDay;
    const planning = { today, calendar, cadence: { timeOfDay: 540 as LocalTime, tiers, exceptions: exceptionsOf } };
    const rows = PRIORITY_TIERS.flatMap((_, tier) =>
      [...KEY_PROCESSES.keys(), KEY_PROCESSES.length, KEY_PROCESSES.length + 1, 255].flatMap((process) =>
        [...RAHYAR_KINDS.keys(), RAHYAR_KINDS.length, RAHYAR_KINDS.length + 1, 255].map((kind) => ({ tier, process, kind })),
      ),
    );
    const base = columnsOf(rows.map(({ tier }) => ({ tier, lastContactDay: today, waitingSinceDay: NO_DAY })));
    const [process, kind] = [Uint8Array.from(rows, (row) => row.process), Uint8Array.from(rows, (row) => row.kind)];
    const ofProcess = (row: { process: number }): number | undefined =>
      row.process < KEY_PROCESSES.length ? 100 + row.process : undefined;
    const ofKind = (row: { kind: number }): number | undefined => (row.kind < RAHYAR_KINDS.length ? 200 + row.kind : undefined);
    const counts = (columns: object): number[] => Array.from(dueDays({ ...base, ...columns }, planning), (day) => day - today);
    const ofTier = (row: { tier: number }): number => tiers[PRIORITY_TIERS[row.tier] as PriorityTier].every.count;
    expect(counts({ process, kind })).toEqual(rows.map((row) => ofProcess(row) ?? ofKind(row) ?? ofTier(row)));
    expect(counts({ process })).toEqual(rows.map((row) => ofProcess(row) ?? ofTier(row)));
    expect(counts({ kind })).toEqual(rows.map((row) => ofKind(row) ?? ofTier(row)));
    expect(counts({})).toEqual(rows.map(ofTier));
  });

  it('refuses columns that differ in length', () => {
    const planning = { today: calendar.firstDay, cadence: fc.sample(cadence, 1)[0] as Cadence, calendar };
    expect(() => dueDays({ ...columnsOf([]), tier: new Uint8Array(1) }, planning)).toThrow(RangeError);
  });
});

describe('planFollowUp', () => {
  it('never plans for the past, and for a working day unless unadjusted; its trace ends on the day', () => {
    fc.assert(
      fc.property(planned, ({ rows, today, cadence }) => {
        for (const subject of rows.map(subjectOf)) {
          if (subject === undefined) continue;
          const due = planFollowUp(subject, { today, cadence, calendar });
          if (due.isErr()) continue;
          const { effective, nominal, trace, window } = due.value;
          expect(effective).toBeGreaterThanOrEqual(today);
          if (cadence.tiers[subject.tier].convention !== 'unadjusted') expect(isWorkingDay(calendar, effective)._unsafeUnwrap()).toBe(true);
          expect(trace.at(-1)?.day).toBe(effective);
          expect(window.opens <= effective && effective <= window.closes).toBe(true);
          const anchor = Math.max(subject.lastContactDay ?? NO_DAY, subject.waitingSinceDay ?? NO_DAY) as EpochDay;
          const { unit, count } = cadence.tiers[subject.tier].every;
          if (anchor === NO_DAY) expect(nominal).toBe(today);
          else if (unit === 'days') expect(nominal).toBe(addDays(anchor, count)._unsafeUnwrap());
          else if (unit === 'jalaliMonths') expect(nominal).toBe(addJalaliMonths(anchor, count)._unsafeUnwrap());
        }
      }),
    );
  });

  it('keeps its id when the working calendar changes', () => {
    const thursdayOff = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['IR-THU-FRI'])._unsafeUnwrap();
    let movedCount = 0;
    fc.assert(
      fc.property(planned, ({ rows, today, cadence }) => {
        for (const subject of rows.map(subjectOf)) {
          if (subject === undefined) continue;
          const [before, after] = [calendar, thursdayOff].map((used) => planFollowUp(subject, { today, cadence, calendar: used }));
          if (!before?.isOk() || !after?.isOk()) continue;
          expect(after.value.id).toBe(before.value.id);
          if (after.value.effective !== before.value.effective) movedCount += 1;
        }
      }),
    );
    expect(movedCount).toBeGreaterThan(5);
  });
});
