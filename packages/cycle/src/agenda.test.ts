import { DEFAULT_POLICY, IsoDate, isoDateOf } from '@rahyar/domain';
import { problemOf } from '@rahyar/engine';
import { areaPost, memberWith, onlinePost, serviceWith, staffWith } from '@rahyar/engine/testing';
import { ASSUMED_CADENCE, type Cadence, epochDayOfIsoDate, iranWorkingCalendar } from '@rahyar/scheduler';
import { describe, expect, it } from 'vitest';
import { type Agenda, agendaOf } from './agenda.ts';
import { dueOf } from './follow-ups.ts';
import { planDay } from './plan-day.ts';

/** Wednesday 4 Azar 1405; Friday is the day after tomorrow. */
const WEDNESDAY = IsoDate.parse('2026-11-25');
const onLeave = { leave: [{ from: '2026-11-26', to: '2026-11-26' }] };
const community = [
  staffWith('area', areaPost('01'), {}, { service: serviceWith({}, { contactsPerDay: 2, ...onLeave }) }),
  staffWith('online', onlinePost, {}, { service: serviceWith({}, { contactsPerDay: 1 }) }),
];
const timing = (cadence: Cadence = ASSUMED_CADENCE) => ({
  today: epochDayOfIsoDate(WEDNESDAY)._unsafeUnwrap(),
  calendar: iranWorkingCalendar()._unsafeUnwrap(),
  cadence,
});
/** Seven members of whom nobody was ever contacted: all are due today. */
const members = Array.from({ length: 7 }, (_, index) => memberWith(`m${index}`, { home: '0101' }));
const day = planDay(
  problemOf({ on: WEDNESDAY, policy: DEFAULT_POLICY, community, subjects: members.map((subject) => ({ subject })) }).problem,
  [],
  WEDNESDAY,
  timing(),
);
const agendaOfStaff = (id: string, days: number, cadence?: Cadence): Agenda =>
  agendaOf(
    day,
    timing(cadence),
    day.problem.staff.findIndex((staff) => staff.id === id),
    days,
  )._unsafeUnwrap();
const told = ({ entries }: Agenda): string[] =>
  entries.map(
    (entry) => `${entry.day === undefined ? 'no day' : isoDateOf(entry.day)}${entry.beyond === undefined ? '' : ` beyond ${entry.beyond}`}`,
  );

describe('due days', () => {
  it('go by the open matter where the cadence has an exception for it, in the columns as for one subject', () => {
    const asked = memberWith('asked', {
      home: '0101',
      needs: ['digitalCheque', 'loanRequest'],
      lastContactOn: '2026-11-01',
      lastActivity: { signIn: '2026-11-20' },
    });
    const other = memberWith('other', {
      home: '0101',
      needs: ['digitalCheque'],
      lastContactOn: '2026-11-01',
      lastActivity: { signIn: '2026-11-20' },
    });
    const { problem, plan } = planDay(
      problemOf({ on: WEDNESDAY, policy: DEFAULT_POLICY, community, subjects: [asked, other].map((subject) => ({ subject })) }).problem,
      [],
      WEDNESDAY,
      timing(),
    );
    // Thirty days after 10 Aban is Tuesday 10 Azar; ninety days after it is Saturday 10 Bahman.
    const days = ['asked', 'other'].map((id) => problem.subjects.dueOn[problem.subjects.ids.indexOf(id)] as number);
    expect(days.map(isoDateOf)).toEqual(['2026-12-01', '2027-01-30']);
    const dues = ['asked', 'other'].map(
      (id) => dueOf(problem, plan, problem.subjects.ids.indexOf(id), timing())._unsafeUnwrap()?.effective,
    );
    expect(dues).toEqual(days);
  });
});

describe('the agenda of a rahyar', () => {
  it('spreads what is due today over the working days that have room: not over leave, nor over Friday', () => {
    const agenda = agendaOfStaff('area', 7);
    expect(agenda.workDays.map(({ day: on }) => isoDateOf(on))).toEqual([
      '2026-11-25',
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
      '2026-12-01',
    ]);
    expect(told(agenda)).toEqual(['2026-11-25', '2026-11-25', '2026-11-28', '2026-11-28', '2026-11-29', '2026-11-29', '2026-11-30']);
  });

  it('says what lies beyond its window, and what no day is left for', () => {
    const tight: Cadence = {
      ...ASSUMED_CADENCE,
      tiers: { ...ASSUMED_CADENCE.tiers, activeMember: { ...ASSUMED_CADENCE.tiers.activeMember, windowAfterDays: 3 } },
    };
    // Members without any activity are of the third tier; their window is made short as well.
    const short: Cadence = { ...tight, tiers: { ...tight.tiers, inactiveMember: { ...tight.tiers.inactiveMember, windowAfterDays: 3 } } };
    expect(told(agendaOfStaff('area', 5, short))).toEqual([
      '2026-11-25',
      '2026-11-25',
      '2026-11-28',
      '2026-11-28',
      '2026-11-29 beyond window',
      '2026-11-29 beyond window',
      'no day beyond window',
    ]);
  });

  it('lets online rahyars work on a Friday, and gives an empty one to whoever is not known', () => {
    expect(agendaOfStaff('online', 3).workDays).toHaveLength(3);
    expect(agendaOfStaff('nobody', 3)).toEqual({ workDays: [], entries: [] });
  });
});
