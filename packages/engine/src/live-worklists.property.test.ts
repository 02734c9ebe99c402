import { type DomainEvent, epochDayOf, type IsoDate, SubjectId } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { classify } from './classify.ts';
import { foldIntoColumns } from './fold-columns.ts';
import { createLiveWorklists } from './live-worklists.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { NO_DAY } from './subject-columns.ts';
import { arbitraryEvents } from './testing/arbitrary-event.ts';
import { arbitraryProblem, DAYS } from './testing/arbitrary-problem.ts';
import { worklists } from './worklist.ts';
import { type WorklistPage, worklistPageOf } from './worklist-page.ts';

type Step =
  | { readonly do: 'fold'; readonly event: DomainEvent }
  | { readonly do: 'setDue'; readonly subject: SubjectId; readonly dueOn: IsoDate | undefined }
  | { readonly do: 'look'; readonly rahyar: number; readonly offset: number; readonly limit: number };

/** Few subjects and many steps, so that events hit subjects who were touched before, and pages are looked at between and after. */
const arbitrarySteps: fc.Arbitrary<Step[]> = arbitraryEvents.chain((events) => {
  const look = fc.record({
    do: fc.constant('look' as const),
    rahyar: fc.nat({ max: 9 }),
    offset: fc.nat({ max: 3 }),
    limit: fc.nat({ max: 30 }),
  });
  const setDue = fc.record({
    do: fc.constant('setDue' as const),
    subject: fc.nat({ max: 32 }).map((number) => SubjectId.parse(`p${String(number).padStart(3, '0')}`)),
    dueOn: fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
  });
  const between = fc.array(fc.oneof(look, setDue), { maxLength: 2 });
  return fc.tuple(...events.map((event) => between.map((steps): Step[] => [{ do: 'fold', event }, ...steps]))).map((steps) => steps.flat());
});

const withDue = (problem: AssignmentProblem, subject: string, dueOn: IsoDate | undefined): AssignmentProblem => {
  const index = problem.subjects.ids.indexOf(subject);
  const column = problem.subjects.dueOn.slice();
  if (index !== -1) column[index] = dueOn === undefined ? NO_DAY : epochDayOf(dueOn);
  return { ...problem, subjects: { ...problem.subjects, dueOn: column } };
};

const pageAnew = (problem: AssignmentProblem, plan: AssignmentPlan, rahyar: number, offset: number, limit: number): WorklistPage => {
  const anew = { ...plan, tier: classify(problem) };
  return worklistPageOf(problem, { ...anew, worklists: worklists(problem, anew) }, rahyar, offset, limit);
};

describe('createLiveWorklists', () => {
  it('gives, after any events, the pages that working everything out anew gives', () => {
    fc.assert(
      fc.property(arbitraryProblem, arbitrarySteps, (problem, steps) => {
        const plan = assign(problem);
        const live = createLiveWorklists(problem, plan);
        let now = problem;
        for (const step of steps) {
          if (step.do === 'fold') {
            const folded = foldIntoColumns(now, [step.event]);
            expect(live.fold(step.event)).toBe(folded.leftOut[0]?.reason);
            now = folded.problem;
          } else if (step.do === 'setDue') {
            expect(live.setDue(step.subject, step.dueOn)).toBe(now.subjects.ids.indexOf(step.subject) !== -1);
            now = withDue(now, step.subject, step.dueOn);
          } else {
            expect(live.page(step.rahyar, step.offset, step.limit)).toEqual(pageAnew(now, plan, step.rahyar, step.offset, step.limit));
          }
        }
        for (const rahyar of problem.staff.keys()) expect(live.page(rahyar, 0, 99)).toEqual(pageAnew(now, plan, rahyar, 0, 99));
      }),
      { numRuns: 500 },
    );
  });
});
