import { parseStaffMember, RahyariOrganizationId, StaffId, type StaffMember } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { formatJalali, parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { type EscalatedMatter, type EscalationStage, escalationOf, secretaryFor, stageOn } from './escalation.ts';
import type { EscalationStep } from './escalation-step.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const staff = (id: string, post: unknown): StaffMember =>
  parseStaffMember({
    id,
    employer: { kind: 'secretariat' },
    post,
    qualification: { motivation: true, interest: true, skill: true },
  })._unsafeUnwrap();

const community = [
  staff('officer-b', { kind: 'supportOfficer', organizations: ['part', 'resalatBank'] }),
  staff('officer-a', { kind: 'supportOfficer', organizations: ['part'] }),
  staff('sec-credit', { kind: 'affairsSecretary', portfolio: { by: 'subject', subject: 'creditEvaluation' } }),
  staff('sec-emdad', { kind: 'affairsSecretary', portfolio: { by: 'organization', organizations: ['emdadCommittee', 'behzisti'] } }),
  staff('sec-isfahan', { kind: 'affairsSecretary', portfolio: { by: 'region', region: ['10'] } }),
  staff('sec-kashan', { kind: 'affairsSecretary', portfolio: { by: 'region', region: ['1007', '1008'] } }),
  staff('assistant-0', { kind: 'assistantSecretary', assists: 'sec-emdad' }),
  staff('assistant-2', { kind: 'assistantSecretary', assists: 'sec-credit' }),
  staff('assistant-1', { kind: 'assistantSecretary', assists: 'sec-credit' }),
];
const matter: EscalatedMatter = {
  rahyar: StaffId.parse('rahyar-7'),
  process: 'creditAssessment',
  partner: RahyariOrganizationId.parse('part'),
  organizations: [],
};
const chain: EscalationStep[] = [
  { to: 'supportOfficer', after: { unit: 'workingDays', count: 1 } },
  { to: 'affairsSecretary', after: { unit: 'workingDays', count: 3 } },
  { to: 'assistantSecretary', after: { unit: 'days', count: 2 } },
];
const stages = (of: EscalatedMatter, by: readonly EscalationStep[] = chain, due = '1405/09/02'): EscalationStage[] =>
  escalationOf(of, dayOf(due), by, community, calendar)._unsafeUnwrap();
const told = (list: readonly EscalationStage[]): string[] =>
  list.map((stage) => `${formatJalali(stage.from, 'en')} ${stage.level} ${'staff' in stage ? stage.staff : 'nobody'}`);

describe('SC9: an unanswered matter goes up', () => {
  it('from the rahyar to the officer at Part, the secretary for credit, and her assistant, each when the one before has had its time', () => {
    // Monday 2 Azar; one working day, three over Friday 6 Azar, then two days.
    expect(told(stages(matter))).toEqual([
      '1405/09/02 rahyar rahyar-7',
      '1405/09/03 supportOfficer officer-a',
      '1405/09/07 affairsSecretary sec-credit',
      '1405/09/09 assistantSecretary assistant-1',
    ]);
  });

  it('passes over a level that nobody holds, which takes no time', () => {
    const { partner, ...without } = matter;
    expect(partner).toBeDefined();
    expect(told(stages(without))).toEqual([
      '1405/09/02 rahyar rahyar-7',
      '1405/09/03 supportOfficer nobody',
      '1405/09/03 affairsSecretary sec-credit',
      '1405/09/05 assistantSecretary assistant-1',
    ]);
  });

  it('says of a level that nobody holds that it is so, and stands with the one before it', () => {
    const { partner: _partner, process: _process, ...without } = matter;
    const all = stages(without);
    const on = dayOf('1405/09/03');
    expect(all).toStrictEqual([
      { level: 'rahyar', staff: 'rahyar-7', from: dayOf('1405/09/02') },
      { level: 'supportOfficer', nobody: true, from: on },
      { level: 'affairsSecretary', nobody: true, from: on },
      { level: 'assistantSecretary', nobody: true, from: on },
    ]);
    expect(stageOn(all, on)).toEqual(all[0]);
    // An officer for other partners alone is none for this one.
    expect(told(stages({ ...matter, partner: RahyariOrganizationId.parse('resalatBank') }))[1]).toBe('1405/09/03 supportOfficer officer-b');
    expect(told(stages({ ...matter, partner: RahyariOrganizationId.parse('icup') }))[1]).toBe('1405/09/03 supportOfficer nobody');
  });

  it('stands with the last who has begun; before it is due, with the rahyar', () => {
    const all = stages(matter);
    const at = (jalali: string): string | undefined => stageOn(all, dayOf(jalali))?.staff;
    expect(['1405/09/01', '1405/09/02', '1405/09/03', '1405/09/06', '1405/09/07', '1406/01/01'].map(at)).toEqual([
      'rahyar-7',
      'rahyar-7',
      'officer-a',
      'officer-a',
      'sec-credit',
      'assistant-1',
    ]);
    expect(stageOn([], dayOf('1405/09/01'))).toBeUndefined();
  });

  it('fails where the calendar ends, and not before', () => {
    expect(escalationOf(matter, calendar.lastDay, chain, community, calendar)._unsafeUnwrapErr()).toMatchObject({
      code: 'workingCalendar.notCovered',
    });
    expect(told(stages(matter, []))).toEqual(['1405/09/02 rahyar rahyar-7']);
  });
});

describe('the secretary for a matter', () => {
  const of = (change: Partial<EscalatedMatter>): string | undefined =>
    secretaryFor({ rahyar: matter.rahyar, organizations: [], ...change }, community);

  it('is that of the subject, else that of the organisation, else that of the region, the finest first', () => {
    const emdad = { organizations: ['emdadCommittee' as never] };
    const [kashan, isfahan] = [{ place: '1007' as never }, { place: '1002' as never }];
    expect(of({ process: 'loanRequest', ...emdad, ...kashan })).toBe('sec-credit');
    expect(of({ process: 'digitalCheque', ...emdad, ...kashan })).toBe('sec-emdad');
    expect(of({ process: 'digitalCheque', ...kashan })).toBe('sec-kashan');
    expect(of({ ...isfahan })).toBe('sec-isfahan');
    expect(of({ place: '2301' as never })).toBeUndefined();
    expect(of({})).toBeUndefined();
    // Nobody holds the portfolio of membership here: the region answers for it.
    expect(of({ process: 'membership', ...kashan })).toBe('sec-kashan');
  });

  it('does not depend on the order of the staff', () => {
    expect(told(escalationOf(matter, dayOf('1405/09/02'), chain, [...community].reverse(), calendar)._unsafeUnwrap())).toEqual(
      told(stages(matter)),
    );
  });
});
