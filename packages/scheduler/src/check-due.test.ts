import { SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { ASSUMED_CADENCE } from './cadence.ts';
import { checkDue, DUE_FAULTS, type DueClaim } from './check-due.ts';
import type { Due } from './due.ts';
import { addDays, type EpochDay } from './epoch-day.ts';
import { planFollowUp } from './follow-up-plan.ts';
import { parseJalali } from './jalali-text.ts';
import { parseLocalTime } from './local-time.ts';
import { toInstant } from './tehran-time.ts';
import { iranWorkingCalendar } from './working-calendar.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const plus = (day: EpochDay, days: number): EpochDay => addDays(day, days)._unsafeUnwrap();

/** Ninety days after Saturday 7 Shahrivar 1405 is Friday 6 Azar; Saturday 7 Azar is worked. */
const today = dayOf('1405/09/02');
const lastContact = dayOf('1405/06/07');
const honest = planFollowUp(
  { id: SubjectId.parse('m-1'), tier: 'activeMember', lastContactDay: lastContact },
  { today, cadence: ASSUMED_CADENCE, calendar },
)._unsafeUnwrap();
const claim: DueClaim = {
  today,
  calendar,
  facts: { lastContact },
  terms: { ...ASSUMED_CADENCE.tiers.activeMember, timeOfDay: ASSUMED_CADENCE.timeOfDay },
};
const [counted, added, moved] = honest.trace as [Due['trace'][number], Due['trace'][number], Due['trace'][number]];
const tomorrow = plus(honest.effective, 1);

/** Small lies, each told by exactly the fault that is named. */
const lies: readonly { readonly lie: string; readonly fault: (typeof DUE_FAULTS)[number]; readonly due: Due; readonly claim?: DueClaim }[] =
  [
    { lie: 'another day of contact', fault: 'basis', due: honest, claim: { ...claim, facts: { lastContact: plus(lastContact, 1) } } },
    { lie: 'no such fact', fault: 'basis', due: honest, claim: { ...claim, facts: {} } },
    {
      lie: 'a shorter interval than the one told',
      fault: 'interval',
      due: { ...honest, trace: [counted, { ...added, every: { unit: 'days', count: 89 } } as Due['trace'][number], moved] },
    },
    {
      lie: 'a turn where the rule has none',
      fault: 'turn',
      due: { ...honest, trace: [counted, added, { step: 'recurred', day: honest.nominal }, moved] },
    },
    {
      lie: 'steps that lead elsewhere',
      fault: 'nominal',
      due: { ...honest, nominal: honest.effective, trace: [counted, added] },
    },
    {
      lie: 'overdue though it is not',
      fault: 'overdue',
      due: { ...honest, trace: [counted, added, { step: 'overdue', days: 3, day: today }, moved] },
    },
    { lie: 'no word of the move', fault: 'moved', due: { ...honest, trace: [counted, added] } },
    {
      lie: 'another reason for the move',
      fault: 'moved',
      due: { ...honest, trace: [counted, added, { ...moved, because: [] } as Due['trace'][number]] },
    },
    {
      lie: 'one working day too late',
      fault: 'effective',
      due: {
        ...honest,
        effective: tomorrow,
        instant: toInstant(tomorrow, ASSUMED_CADENCE.timeOfDay),
        window: { opens: plus(honest.window.opens, 1), closes: plus(honest.window.closes, 1) },
        trace: [counted, added, { ...moved, day: tomorrow }],
      },
    },
    {
      lie: 'half an hour early',
      fault: 'instant',
      due: { ...honest, instant: toInstant(honest.effective, parseLocalTime('08:30')._unsafeUnwrap()) },
    },
    { lie: 'a longer window', fault: 'window', due: { ...honest, window: { ...honest.window, closes: plus(honest.window.closes, 1) } } },
    { lie: 'less sure than it is', fault: 'confidence', due: { ...honest, confidence: 'predicted-likely' } },
    { lie: 'another calendar', fault: 'calendar', due: { ...honest, calendarVersion: 'IR-FRI.0' } },
  ];

describe('checking a due day', () => {
  it('finds nothing in an honest one', () => {
    expect(checkDue(honest, claim)).toEqual([]);
  });

  it.each(lies)('tells $fault for $lie', ({ due, fault, claim: against = claim }) => {
    expect(checkDue(due, against)).toEqual([fault]);
  });

  it('has a lie for every fault', () => {
    expect([...new Set(lies.map(({ fault }) => fault))].sort()).toEqual([...DUE_FAULTS].sort());
  });
});
