import { CaseId, type FollowUpId, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { addDays, type EpochDay } from '../epoch-day.ts';
import { explainDue } from '../explain-due.ts';
import { followUpId } from '../follow-up-id.ts';
import { formatJalali, parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { type FollowUpRule, FollowUpRules } from './follow-up-rule.ts';
import { type Occurrence, type Owed, owedOf } from './occurrences.ts';
import { planCase, type RuleOutcome } from './plan-case.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const words = { fa: 'پیگیری', en: 'follow-up' };
const rule = (change: object) => ({
  id: 'visit',
  label: words,
  source: 'assumed',
  activity: 'accompaniment',
  scope: {},
  appliesIf: { kind: 'always' },
  resolvedIf: { kind: 'any', of: [] },
  anchor: { fact: 'joinedDay', label: { fa: 'پیوستن', en: 'joining' } },
  first: { unit: 'days', count: 10 },
  repeats: { kind: 'once' },
  convention: 'unadjusted',
  windowBeforeDays: 0,
  windowAfterDays: 2,
  timeOfDay: '09:00',
  promised: false,
  missed: { policy: 'coalesce', catchUpDays: 30 },
  escalation: [],
  ...change,
});
const everyTenDays = { kind: 'interval', every: { unit: 'days', count: 10 }, anchored: 'fromDue' };

/** Joined on Monday 1 Tir 1405; so the turns of every ten days are 11, 21 and 31 Tir, 10, 20 and 30 Mordad and so on. */
const joined = dayOf('1405/04/01');
const id = CaseId.parse('c-1');
const idOf = (index: number, countedFrom = joined): FollowUpId => followUpId('visit', id, countedFrom, index);
function outcomeOn(jalali: string, change: object, ended: readonly (readonly [FollowUpId, string])[] = []): RuleOutcome {
  const matter = {
    id,
    subject: SubjectId.parse('m-1'),
    facts: { joinedDay: joined },
    ended: new Map(ended.map(([of, on]) => [of, dayOf(on)])),
  };
  return planCase(matter, FollowUpRules.parse([rule(change)]), { today: dayOf(jalali), calendar })._unsafeUnwrap()[0] as RuleOutcome;
}
/** `nominal; those it stands for; those given up`, by their numbers. */
function told(outcome: RuleOutcome): string {
  if (outcome.says !== 'live' && outcome.says !== 'exhausted') return outcome.says;
  const numberOf = (of: FollowUpId): number => Array.from({ length: 40 }, (_, index) => idOf(index)).indexOf(of);
  const live = outcome.says === 'live' ? `${formatJalali(outcome.due.nominal, 'en')} #${numberOf(outcome.due.id)}` : 'none';
  return [live, outcome.standsFor.map(numberOf).join(), outcome.givenUp.map(numberOf).join()].join('; ');
}

/** What is owed of a rule on a day. */
const owedOn = (jalali: string, change: object, ended: readonly (readonly [FollowUpId, string])[] = []): Owed =>
  owedOf(
    FollowUpRules.parse([rule(change)])[0] as FollowUpRule,
    joined,
    (countedFrom, index) => idOf(index, countedFrom),
    new Map(ended.map(([of, on]) => [of, dayOf(on)])),
    { today: dayOf(jalali), calendar },
  )._unsafeUnwrap();
const started = { step: 'countedFrom', basis: 'joinedDay', day: joined };
const ten = { unit: 'days', count: 10 };

describe('what passed unseen', () => {
  const coalesce = { repeats: everyTenDays, missed: { policy: 'coalesce', catchUpDays: 15 } };
  const backfill = { repeats: everyTenDays, missed: { policy: 'backfill', catchUpDays: 15 } };

  it('is coalesced: the latest stands for all that can still be made up for', () => {
    expect(told(outcomeOn('1405/04/05', coalesce))).toBe('1405/04/11 #0; ; ');
    expect(told(outcomeOn('1405/04/11', coalesce))).toBe('1405/04/11 #0; ; ');
    expect(told(outcomeOn('1405/04/25', coalesce))).toBe('1405/04/21 #1; 0; ');
    // The window of #0 closed on 13 Tir; fifteen days later it can still be made up for, sixteen days later no more.
    expect(told(outcomeOn('1405/04/28', coalesce))).toBe('1405/04/21 #1; 0; ');
    expect(told(outcomeOn('1405/04/29', coalesce))).toBe('1405/04/21 #1; ; 0');
  });

  it('is backfilled: each is made up for, the oldest first', () => {
    expect(told(outcomeOn('1405/04/25', backfill))).toBe('1405/04/11 #0; ; ');
    expect(told(outcomeOn('1405/04/25', backfill, [[idOf(0), '1405/04/24']]))).toBe('1405/04/21 #1; ; ');
    expect(told(outcomeOn('1405/04/29', backfill))).toBe('1405/04/21 #1; ; 0');
    expect(told(outcomeOn('1405/04/25', backfill, [[idOf(1), '1405/04/22']]))).toBe('1405/04/11 #0; ; ');
  });

  it('is behind whoever has ended a later one, where one stands for all', () => {
    expect(told(outcomeOn('1405/04/25', coalesce, [[idOf(1), '1405/04/22']]))).toBe('1405/04/31 #2; ; ');
    expect(told(outcomeOn('1405/04/31', coalesce, [[idOf(0), '1405/04/12']]))).toBe('1405/04/31 #2; 1; ');
  });
});

describe('a repetition', () => {
  it('that happens once is over when it has ended, or when its time for making up has passed', () => {
    expect(told(outcomeOn('1405/04/20', {}))).toBe('1405/04/11 #0; ; ');
    expect(told(outcomeOn('1405/04/20', {}, [[idOf(0), '1405/04/15']]))).toBe('none; ; ');
    expect(told(outcomeOn('1405/05/13', {}))).toBe('none; ; 0');
  });

  it('counted from due days goes on by rule, whenever the work was done, and as often as it may', () => {
    const twice = { repeats: { ...everyTenDays, atMost: 2 } };
    const late: [FollowUpId, string][] = [[idOf(0), '1405/04/19']];
    expect(told(outcomeOn('1405/04/19', twice, late))).toBe('1405/04/21 #1; ; ');
    expect(told(outcomeOn('1405/04/25', twice, [...late, [idOf(1), '1405/04/24']]))).toBe('none; ; ');
  });

  it('counted from due days never chains: 31 Tir, 31 Mordad, 31 Shahrivar, 30 Mehr, and 31 Farvardin again', () => {
    const monthly = { first: { unit: 'days', count: 30 }, repeats: { ...everyTenDays, every: { unit: 'jalaliMonths', count: 1 } } };
    const on = (jalali: string): string =>
      told(outcomeOn(jalali, { ...monthly, missed: { policy: 'coalesce', catchUpDays: 0 } })).split(' ')[0] as string;
    expect(['1405/04/31', '1405/06/25', '1405/07/29', '1406/01/28'].map(on)).toEqual([
      '1405/04/31',
      '1405/06/31',
      '1405/07/30',
      '1406/01/31',
    ]);
  });

  it('counted from completions waits for each end, however long, and counts from that', () => {
    const from = { repeats: { ...everyTenDays, anchored: 'fromCompletion', atMost: 2 } };
    expect(told(outcomeOn('1405/09/01', from))).toBe('1405/04/11 #0; ; ');
    const next = outcomeOn('1405/09/01', from, [[idOf(0), '1405/08/20']]);
    expect(next).toMatchObject({ says: 'live', due: { id: idOf(1, dayOf('1405/08/20')), nominal: dayOf('1405/08/30') } });
    const over: [FollowUpId, string][] = [
      [idOf(0), '1405/08/20'],
      [idOf(1, dayOf('1405/08/20')), '1405/09/01'],
    ];
    expect(told(outcomeOn('1405/09/02', from, over))).toBe('none; ; ');
  });

  it('by the calendar is named by year and number, and tells the holiday it goes by', () => {
    const beforeFitr = {
      repeats: { kind: 'calendar', recurrence: { frequency: 'holiday', holiday: 'fitr', offset: { unit: 'workingDays', count: -2 } } },
    };
    const outcome = outcomeOn('1405/10/01', beforeFitr);
    // Fitr of 1405 is on Wednesday 19 Esfand; two working days before it is Monday 17 Esfand.
    expect(outcome).toMatchObject({
      says: 'live',
      due: { id: idOf(1_405_001, addDays(joined, 10)._unsafeUnwrap()), confidence: 'announced' },
    });
    if (outcome.says !== 'live') return;
    const text = explainDue(outcome.due, 'en', { joinedDay: { fa: 'پیوستن', en: 'joining' } }).split('\n');
    expect(text.slice(0, 3)).toEqual([
      'Counted from “joining”: Monday 1 Tir 1405.',
      'It is due 10 days later, on Thursday 11 Tir 1405.',
      'Its turn is on Monday 17 Esfand 1405, by Fitr on Wednesday 19 Esfand 1405.',
    ]);
  });
});

describe('an occurrence', () => {
  const [working, day] = [
    { unit: 'workingDays', count: 3 },
    { unit: 'days', count: 3 },
  ];
  const reckonedOn = (jalali: string, change: object): Occurrence['reckoned'] | undefined => owedOn(jalali, change).live?.reckoned;

  it('tells its steps, and rests on the days over which working days were counted', () => {
    // Nobody works from Wednesday 3 Tir, Tasua, to Friday 5 Tir.
    const [first, second] = [dayOf('1405/04/07'), dayOf('1405/04/10')];
    const added = (every: object, times: number, on: EpochDay): object => ({ step: 'intervalAdded', every, times, day: on });
    const by = (every: object): object => ({ kind: 'interval', every, anchored: 'fromDue' });
    expect(reckonedOn('1405/04/02', { first: working })).toEqual({
      steps: [started, added(working, 1, first)],
      restsOn: [joined, first],
    });
    expect(reckonedOn('1405/04/02', { first: day })).toEqual({
      steps: [started, added(day, 1, dayOf('1405/04/04'))],
      restsOn: [dayOf('1405/04/04')],
    });
    expect(owedOn('1405/04/09', { first: working, repeats: by(day) }, [[idOf(0), '1405/04/08']]).live?.reckoned).toEqual({
      steps: [started, added(working, 1, first), added(day, 1, second)],
      restsOn: [joined, first, second],
    });
    expect(owedOn('1405/04/07', { first: day, repeats: by(working) }, [[idOf(0), '1405/04/04']]).live?.reckoned).toEqual({
      steps: [started, added(day, 1, dayOf('1405/04/04')), added(working, 1, dayOf('1405/04/08'))],
      restsOn: [dayOf('1405/04/04'), dayOf('1405/04/08')],
    });
    expect(owedOn('1405/04/12', { first: day, repeats: by(day) }, [[idOf(2), '1405/04/10']]).live?.reckoned).toEqual({
      steps: [started, added(day, 1, dayOf('1405/04/04')), added(day, 3, dayOf('1405/04/13'))],
      restsOn: [dayOf('1405/04/13')],
    });
  });

  it('that has ended on its day makes way for the next one', () => {
    const ended = [[idOf(0), '1405/04/11']] as const;
    expect(told(outcomeOn('1405/04/11', { repeats: everyTenDays }, ended))).toBe('1405/04/21 #1; ; ');
  });

  it('counted from a completion tells that one alone', () => {
    const by = (every: object): object => ({ repeats: { kind: 'interval', every, anchored: 'fromCompletion' } });
    const ended = [[idOf(0), '1405/04/02']] as const;
    const [counted, on] = [{ step: 'countedFrom', basis: 'completion', day: dayOf('1405/04/02') }, dayOf('1405/04/08')];
    expect(owedOn('1405/04/03', by(working), ended)).toEqual({
      live: {
        id: idOf(1, dayOf('1405/04/02')),
        nominal: on,
        reckoned: { steps: [counted, { step: 'intervalAdded', every: working, times: 1, day: on }], restsOn: [dayOf('1405/04/02'), on] },
      },
      standsFor: [],
      givenUp: [],
    });
    expect(owedOn('1405/04/03', by(day), ended).live?.reckoned).toEqual({
      steps: [counted, { step: 'intervalAdded', every: day, times: 1, day: dayOf('1405/04/05') }],
      restsOn: [dayOf('1405/04/05')],
    });
  });

  it('is not counted from what has ended of another rule', () => {
    const other = followUpId('call', id, joined, 0);
    expect(told(outcomeOn('1405/04/20', { repeats: { ...everyTenDays, anchored: 'fromCompletion' } }, [[other, '1405/04/12']]))).toBe(
      '1405/04/11 #0; ; ',
    );
  });

  it('that cannot be dated is told as the calendar tells it', () => {
    const far = { unit: 'jalaliMonths', count: 10_000 };
    for (const [anchored, ended] of [
      ['fromDue', []],
      ['fromCompletion', [[idOf(0), '1405/04/12']]],
    ] as const) {
      const matter = {
        id,
        subject: SubjectId.parse('m-1'),
        facts: { joinedDay: joined },
        ended: new Map(ended.map(([of, on]) => [of, dayOf(on)])),
      };
      const rules = FollowUpRules.parse([rule({ repeats: { kind: 'interval', every: far, anchored } })]);
      expect(planCase(matter, rules, { today: dayOf('1405/04/20'), calendar })._unsafeUnwrapErr().code).toBe('date.outOfRange');
    }
  });
});

describe('a turn by the calendar', () => {
  const on = (recurrence: object, more: object = {}): object => ({ repeats: { kind: 'calendar', recurrence }, ...more });
  const byHoliday = (holiday: string, unit: string, count: number): object =>
    on({ frequency: 'holiday', holiday, offset: { unit, count } });
  const first = dayOf('1405/04/11');
  const steps = [started, { step: 'intervalAdded', every: ten, times: 1, day: first }];

  it('is each up to today and the next one, none before the first', () => {
    const everyFifteenth = on({ frequency: 'monthly', monthDays: [15] }, { missed: { policy: 'backfill', catchUpDays: 365 } });
    expect(formatJalali(owedOn('1405/04/05', everyFifteenth).live?.nominal as EpochDay, 'en')).toBe('1405/04/15');
    const later = owedOn('1405/06/20', { ...everyFifteenth, missed: { policy: 'coalesce', catchUpDays: 365 } });
    expect(later).toEqual({
      live: {
        id: idOf(1_405_003, first),
        nominal: dayOf('1405/06/15'),
        reckoned: { steps: [...steps, { step: 'recurred', day: dayOf('1405/06/15') }], restsOn: [dayOf('1405/06/15')] },
      },
      standsFor: [idOf(1_405_001, first), idOf(1_405_002, first)],
      givenUp: [],
    });
    expect(owedOn('1406/01/16', everyFifteenth, [[idOf(1_406_001, first), '1406/01/16']]).live?.id).toBe(idOf(1_405_001, first));
  });

  it('is no more when all have been', () => {
    const twice = on({ frequency: 'monthly', monthDays: [15], count: 2 });
    const ended = [[idOf(1_405_002, first), '1405/05/16']] as const;
    expect(owedOn('1405/06/20', twice, ended)).toEqual({ live: undefined, standsFor: [], givenUp: [] });
    expect(owedOn('1405/05/16', twice).live?.id).toBe(idOf(1_405_002, first));
  });

  it('rests on the first day where that was counted in working days', () => {
    const begin = dayOf('1405/04/07');
    const counted = on({ frequency: 'monthly', monthDays: [15] }, { first: { unit: 'workingDays', count: 3 } });
    expect(owedOn('1405/04/02', counted).live?.reckoned).toEqual({
      steps: [
        started,
        { step: 'intervalAdded', every: { unit: 'workingDays', count: 3 }, times: 1, day: begin },
        { step: 'recurred', day: dayOf('1405/04/15') },
      ],
      restsOn: [joined, begin, dayOf('1405/04/15')],
    });
  });

  it.each<[string, string, string, number, string, string]>([
    ['some days before, and not of the year before', 'fitr', 'days', -200, '1405/05/31', '1405/12/19'],
    ['some days after', 'fitr', 'days', 2, '1405/12/21', '1405/12/19'],
    ['on the day itself', 'fitr', 'days', 0, '1405/12/19', '1405/12/19'],
    ['working days after, over days off', 'fitr', 'workingDays', 2, '1405/12/23', '1405/12/19'],
    ['that is on a Friday', 'askari-death', 'days', 1, '1405/05/31', '1405/05/30'],
    ['many working days before', 'fitr', 'workingDays', -20, '1405/11/25', '1405/12/19'],
  ])('goes by a holiday %s', (_, holiday, unit, count, turn, holidayOn) => {
    const { live } = owedOn('1405/04/12', byHoliday(holiday, unit, count));
    expect(formatJalali(live?.nominal as EpochDay, 'en')).toBe(turn);
    expect(live?.reckoned).toEqual({
      steps: [...steps, { step: 'recurred', holiday: { key: holiday, day: dayOf(holidayOn) }, day: dayOf(turn) }],
      restsOn: [dayOf(turn), dayOf(holidayOn)],
    });
  });
});
