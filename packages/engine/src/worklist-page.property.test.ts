import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { tierReason } from './classify.ts';
import { dayOf, unavailability } from './problem.ts';
import { NO_DAY } from './subject-columns.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';
import { worklistPage } from './worklist.ts';
import { worklistPageOf } from './worklist-page.ts';

/** Days short enough that lists go beyond them. */
const shortDays = fc.tuple(arbitraryProblem, fc.integer({ min: 1, max: 4 })).map(([problem, contactsPerDay]) => ({
  ...problem,
  rahyars: problem.rahyars.map((rahyar) => rahyar && { ...rahyar, service: { ...rahyar.service, contactsPerDay } }),
}));
const window = fc.record({ offset: fc.integer({ min: -1, max: 12 }), limit: fc.integer({ min: -1, max: 12 }) });

describe('worklistPageOf', () => {
  it('gives the rows of the page, each with facts that are true of its subject', () => {
    fc.assert(
      fc.property(shortDays, window, (problem, { offset, limit }) => {
        const plan = assign(problem);
        const { subjects } = problem;
        const today = dayOf(problem);
        for (const rahyar of problem.staff.keys()) {
          const { rows } = worklistPageOf(problem, plan, rahyar, offset, limit);
          expect(rows.map(({ subject }) => subject)).toEqual([...worklistPage(plan, rahyar, offset, limit)]);
          for (const row of rows) {
            const due = subjects.dueOn[row.subject] as number;
            const days = [subjects.contactedOn[row.subject] as number, subjects.waitingSince[row.subject] as number];
            const known = days.filter((day) => day !== NO_DAY);
            expect(row.tier).toBe(plan.tier[row.subject]);
            expect(row.because).toBe(tierReason(subjects, row.subject, today, problem.policy.activity));
            expect(row.dueSince).toBe(due !== NO_DAY && due <= today ? due : undefined);
            expect(row.waitingSince).toBe(known.length === 0 ? undefined : Math.max(...known));
            expect(row.neverContacted).toBe(days[0] === NO_DAY);
          }
        }
      }),
    );
  });

  it('cuts the list where the day of an available rahyar is full, and counts by tier who must wait', () => {
    fc.assert(
      fc.property(shortDays, window, (problem, { offset, limit }) => {
        const plan = assign(problem);
        for (const [rahyar, found] of problem.rahyars.entries()) {
          const page = worklistPageOf(problem, plan, rahyar, offset, limit);
          const whole = [...worklistPage(plan, rahyar, 0, 99)];
          const works = found !== undefined && unavailability(found, problem.on, problem.policy) === undefined;
          const served = works ? whole.slice(0, found.service.contactsPerDay) : [];
          const waiting = whole.filter((subject) => !served.includes(subject));
          expect(page.listed).toBe(whole.length);
          expect(page.forToday).toBe(served.length);
          expect(page.unserved).toEqual([0, 1, 2, 3, 4].map((tier) => waiting.filter((subject) => plan.tier[subject] === tier).length));
          expect(page.rows.every((row) => row.forToday === served.includes(row.subject))).toBe(true);
        }
      }),
    );
  });
});
