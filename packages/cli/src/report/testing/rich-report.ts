import { epochDayOf, ReferralId, StaffId, SubjectId } from '@rahyar/domain';
import { assign, verify } from '@rahyar/engine';
import {
  areaPost,
  memberWith,
  ON,
  onlinePost,
  organizationPost,
  prospectWith,
  regionalSecretaryPost,
  specialistPost,
  staffWith,
  worldOf,
} from '@rahyar/engine/testing';
import { type EpochDay, formatJalaliLong, iranWorkingCalendar } from '@rahyar/scheduler';
import { PARAMETERS } from '../../population/parameters.ts';
import { type ReportModel, reportModel } from '../report-model.ts';

export const TODAY = epochDayOf(ON) as EpochDay;

/**
 * A small world in which every part of the page has something to show: all kinds of rahyar, tight seats, somebody accompanied on every
 * basis, due and waiting rows, gaps of several causes, a referral, follow-ups on working days and days off.
 */
export function richReport(): ReportModel {
  const problem = worldOf(
    [
      staffWith('area-1', areaPost('2301'), { person: 3 }),
      staffWith('area-2', areaPost('2601', '2501'), { person: 9 }),
      staffWith('area-3', areaPost('0801'), {}, { service: undefined }),
      staffWith('body-1', organizationPost('emdadCommittee'), { person: 2 }),
      staffWith('link-1', specialistPost, { person: 1 }),
      staffWith('online-1', onlinePost),
      staffWith('tell-1', regionalSecretaryPost('23')),
    ],
    [
      {
        subject: memberWith('p01', {
          home: '2301',
          work: '2501',
          relations: [{ organization: 'emdadCommittee', relation: 'employee' }],
          socialLinks: ['link-1'],
          lastContactOn: '2026-11-03',
        }),
        dueOn: ON,
      },
      ...['p02', 'p03', 'p04', 'p05', 'p06'].map((id, index) => memberWith(id, { home: '2301', lastContactOn: `2026-10-0${index + 1}` })),
      prospectWith('p07', { home: '2301' }),
      memberWith('p08', { home: '2501', lastActivity: { signIn: '2024-01-01' } }),
      memberWith('p09', { home: '0801', doNotContact: true }),
      memberWith('p10'),
    ].map((row) => ('subject' in row && typeof row.subject === 'object' ? row : { subject: row, dueOn: ON })),
  );
  const plan = assign(problem);
  return reportModel({
    problem,
    plan,
    findings: verify(problem, plan),
    day: { today: TODAY, jalaliText: formatJalaliLong(TODAY, 'fa') },
    origin: { kind: 'generated', seed: 42 },
    followUps: {
      dueOn: Int32Array.of(TODAY, TODAY + 1, TODAY + 2, TODAY + 2, TODAY + 40),
      calendar: iranWorkingCalendar()._unsafeUnwrap(),
    },
    referral: {
      referral: {
        id: ReferralId.parse('referral-1'),
        subject: SubjectId.parse('p01'),
        rahyar: StaffId.parse('area-1'),
        partner: 'secretariat',
        process: 'coreIdIssuance',
      },
      steps: [
        { state: 'sent', atText: '۱۴۰۵/۰۹/۰۲' },
        { state: 'accepted', atText: '۱۴۰۵/۰۹/۰۳' },
      ],
    },
    timings: [{ stage: { fa: 'سنجش', en: 'verify' }, durationMs: 1_234 }],
    parameters: PARAMETERS,
  });
}
