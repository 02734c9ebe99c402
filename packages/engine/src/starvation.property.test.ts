import { epochDayOf } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedTier } from './ageing.ts';
import { assign } from './assign.ts';
import { primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { type ContactCourse, starvationOf, WAITING_GROUPS } from './starvation.ts';
import { DO_NOT_CONTACT, NO_DAY, NOBODY } from './subject-columns.ts';
import { arbitraryList } from './testing/arbitrary-list.ts';
import { arbitraryProblem, ON } from './testing/index.ts';
import { NO_TURN, RANK_COUNT, turnsOf } from './turns.ts';

/** Short of contacts: 0 to 2 a day for up to 30 people, so that tiers do crowd each other out. */
const tightProblem: fc.Arbitrary<AssignmentProblem> = fc
  .tuple(arbitraryProblem, fc.infiniteStream(fc.nat({ max: 2 })))
  .map(([problem, contacts]) => ({
    ...problem,
    rahyars: problem.rahyars.map((rahyar) => {
      const contactsPerDay = contacts.next().value;
      return rahyar === undefined ? undefined : { ...rahyar, service: { ...rahyar.service, contactsPerDay } };
    }),
  }));

const every = fc.integer({ min: 1, max: 12 });
const course: fc.Arbitrary<ContactCourse> = fc.record(
  {
    everyWorkingDays: fc.record({ noTier: every, activeMember: every, applicant: every, inactiveMember: every, nonApplicant: every }),
    workingDaysPerYear: fc.integer({ min: 200, max: 365 }),
    horizonWorkingDays: fc.integer({ min: 1, max: 120 }),
    ageing: fc.record({ afterDays: fc.integer({ min: 0, max: 60 }) }),
  },
  { requiredKeys: ['everyWorkingDays', 'workingDaysPerYear', 'horizonWorkingDays'] },
);

/** The first working day, from 1 on, of everybody on a rahyar's list, by living through the days; 0 for none. */
function firstDays(problem: AssignmentProblem, staff: number, listed: readonly number[], tier: Uint8Array, given: ContactCourse) {
  const { contactedOn, dueOn, waitingSince } = problem.subjects;
  const today = epochDayOf(ON);
  const working = (days: number): number => Math.max(0, Math.ceil((days * given.workingDaysPerYear) / 365));
  const risesAfter = given.ageing === undefined ? undefined : working(given.ageing.afterDays + 1);
  const people = listed.map((subject) => {
    const day = dueOn[subject] as number;
    const since = Math.max(contactedOn[subject] as number, waitingSince[subject] as number);
    const rises =
      given.ageing === undefined ? Number.POSITIVE_INFINITY : since === NO_DAY ? 0 : working(since + given.ageing.afterDays + 1 - today);
    const due = day === NO_DAY ? 0 : day > today ? working(day - today) : day - today;
    return { subject, tier: tier[subject] as number, due, rises, first: 0, roseOn: Math.max(0, due, rises) };
  });
  const rahyar = problem.rahyars[staff];
  for (let day = 0; day < given.horizonWorkingDays; day++) {
    const level = (person: (typeof people)[number]): number => person.tier - Number(person.tier > 1 && person.rises <= day);
    const waiting = people
      .filter((person) => person.due <= day)
      .toSorted(
        (a, b) =>
          level(a) - level(b) ||
          a.due - b.due ||
          a.tier - b.tier ||
          (level(a) < a.tier ? a.roseOn - b.roseOn : 0) ||
          Number(a.first > 0) - Number(b.first > 0) ||
          listed.indexOf(a.subject) - listed.indexOf(b.subject),
      );
    for (const person of waiting.slice(0, rahyar?.service.contactsPerDay)) {
      if (person.first === 0) person.first = day + 1;
      person.due = day + given.everyWorkingDays[WAITING_GROUPS[person.tier] ?? 'noTier'];
      person.rises = risesAfter === undefined ? Number.POSITIVE_INFINITY : day + risesAfter;
      person.roseOn = Math.max(person.due, person.rises);
    }
  }
  return people.map(({ first }) => first);
}

describe('laws of starvation', () => {
  it('tells everybody the day that living through the days gives', () => {
    fc.assert(
      fc.property(tightProblem, course, (problem, given) => {
        const plan = assign(problem);
        const { start, order } = plan.worklists;
        const { groups, provinces } = starvationOf(problem, plan, given);
        const daysOf = new Map<number, number[]>();
        problem.staff.forEach((_, staff) => {
          const listed = Array.from(order.subarray(start[staff], start[staff + 1]));
          firstDays(problem, staff, listed, plan.tier, given).forEach((day, at) => {
            const tier = plan.tier[listed[at] as number] as number;
            daysOf.set(tier, [...(daysOf.get(tier) ?? []), day]);
          });
        });
        groups.forEach((row, tier) => {
          const days = (daysOf.get(tier) ?? []).filter((day) => day > 0).sort((a, b) => a - b);
          expect(row.reached).toBe(days.length);
          expect(row.last).toBe(days.at(-1));
          const rank = Math.ceil(row.waiting / 2);
          if (row.waiting > 0) expect(row.median).toBe(days[rank - 1] ?? (rank <= row.reached + row.later ? 'later' : 'never'));
        });
        for (const row of groups) {
          for (const count of ['waiting', 'reached', 'later', 'doNotContact'] as const) {
            const parts = provinces.filter(({ group }) => group === row.group);
            expect(parts.reduce((sum, part) => sum + part[count], 0)).toBe(row[count]);
          }
        }
      }),
    );
  });

  it('counts everybody once, and names the cause of each "never"', () => {
    fc.assert(
      fc.property(tightProblem, course, (problem, given) => {
        const plan = assign(problem);
        const { groups } = starvationOf(problem, plan, given);
        const { flags } = problem.subjects;
        const everybody = Array.from(flags.keys());
        const isSilent = (subject: number): boolean => ((flags[subject] as number) & DO_NOT_CONTACT) !== 0;
        groups.forEach(({ waiting, reached, later, never, doNotContact }, tier) => {
          const own = everybody.filter((subject) => plan.tier[subject] === tier);
          expect(doNotContact).toBe(own.filter(isSilent).length);
          expect(waiting).toBe(own.length - doNotContact);
          expect(reached + later + never.noRahyar + never.noContacts + never.crowdedOut).toBe(waiting);
          const rahyars = own.filter((subject) => !isSilent(subject)).map((subject) => primaryOf(plan, subject));
          expect(never.noRahyar).toBe(rahyars.filter((staff) => staff === NOBODY).length);
          expect(never.noContacts).toBe(rahyars.filter((staff) => problem.rahyars[staff]?.service.contactsPerDay === 0).length);
        });
      }),
    );
  });

  it('keeps whoever is crowded out waiting, however far one looks', () => {
    let crowdedOut = 0;
    fc.assert(
      fc.property(tightProblem, course, (problem, given) => {
        const plan = assign(problem);
        const [near, far] = [given.horizonWorkingDays, given.horizonWorkingDays * 10 + 300].map((horizonWorkingDays) =>
          starvationOf(problem, plan, { ...given, horizonWorkingDays }),
        );
        near?.groups.forEach(({ never, reached }, tier) => {
          crowdedOut += never.crowdedOut;
          expect(far?.groups[tier]?.never.crowdedOut).toBeGreaterThanOrEqual(never.crowdedOut);
          expect(far?.groups[tier]?.reached).toBeGreaterThanOrEqual(reached);
        });
      }),
    );
    expect(crowdedOut).toBeGreaterThan(10);
  });

  it('lets nobody wait for ever where the contacts suffice in the long run, with ageing and without', () => {
    fc.assert(
      fc.property(fc.boolean().chain(arbitraryList), ({ list, rules }) => {
        const everyDays = rules.everyDays.map((days) => 2 ** (days % 4));
        const owedADay = list.rank.reduce((sum, rank) => sum + 1 / (everyDays[rank] as number), 0);
        const contactsPerDay = Math.floor(owedADay) + 1;
        const horizonDays = 2 * 8 * list.rank.length + 40;
        expect(turnsOf({ ...list, contactsPerDay }, { ...rules, everyDays, horizonDays }).turnOn).not.toContain(NO_TURN);
      }),
    );
  });

  it('lets nobody of the second tier wait for ever once ageing is chosen, as long as what has no tier leaves one contact a day', () => {
    fc.assert(
      fc.property(arbitraryList(true), ({ list, rules }) => {
        const withoutTier = list.rank.filter((rank) => rank === 0).length;
        const horizonDays = 4_000;
        const { turnOn } = turnsOf({ ...list, contactsPerDay: withoutTier + 1 }, { ...rules, horizonDays });
        list.rank.forEach((rank, position) => {
          if (rank === 2 && (list.risesOn[position] as number) < horizonDays) expect(turnOn[position]).not.toBe(NO_TURN);
        });
      }),
    );
  });

  it('begins on the day of the plan with the tiers as they are listed', () => {
    fc.assert(
      fc.property(tightProblem, fc.record({ afterDays: fc.integer({ min: 0, max: 60 }) }), (problem, ageing) => {
        const plan = assign(problem);
        const today = epochDayOf(ON);
        const { dueOn } = problem.subjects;
        const everyWorkingDays = { noTier: 5, activeMember: 5, applicant: 5, inactiveMember: 5, nonApplicant: 5 };
        const { groups } = starvationOf(problem, plan, { everyWorkingDays, workingDaysPerYear: 300, horizonWorkingDays: 1, ageing });
        const reachedByLevel = new Array<number>(RANK_COUNT).fill(0);
        problem.rahyars.forEach((rahyar, staff) => {
          const { start, order } = plan.worklists;
          const listed = Array.from(order.subarray(start[staff], start[staff + 1])).filter(
            (subject) => (dueOn[subject] as number) <= today,
          );
          const levels = listed.map((subject) => listedTier(problem, plan.tier, subject, ageing)).sort();
          for (const level of levels.slice(0, rahyar?.service.contactsPerDay ?? 0))
            reachedByLevel[level] = (reachedByLevel[level] as number) + 1;
        });
        const reached = groups.reduce((sum, row) => sum + row.reached, 0);
        expect(reachedByLevel.reduce((sum, count) => sum + count, 0)).toBe(reached);
        expect(groups[0]?.reached).toBe(reachedByLevel[0]);
      }),
    );
  });
});
