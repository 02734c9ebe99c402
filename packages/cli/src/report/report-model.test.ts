import { epochDayOf } from '@rahyar/domain';
import { assign, RULES, verify } from '@rahyar/engine';
import { areaPost, memberWith, ON, onlinePost, prospectWith, regionalSecretaryPost, staffWith, worldOf } from '@rahyar/engine/testing';
import { type EpochDay, formatJalaliLong, iranWorkingCalendar } from '@rahyar/scheduler';
import { describe, expect, it } from 'vitest';
import { reportModel } from './report-model.ts';
import { gapCounts } from './testing/gap-counts.ts';

const today = epochDayOf(ON) as EpochDay;

/** Tehran has two seats for three members and one prospect; in Qom nobody serves; a secretary answers for Tehran only. */
const problem = worldOf(
  [staffWith('a1', areaPost('2301'), { person: 2 }), staffWith('o1', onlinePost), staffWith('t1', regionalSecretaryPost('23'))],
  [
    memberWith('p1', { home: '2301', lastActivity: { signIn: '2024-01-01' } }),
    { subject: memberWith('p2', { home: '2301', lastContactOn: '2026-11-13' }), dueOn: ON },
    memberWith('p3', { home: '2301', doNotContact: true }),
    prospectWith('p4', { home: '2301' }),
    memberWith('p5', { home: '2501' }),
    memberWith('p6'),
  ],
);
const plan = assign(problem);
const model = reportModel({
  problem,
  plan,
  findings: verify(problem, plan),
  day: { today, jalaliText: formatJalaliLong(today, 'fa') },
  origin: { kind: 'files' },
  followUps: {
    dueOn: Int32Array.of(today - 3, today, today + 1, today + 1, today + 30, -2_147_483_648),
    calendar: iranWorkingCalendar()._unsafeUnwrap(),
  },
});

describe('the model of a report', () => {
  it('counts who has which kind of rahyar, by tier', () => {
    expect(model.coverage.groups.map(({ group, dedicated, onlineOnly, nobody }) => [group, dedicated, onlineOnly, nobody])).toEqual([
      ['activeMember', 2, 2, 0],
      ['applicant', 0, 0, 0],
      ['inactiveMember', 0, 1, 0],
      ['nonApplicant', 0, 1, 0],
      ['collective', 0, 0, 0],
      ['organization', 0, 0, 0],
    ]);
    expect(model.coverage.doNotContact).toBe(1);
  });

  it('counts persons by the province of their home, and apart those without one', () => {
    const rows = model.coverage.provinces;
    expect(rows).toHaveLength(32);
    expect(rows.find(({ code }) => code === '23')?.tiers.map(({ persons, dedicated }) => [persons, dedicated])).toEqual([
      [2, 2],
      [0, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(rows.at(-1)?.code).toBeUndefined();
    expect(rows.at(-1)?.tiers[0]?.persons).toBe(1);
  });

  it('lists the gaps by province and secretary, with their causes', () => {
    expect(model.gaps).toEqual({
      rows: [
        { province: 'تهران', addressee: 't1', causes: gapCounts({ allFull: 2 }) },
        { province: 'قم', causes: gapCounts({ noneInCoverage: 1 }) },
        { causes: gapCounts({ nothingKnown: 1 }) },
      ],
    });
  });

  it('tells the day of an area rahyar with the reasons of each row', () => {
    expect(model.rahyarDay?.rahyar).toBe('a1');
    expect(model.rahyarDay?.due).toBe(1);
    expect(model.rahyarDay?.jurisdiction).toEqual(['شهرستان تهران، تهران']);
    expect(model.rahyarDay?.groups).toEqual([{ group: 'activeMember', subjects: 1 }]);
    expect(model.rahyarDay?.rows).toEqual([
      {
        subject: 'p2',
        kind: 'member',
        group: 'activeMember',
        because: 'recentActivity',
        basis: 'residence',
        dueDaysAgo: 0,
        waitingDays: 10,
        home: 'شهرستان تهران، تهران',
      },
    ]);
  });

  it('shows the responsible set of one who is accompanied and of one who has a gap', () => {
    expect(model.samples.map(({ subject, responsible }) => [subject, responsible.map(({ rahyar, basis }) => [rahyar, basis])])).toEqual([
      [
        'p2',
        [
          ['a1', 'residence'],
          ['o1', 'online'],
        ],
      ],
      [
        'p1',
        [
          ['o1', 'online'],
          ['a1', 'residence'],
        ],
      ],
    ]);
    expect(model.samples[1]?.reasons.join()).toContain('ظرفیت رهیاران پوشش‌دهنده پر است');
  });

  it('counts the follow-ups that are due and those of the coming days, and knows the days off', () => {
    expect(model.followUps).toMatchObject({ due: 2, contactsPerDay: 10, later: 1 });
    expect(model.followUps?.days).toHaveLength(14);
    expect(model.followUps?.days[0]).toEqual({ dateText: '۱۴۰۵/۰۹/۰۳', weekday: 'سه‌شنبه', followUps: 2, isDayOff: false });
    expect(model.followUps?.days[3]).toMatchObject({ weekday: 'جمعه', isDayOff: true });
  });

  it('gives every rule its verdict, and says so when one was not checked', () => {
    expect(model.rules.map((rule) => rule.id)).toEqual(RULES.map((rule) => rule.id));
    expect(model.rules.every(({ violations }) => violations === 0)).toBe(true);
    const unchecked = reportModel({ problem, plan, findings: [], day: { today, jalaliText: '' }, origin: { kind: 'files' } });
    expect(unchecked.rules.every((rule) => !('violations' in rule))).toBe(true);
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
});
