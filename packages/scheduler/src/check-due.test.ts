import { SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { BUSINESS_DAY_CONVENTIONS, type BusinessDayConvention } from './business-day-convention.ts';
import { ASSUMED_CADENCE, type Cadence, type ContactCadence } from './cadence.ts';
import { checkDue, DUE_FAULTS, type DueClaim } from './check-due.ts';
import type { Due, DueStep } from './due.ts';
import { addDays, type EpochDay } from './epoch-day.ts';
import { type CadenceSubject, planFollowUp } from './follow-up-plan.ts';
import type { Interval } from './interval.ts';
import { parseJalali } from './jalali-text.ts';
import { parseLocalTime } from './local-time.ts';
import { toInstant } from './tehran-time.ts';
import { confidenceBetween, iranWorkingCalendar } from './working-calendar.ts';

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

/** What is planned of an active member by a changed cadence on a day, and what it is to be held against. */
function planned(
  dates: { readonly lastContact?: string; readonly waitingSince?: string; readonly today: string },
  change: Partial<ContactCadence> & { readonly timeOfDay?: Cadence['timeOfDay'] } = {},
): { due: Due; claim: DueClaim } {
  const { timeOfDay = ASSUMED_CADENCE.timeOfDay, ...contact } = change;
  const terms = { ...ASSUMED_CADENCE.tiers.activeMember, ...contact };
  const cadence = { timeOfDay, tiers: { ...ASSUMED_CADENCE.tiers, activeMember: terms } };
  const [last, waiting] = [dates.lastContact, dates.waitingSince].map((jalali) => (jalali === undefined ? undefined : dayOf(jalali)));
  const subject: CadenceSubject = {
    id: SubjectId.parse('m-1'),
    tier: 'activeMember',
    ...(last !== undefined && { lastContactDay: last }),
    ...(waiting !== undefined && { waitingSinceDay: waiting }),
  };
  const at = { today: dayOf(dates.today), calendar };
  const facts = { ...(last !== undefined && { lastContact: last }), ...(waiting !== undefined && { waitingSince: waiting }) };
  return { due: planFollowUp(subject, { ...at, cadence })._unsafeUnwrap(), claim: { ...at, facts, terms: { ...terms, timeOfDay } } };
}

/** A due day on the nominal day that its last step leads to, honest in all but perhaps the steps. */
function stepped(steps: readonly DueStep[], of: Partial<DueClaim> & { readonly restsOn?: readonly EpochDay[] } = {}): string[] {
  const { restsOn = [], ...change } = of;
  const against: DueClaim = {
    ...claim,
    ...change,
    facts: { start: (steps[0] as DueStep).day },
    terms: { ...claim.terms, convention: 'unadjusted' },
  };
  const day = (steps.at(-1) as DueStep).day;
  const days = [...restsOn, day];
  const due: Due = {
    ...honest,
    nominal: day,
    effective: day,
    instant: toInstant(day, against.terms.timeOfDay),
    window: { opens: plus(day, -against.terms.windowBeforeDays), closes: plus(day, against.terms.windowAfterDays) },
    confidence: confidenceBetween(calendar, Math.min(...days) as EpochDay, Math.max(...days) as EpochDay),
    trace: steps,
  };
  return [...checkDue(due, against)];
}
const from = (jalali: string): DueStep => ({ step: 'countedFrom', basis: 'start', day: dayOf(jalali) });
const after = (every: Interval, jalali: string, times = 1): DueStep => ({ step: 'intervalAdded', every, times, day: dayOf(jalali) });

describe('an interval', () => {
  it.each<[string, string, Interval['unit'], number, readonly string[], readonly string[]]>([
    ['of days', '1405/09/02', 'days', 4, ['1405/09/06'], ['1405/09/05', '1405/09/07']],
    // Friday 6 Azar is a day off.
    ['of working days', '1405/09/02', 'workingDays', 3, ['1405/09/05'], ['1405/09/04', '1405/09/06', '1405/09/07']],
    ['of working days over a Friday', '1405/09/02', 'workingDays', 4, ['1405/09/07'], ['1405/09/06', '1405/09/08']],
    ['of working days before', '1405/09/10', 'workingDays', -3, ['1405/09/07'], ['1405/09/06', '1405/09/08', '1405/09/05']],
    ['of no working day', '1405/09/06', 'workingDays', 0, ['1405/09/06'], ['1405/09/07', '1405/09/05']],
    ['of months', '1405/07/10', 'jalaliMonths', 2, ['1405/09/10'], ['1405/09/09', '1405/09/11', '1405/10/10', '1406/09/10']],
    ['of months to a month without the day', '1405/06/31', 'jalaliMonths', 3, ['1405/09/30'], ['1405/09/29', '1405/10/01']],
    ['of months to a last day that is later', '1405/07/29', 'jalaliMonths', 2, ['1405/09/29'], ['1405/09/30']],
    ['of months into another year', '1404/10/05', 'jalaliMonths', 11, ['1405/09/05'], ['1404/09/05']],
  ])('%s is counted to its day and to no other', (_, start, unit, count, right, wrong) => {
    const restsOn = unit === 'workingDays' ? [dayOf(start)] : [];
    const faultsOn = (jalali: string): string[] =>
      stepped([from(start), after({ unit, count }, jalali)], { restsOn, today: dayOf('1404/01/05') });
    for (const jalali of right) expect(faultsOn(jalali)).toEqual([]);
    for (const jalali of wrong) expect(faultsOn(jalali)).toEqual(['interval']);
  });

  it('that is added several times is counted from the first turn, not from the one before', () => {
    const [first, every]: [DueStep, Interval] = [after({ unit: 'days', count: 1 }, '1405/09/03'), { unit: 'days', count: 2 }];
    const second = after(every, '1405/09/07', 2);
    expect(stepped([from('1405/09/02'), first, second])).toEqual([]);
    expect(stepped([from('1405/09/02'), first, second, after(every, '1405/09/09', 3)])).toEqual([]);
    expect(stepped([from('1405/09/02'), first, second, after(every, '1405/09/13', 3)])).toEqual(['interval']);
    expect(stepped([after({ unit: 'days', count: 0 }, '1405/09/03')])).toEqual(['interval']);
    // The eve of Fitr, which is as unsure as it says.
    expect(stepped([after({ unit: 'workingDays', count: 1 }, '1405/12/18')])).toEqual(['interval']);
  });
});

describe('a turn', () => {
  const first = after({ unit: 'days', count: 1 }, '1405/12/05');
  const turn = (holiday?: { key: 'fitr' | 'adha'; day: EpochDay }): DueStep => ({
    step: 'recurred',
    ...(holiday && { holiday }),
    day: dayOf('1405/12/17'),
  });
  const isTurn = (start: EpochDay, day: EpochDay): boolean => start === dayOf('1405/12/05') && day === dayOf('1405/12/17');
  const [fitr, restsOn] = [dayOf('1405/12/19'), [dayOf('1405/12/19')]];

  it('is one of the rule, from the first day, and by the holiday that is told', () => {
    expect(stepped([from('1405/12/04'), first, turn()], { isTurn })).toEqual([]);
    expect(stepped([from('1405/12/04'), first, turn({ key: 'fitr', day: fitr })], { isTurn, restsOn })).toEqual([]);
    expect(stepped([from('1405/12/04'), first, turn({ key: 'adha', day: fitr })], { isTurn, restsOn })).toEqual(['turn']);
    expect(stepped([from('1405/12/04'), first, turn({ key: 'fitr', day: plus(fitr, -1) })], { isTurn, restsOn })).toEqual(['turn']);
    expect(stepped([from('1405/12/04'), first, turn()], { isTurn: () => false })).toEqual(['turn']);
    expect(stepped([from('1405/12/04'), turn()], { isTurn: () => true })).toEqual(['turn']);
  });

  it('is as unsure as its holiday', () => {
    expect(stepped([from('1405/12/04'), first, turn({ key: 'fitr', day: fitr })], { isTurn })).toEqual(['confidence']);
    // An interval of days does not rest on the holidays between.
    expect(stepped([from('1405/12/04'), after({ unit: 'days', count: 21 }, '1405/12/25')], { restsOn })).toEqual(['confidence']);
    expect(stepped([from('1405/12/17'), after({ unit: 'workingDays', count: 3 }, '1405/12/23')])).toEqual(['confidence']);
  });
});

describe('a day to act', () => {
  const convention = (of: BusinessDayConvention) => ({ every: { unit: 'days', count: 10 } as Interval, convention: of });

  it.each<[string, string, string, string, Partial<Record<BusinessDayConvention, string>>]>([
    [
      'a Friday',
      '1405/08/26',
      '1405/09/06',
      '1405/09/07',
      { unadjusted: '1405/09/06', preceding: '1405/09/05', modifiedPreceding: '1405/09/05' },
    ],
    [
      'a Friday that ends a month',
      '1405/11/20',
      '1405/11/30',
      '1405/12/01',
      { unadjusted: '1405/11/30', preceding: '1405/11/29', modifiedFollowing: '1405/11/29', modifiedPreceding: '1405/11/29' },
    ],
    ['a Friday that begins a month', '1405/07/21', '1405/08/01', '1405/08/02', { unadjusted: '1405/08/01', preceding: '1405/07/30' }],
    ['Nowruz', '1404/12/20', '1405/01/01', '1405/01/05', { unadjusted: '1405/01/01', preceding: '1404/12/28', nearest: '1404/12/28' }],
  ])('for %s is that of the convention', (_, lastContact, nominal, following, others) => {
    const today = lastContact;
    for (const made of BUSINESS_DAY_CONVENTIONS) {
      const { due } = planned(
        { lastContact, today },
        { ...convention(made), every: { unit: 'days', count: dayOf(nominal) - dayOf(lastContact) } },
      );
      expect([made, due.effective]).toEqual([made, dayOf(others[made] ?? following)]);
      for (const held of BUSINESS_DAY_CONVENTIONS) {
        const against = planned(
          { lastContact, today },
          { ...convention(held), every: { unit: 'days', count: dayOf(nominal) - dayOf(lastContact) } },
        );
        expect([made, held, checkDue(due, against.claim)]).toEqual([
          made,
          held,
          due.effective === against.due.effective ? [] : ['effective'],
        ]);
      }
    }
  });

  it('is not before today, although the convention looks back', () => {
    const { due, claim: own } = planned({ today: '1405/09/06' }, { convention: 'preceding' });
    expect(checkDue(due, own)).toEqual([]);
    expect(due.effective).toBe(dayOf('1405/09/07'));
  });

  it('is at the time of the rule, or an hour later on the night when the clock was put forward', () => {
    const halfPastMidnight = parseLocalTime('00:30')._unsafeUnwrap();
    const spring = { lastContact: '1400/12/23', today: '1400/12/24' };
    const { due, claim: own } = planned(spring, {
      every: { unit: 'days', count: 8 },
      convention: 'unadjusted',
      timeOfDay: halfPastMidnight,
    });
    expect(due.effective).toBe(dayOf('1401/01/02'));
    expect(checkDue(due, own)).toEqual([]);
    const dayBefore = toInstant(plus(due.effective, -1), halfPastMidnight);
    expect(checkDue({ ...due, instant: dayBefore }, own)).toEqual(['instant']);
    expect(checkDue({ ...due, instant: '0001-01-01T00:00:00Z' as Due['instant'] }, own)).toEqual(['instant']);
  });
});

describe('what is overdue, or was never begun', () => {
  const late = planned({ lastContact: '1405/05/10', today: '1405/09/06' });
  const change = (of: DueStep['step'], ...steps: DueStep[]): Due => ({
    ...late.due,
    trace: late.due.trace.flatMap((step) => (step.step === of ? steps : [step])),
  });
  const [overdue, move] = ['overdue', 'moved'].map((of) => late.due.trace.find(({ step }) => step === of)) as [DueStep, DueStep];

  it('is told with its days, once', () => {
    expect(checkDue(late.due, late.claim)).toEqual([]);
    expect(checkDue(change('overdue'), late.claim)).toEqual(['overdue']);
    expect(checkDue(change('overdue', overdue, overdue), late.claim)).toEqual(['overdue']);
    expect(checkDue(change('overdue', { ...overdue, days: 27 } as DueStep), late.claim)).toEqual(['overdue']);
    expect(checkDue(change('overdue', { ...overdue, day: plus(overdue.day, -1) }), late.claim)).toEqual(['overdue']);
  });

  it('is moved once, to the day to act', () => {
    expect(checkDue(change('moved', move, move), late.claim)).toEqual(['moved']);
    expect(checkDue(change('moved', { ...move, day: plus(move.day, 1) }), late.claim)).toEqual(['moved']);
    const still = planned({ today: '1405/09/02' });
    const next = plus(still.due.effective, 1);
    const pushed: Due = {
      ...still.due,
      effective: next,
      instant: toInstant(next, still.claim.terms.timeOfDay),
      window: { opens: plus(still.due.window.opens, 1), closes: plus(still.due.window.closes, 1) },
      trace: [...still.due.trace, { ...move, because: [], day: next } as DueStep],
    };
    // Nothing was in the way, and nothing is told to have been.
    expect(checkDue(pushed, still.claim)).toEqual(['effective']);
    expect(
      checkDue({ ...still.due, trace: [...still.due.trace, { ...move, because: [], day: still.due.effective } as DueStep] }, still.claim),
    ).toEqual(['moved']);
  });

  it('rests on the holidays from today on alone', () => {
    const round = { every: { unit: 'workingDays', count: 3 }, windowBeforeDays: 0 } as const;
    const [before, onIt, behind] = ['1405/12/17', '1405/12/23', '1405/12/25'].map((today) =>
      planned({ waitingSince: '1405/12/17', today }, round),
    ) as [ReturnType<typeof planned>, ReturnType<typeof planned>, ReturnType<typeof planned>];
    // Overdue, and planned on Fitr for the first working day after it.
    const overFitr = planned({ lastContact: '1405/09/01', today: '1405/12/19' });
    expect([before, onIt, behind, overFitr].map(({ due }) => due.confidence)).toEqual(['announced', 'announced', 'fixed', 'announced']);
    expect(onIt.due.trace.map(({ step }) => step)).toEqual(['countedFrom', 'intervalAdded']);
    for (const { due, claim: own } of [before, onIt, behind, overFitr]) expect(checkDue(due, own)).toEqual([]);
    expect(checkDue({ ...overFitr.due, confidence: 'fixed' }, overFitr.claim)).toEqual(['confidence']);
    expect(checkDue({ ...behind.due, confidence: 'announced' }, behind.claim)).toEqual(['confidence']);
    // The day before a Fitr that may come early, and that alone.
    const eve = planned({ lastContact: '1405/09/18', today: '1405/10/01' });
    expect([eve.due.confidence, checkDue(eve.due, eve.claim)]).toEqual(['announced', []]);
  });

  it('of whom nothing is known is due today, and only of whom nothing is known', () => {
    const { due, claim: own } = planned({ today: '1405/09/02' });
    expect(checkDue(due, own)).toEqual([]);
    expect(checkDue(due, { ...own, facts: { lastContact } })).toEqual(['basis']);
    const tomorrows = due.trace.map((step) => ({ ...step, day: plus(step.day, 1) }));
    expect(checkDue({ ...due, trace: tomorrows }, own)).toEqual(['basis', 'nominal']);
    expect(checkDue({ ...due, window: { ...due.window, opens: plus(due.window.opens, -1) } }, own)).toEqual(['window']);
  });
});
