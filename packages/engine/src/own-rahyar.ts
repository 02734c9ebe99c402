import { DEDICATED_BASES } from '@rahyar/domain';
import { covers } from './covering.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';

/**
 * Who is a subject's own rahyar after the day of the problem, given yesterday's and whose seat it has today: today's, unless yesterday's is only
 * on leave and still covers it; whoever accompanies it meanwhile is a substitute, and it goes back when the leave ends.
 */
export function createOwnRahyar(problem: AssignmentProblem): (subject: number, seat: number) => number {
  const isOnLeave = problem.rahyars.map(
    (rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === 'onLeave',
  );
  return (subject, seat) => {
    const own = problem.subjects.previous[subject] as number;
    return isOnLeave[own] === true && DEDICATED_BASES.some((basis) => covers(problem, own, subject, basis)) ? own : seat;
  };
}
