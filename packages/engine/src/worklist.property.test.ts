import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { classify, classifyInput, classifyRange, TIER_OF_REASON, tierReason } from './classify.ts';
import { type AssignmentPlan, primaryOf } from './plan.ts';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { DO_NOT_CONTACT, NO_DAY } from './subject-columns.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';
import { comparator, worklistInput, worklists } from './worklist.ts';
import { layOutWorklists, placeOnWorklists, sortWorklists, tallyWorklists } from './worklist-stages.ts';

/** Where 0 to `count` is cut into ranges that follow each other, some of them empty. */
const cuts = (count: number): fc.Arbitrary<[number, number][]> =>
  fc.array(fc.nat({ max: count }), { maxLength: 4 }).map((inner) => {
    const edges = [0, ...inner.sort((a, b) => a - b), count];
    return edges.slice(1).map((to, index) => [edges[index] as number, to]);
  });

/** Days so far apart that no 32-bit key holds them, the last and the first possible ones among them. */
const wildDay = fc.oneof(fc.constantFrom(NO_DAY, NO_DAY + 1, 2 ** 31 - 1, 0), fc.integer({ min: NO_DAY, max: 2 ** 31 - 1 }));
const wildlyDated = (problem: AssignmentProblem): fc.Arbitrary<AssignmentProblem> => {
  const column = fc
    .array(wildDay, { minLength: problem.subjects.ids.count, maxLength: problem.subjects.ids.count })
    .map((days) => Int32Array.from(days));
  return fc
    .record({ dueOn: column, contactedOn: column, waitingSince: column })
    .map((columns) => ({ ...problem, subjects: { ...problem.subjects, ...columns } }));
};
const tameOrWild = arbitraryProblem.chain((problem) => fc.oneof(fc.constant(problem), wildlyDated(problem)));

/** The list of each member of staff, by filtering and a comparison sort. */
const listsByComparison = (problem: AssignmentProblem, plan: AssignmentPlan): number[][] =>
  problem.staff.map((_, staff) =>
    [...plan.tier.keys()]
      .filter((subject) => primaryOf(plan, subject) === staff && ((problem.subjects.flags[subject] as number) & DO_NOT_CONTACT) === 0)
      .sort(comparator(problem, plan.tier)),
  );

describe('worklists', () => {
  it('hold for everyone what a comparison sort of their subjects gives', () => {
    fc.assert(
      fc.property(tameOrWild, (problem) => {
        const plan = assign(problem);
        const { start, order } = plan.worklists;
        expect(problem.staff.map((_, staff) => [...order.subarray(start[staff], start[staff + 1])])).toEqual(
          listsByComparison(problem, plan),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are the same wherever the subjects and the staff are cut into ranges', () => {
    const cutProblem = tameOrWild.chain((problem) =>
      fc.tuple(fc.constant(problem), cuts(problem.subjects.ids.count), cuts(problem.staff.length)),
    );
    fc.assert(
      fc.property(cutProblem, ([problem, ranges, staffRanges]) => {
        const plan = assign(problem);
        const input = worklistInput(problem, plan);
        const layout = layOutWorklists(
          input,
          ranges.map(([from, to]) => tallyWorklists(input, from, to)),
        );
        const length = layout.start.at(-1) as number;
        const draft = { order: new Uint32Array(length), keys: new Uint32Array(length) };
        for (const [index, [from, to]] of [...ranges.entries()].reverse())
          placeOnWorklists(input, draft, layout.scale, layout.next[index] as Uint32Array, from, to);
        for (const [from, to] of staffRanges.reverse()) sortWorklists(input, draft, layout, from, to);
        expect({ start: layout.start, order: draft.order }).toEqual(worklists(problem, plan));
      }),
      { numRuns: 300 },
    );
  });
});

describe('classify', () => {
  it('is the same wherever the subjects are cut, and gives each the tier of its reason', () => {
    const cutProblem = arbitraryProblem.chain((problem) => fc.tuple(fc.constant(problem), cuts(problem.subjects.ids.count)));
    fc.assert(
      fc.property(cutProblem, fc.boolean(), fc.integer({ min: 1, max: 700 }), ([given, ranges], openObligationIsActive, windowDays) => {
        const activity = { ...given.policy.activity, openObligationIsActive, windowDays };
        const problem = { ...given, policy: { ...given.policy, activity } };
        const tier = new Uint8Array(problem.subjects.ids.count);
        for (const [from, to] of ranges) classifyRange(classifyInput(problem), tier, from, to);
        expect(tier).toEqual(classify(problem));
        expect([...tier]).toEqual(
          [...tier.keys()].map((index) => TIER_OF_REASON[tierReason(problem.subjects, index, dayOf(problem), activity)]),
        );
      }),
    );
  });
});
