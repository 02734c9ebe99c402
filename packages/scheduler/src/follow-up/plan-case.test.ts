import { CaseId, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { FollowUpRules } from './follow-up-rule.ts';
import { type FollowUpCase, planCase } from './plan-case.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const today = parseJalali('1405/09/02')._unsafeUnwrap();
const words = { fa: 'پیگیری', en: 'follow-up' };

/** What a rule of a scope says of a matter that it would ask after on the same day. */
function saysOf(scope: object, of: Partial<FollowUpCase>): string | undefined {
  const rules = FollowUpRules.parse([
    {
      id: 'visit',
      label: words,
      source: 'assumed',
      activity: 'followUp',
      scope,
      appliesIf: { kind: 'always' },
      resolvedIf: { kind: 'any', of: [] },
      anchor: { fact: 'requestedDay', label: words },
      first: { unit: 'days', count: 0 },
      repeats: { kind: 'once' },
      convention: 'unadjusted',
      windowBeforeDays: 0,
      windowAfterDays: 2,
      timeOfDay: '09:00',
      promised: false,
      missed: { policy: 'coalesce', catchUpDays: 30 },
      escalation: [],
    },
  ]);
  const matter = { id: CaseId.parse('c-1'), subject: SubjectId.parse('m-1'), facts: { requestedDay: today }, ended: new Map(), ...of };
  return planCase(matter, rules, { today, calendar })._unsafeUnwrap()[0]?.says;
}

describe('the scope of a rule', () => {
  const scope = { tiers: ['activeMember', 'applicant'], processes: ['loanRequest'], kinds: ['area'] };
  const within = { tier: 'applicant', process: 'loanRequest', kind: 'area' } as const;

  it('is everything where it names nothing', () => {
    expect(saysOf({}, {})).toBe('live');
    expect(saysOf({}, within)).toBe('live');
  });

  it('asks for all that it names', () => {
    expect(saysOf(scope, within)).toBe('live');
    expect(saysOf(scope, { ...within, tier: 'nonApplicant' })).toBe('outOfScope');
    expect(saysOf(scope, { ...within, process: 'membership' })).toBe('outOfScope');
    expect(saysOf(scope, { ...within, kind: 'social' })).toBe('outOfScope');
  });

  it('leaves out a matter of which it is not known', () => {
    const { tier, process, kind } = within;
    expect([saysOf(scope, { process, kind }), saysOf(scope, { tier, kind }), saysOf(scope, { tier, process })]).toEqual(
      Array.from({ length: 3 }, () => 'outOfScope'),
    );
  });
});
