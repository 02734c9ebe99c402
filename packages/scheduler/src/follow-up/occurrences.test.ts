import { CaseId, type FollowUpId, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { addDays, type EpochDay } from '../epoch-day.ts';
import { explainDue } from '../explain-due.ts';
import { followUpId } from '../follow-up-id.ts';
import { formatJalali, parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { FollowUpRules } from './follow-up-rule.ts';
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
