import { SubjectId } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUSINESS_DAY_CONVENTIONS } from './business-day-convention.ts';
import { ASSUMED_CADENCE, type ContactCadence } from './cadence.ts';
import { checkDue, type DueClaim } from './check-due.ts';
import type { Due, DueStep } from './due.ts';
import type { EpochDay } from './epoch-day.ts';
import { planFollowUp } from './follow-up-plan.ts';
import { parseJalali } from './jalali-text.ts';
import type { LocalTime } from './local-time.ts';
import { toInstant } from './tehran-time.ts';
import { iranWorkingCalendar } from './working-calendar.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();

/** Around Nowruz, month ends and Fridays, under every convention and unit; half of them overdue. */
const planned = fc
  .record({
    today: fc.integer({ min: dayOf('1404/10/01'), max: dayOf('1405/12/29') }).map((day) => day as EpochDay),
    ago: fc.nat(120),
    every: fc.record({ unit: fc.constantFrom('days' as const, 'workingDays' as const, 'jalaliMonths' as const), count: fc.nat(60) }),
    convention: fc.constantFrom(...BUSINESS_DAY_CONVENTIONS),
    time: fc.nat(1_380).map((minutes) => minutes as LocalTime),
  })
  .map(({ today, ago, every, convention, time }): { due: Due; claim: DueClaim } => {
    const contact: ContactCadence = {
      every: { unit: every.unit, count: every.unit === 'jalaliMonths' ? every.count % 7 : every.count },
      convention,
      windowBeforeDays: 2,
      windowAfterDays: 3,
    };
    const lastContact = (today - ago) as EpochDay;
    const due = planFollowUp(
      { id: SubjectId.parse('m-1'), tier: 'activeMember', lastContactDay: lastContact },
      { today, calendar, cadence: { timeOfDay: time, tiers: { ...ASSUMED_CADENCE.tiers, activeMember: contact } } },
    )._unsafeUnwrap();
    return { due, claim: { today, calendar, facts: { lastContact }, terms: { ...contact, timeOfDay: time } } };
  });

const later = (day: EpochDay, days: number): EpochDay => (day + days) as EpochDay;
const stepsWith = (due: Due, step: DueStep['step'], change: (step: DueStep) => object): readonly DueStep[] =>
  due.trace.map((row) => (row.step === step ? { ...row, ...change(row) } : row));

/** Each of these tells something that is not so, in a way that hangs together as far as it can; `undefined` where there is nothing to lie about. */
const lies: Readonly<Record<string, (due: Due, by: number, claim: DueClaim) => Due | undefined>> = {
  'another nominal day': (due, by) => ({
    ...due,
    nominal: later(due.nominal, by),
    trace: stepsWith(due, 'intervalAdded', ({ day }) => ({ day: later(day, by) })),
  }),
  'another day counted from': (due, by) => ({ ...due, trace: stepsWith(due, 'countedFrom', ({ day }) => ({ day: later(day, by) })) }),
  'another interval': (due, by) => ({
    ...due,
    trace: stepsWith(due, 'intervalAdded', (step) =>
      step.step === 'intervalAdded' ? { every: { ...step.every, count: step.every.count + by } } : {},
    ),
  }),
  'another day to act': (due, by, { terms }) => {
    const effective = later(due.effective, by);
    return {
      ...due,
      effective,
      instant: toInstant(effective, terms.timeOfDay),
      window: { opens: later(due.window.opens, by), closes: later(due.window.closes, by) },
      trace: stepsWith(due, 'moved', () => ({ day: effective })),
    };
  },
  'another delay': (due, by) =>
    due.trace.some(({ step }) => step === 'overdue')
      ? { ...due, trace: stepsWith(due, 'overdue', (step) => (step.step === 'overdue' ? { days: step.days + by } : {})) }
      : undefined,
  'a delay that was not': (due, by, { today }) =>
    due.trace.some(({ step }) => step === 'overdue')
      ? undefined
      : { ...due, trace: [...due.trace.slice(0, 2), { step: 'overdue', days: by, day: today }, ...due.trace.slice(2)] },
  'no word of a delay': (due) =>
    due.trace.some(({ step }) => step === 'overdue') ? { ...due, trace: due.trace.filter(({ step }) => step !== 'overdue') } : undefined,
  'another time': (due, by, { terms }) => ({ ...due, instant: toInstant(due.effective, (terms.timeOfDay + 17 + by) as LocalTime) }),
  'a first contact': (due, _by, { today }) => ({
    ...due,
    nominal: today,
    trace: [{ step: 'neverContacted', day: today }, ...due.trace.slice(2)],
  }),
};

describe('checking any due day', () => {
  it('finds nothing in honest ones', () => {
    fc.assert(
      fc.property(planned, ({ due, claim }) => {
        expect(checkDue(due, claim)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it.each(Object.keys(lies))('notices %s', (name) => {
    let told = 0;
    fc.assert(
      fc.property(planned, fc.constantFrom(-7, -2, -1, 1, 2, 7), ({ due, claim }, by) => {
        const lie = lies[name]?.(due, by, claim);
        if (lie === undefined) return;
        told += 1;
        expect(checkDue(lie, claim)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(0);
  });
});

describe('a convention, told wrongly', () => {
  /** Friday 6 Azar 1405 between two working days, and Friday 29 Aban, the last but one of its month; 2 Farvardin 1406 among holidays. */
  const days = ['1405/09/06', '1405/08/29', '1405/10/25', '1406/01/02', '1405/12/29'].map(dayOf);

  it('is noticed wherever it leads to another day', () => {
    let different = 0;
    for (const day of days) {
      const planWith = (convention: ContactCadence['convention']): Due =>
        planFollowUp(
          { id: SubjectId.parse('m-1'), tier: 'activeMember', lastContactDay: later(day, -10) },
          {
            today: later(day, -60),
            calendar,
            cadence: {
              ...ASSUMED_CADENCE,
              tiers: {
                ...ASSUMED_CADENCE.tiers,
                activeMember: { every: { unit: 'days', count: 10 }, convention, windowBeforeDays: 0, windowAfterDays: 0 },
              },
            },
          },
        )._unsafeUnwrap();
      for (const honest of BUSINESS_DAY_CONVENTIONS) {
        for (const other of BUSINESS_DAY_CONVENTIONS) {
          const due = planWith(honest);
          const faults = checkDue(due, {
            today: later(day, -60),
            calendar,
            facts: { lastContact: later(day, -10) },
            terms: { convention: other, windowBeforeDays: 0, windowAfterDays: 0, timeOfDay: ASSUMED_CADENCE.timeOfDay },
          });
          const isSame = planWith(other).effective === due.effective;
          if (!isSame) different += 1;
          expect([honest, other, faults.length > 0]).toEqual([honest, other, !isSame]);
        }
      }
    }
    expect(different).toBeGreaterThan(20);
  });
});
