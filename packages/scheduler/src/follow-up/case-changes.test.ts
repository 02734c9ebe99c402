import { CaseId, type FollowUpId, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { Due } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';
import { formatJalali, parseJalali } from '../jalali-text.ts';
import { IRAN_WEEKLY_PATTERNS } from '../weekly-pattern.ts';
import { iranWorkingCalendar, type WorkingCalendar } from '../working-calendar.ts';
import { caseChanges } from './case-changes.ts';
import { FollowUpRules } from './follow-up-rule.ts';
import { planCase } from './plan-case.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const today = dayOf('1405/09/02');
const fridays = iranWorkingCalendar()._unsafeUnwrap();
const thursdays = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['IR-THU-FRI'])._unsafeUnwrap();

const words = { fa: 'پیگیری', en: 'follow-up' };
const ruleOf = (id: string, first: number) => ({
  id,
  label: words,
  source: 'assumed',
  activity: 'followUp',
  scope: {},
  appliesIf: { kind: 'always' },
  resolvedIf: { kind: 'known', fact: 'completedDay' },
  anchor: { fact: 'requestedDay', label: words },
  first: { unit: 'days', count: first },
  repeats: { kind: 'once' },
  convention: 'following',
  windowBeforeDays: 0,
  windowAfterDays: 3,
  timeOfDay: '09:00',
  promised: false,
  missed: { policy: 'coalesce', catchUpDays: 30 },
  escalation: [],
});
/** Thursday 5 Azar, Monday 9 Azar, Thursday 12 Azar 1405. */
const rules = FollowUpRules.parse([ruleOf('a', 3), ruleOf('b', 7), ruleOf('c', 10)]);
const duesOf = (calendar: WorkingCalendar, of = rules, requestedDay = today): Due[] =>
  planCase({ id: CaseId.parse('c-1'), subject: SubjectId.parse('m-1'), facts: { requestedDay }, ended: new Map() }, of, { today, calendar })
    ._unsafeUnwrap()
    .flatMap((outcome) => (outcome.says === 'live' ? [outcome.due] : []));
const before = duesOf(fridays);
const idOf = (rule: string): FollowUpId => before.find((due) => due.rule === rule)?.id as FollowUpId;
const dates = (dues: readonly Due[]): string[] => dues.map(({ rule, effective }) => `${rule} ${formatJalali(effective, 'en')}`).sort();

describe('planning cases again', () => {
  it('changes nothing where nothing changed', () => {
    const changes = caseChanges(before, duesOf(fridays), new Set(), today);
    expect([changes.added, changes.removed, changes.moved, changes.frozen]).toEqual([[], [], [], []]);
    expect(changes.unchanged).toHaveLength(3);
  });

  it('after a weekend law moves what fell on a Thursday to Saturday, and keeps what was told', () => {
    const changes = caseChanges(before, duesOf(thursdays), new Set([idOf('c')]), today);
    expect(changes.moved).toEqual([{ id: idOf('a'), from: dayOf('1405/09/05'), to: dayOf('1405/09/07'), because: 'workingDays' }]);
    expect(changes.frozen).toEqual([{ id: idOf('c'), from: dayOf('1405/09/12'), to: dayOf('1405/09/14'), because: 'workingDays' }]);
    expect(dates(changes.dues)).toEqual(['a 1405/09/07', 'b 1405/09/09', 'c 1405/09/12']);
    expect(changes.unchanged).toEqual([idOf('b')]);
  });

  it('does not keep a told day that is past', () => {
    const later = dayOf('1405/09/13');
    expect(caseChanges(before, duesOf(thursdays), new Set([idOf('c')]), later).frozen).toEqual([]);
  });

  it('tells a day by the rule apart from working days, and what came and what went', () => {
    const sooner = FollowUpRules.parse([ruleOf('a', 4), ruleOf('d', 7)]);
    const changes = caseChanges(before, duesOf(fridays, sooner), new Set(), today);
    expect(changes.moved).toEqual([{ id: idOf('a'), from: dayOf('1405/09/05'), to: dayOf('1405/09/07'), because: 'rule' }]);
    expect(changes.removed).toEqual([idOf('b'), idOf('c')].sort());
    expect(changes.added).toHaveLength(1);
  });

  it('lists all in the order of ids, in whatever order the plans come', () => {
    const many = FollowUpRules.parse(Array.from('abcdef', (of, index) => ruleOf(of, 3 + index)));
    const plan = duesOf(fridays, many);
    const ids = plan.map(({ id }) => id).sort();
    for (let turn = 0; turn < plan.length; turn++) {
      const turned = [...plan.slice(turn), ...plan.slice(0, turn)];
      for (const order of [turned, turned.toReversed()]) {
        expect(caseChanges([], order, new Set(), today).added).toEqual(ids);
        expect(caseChanges(order, [], new Set(), today).removed).toEqual(ids);
        expect(caseChanges(plan, order, new Set(), today).dues.map(({ id }) => id)).toEqual(ids);
      }
    }
  });

  it('keeps a told day that is today', () => {
    const told = new Set([idOf('c')]);
    expect(caseChanges(before, duesOf(thursdays), told, dayOf('1405/09/12')).frozen).toHaveLength(1);
  });
});
