import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { emptyDraft } from './assign-stages.ts';
import { classify } from './classify.ts';
import { countFacts } from './fact-cells.ts';
import type { AssignmentProblem } from './problem.ts';
import { fillShard, settleShards } from './settle-shards.ts';
import { NO_PLACE, PINNED, type SubjectColumns } from './subject-columns.ts';
import { listedIds } from './subject-ids.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';

describe('seats found for shards', () => {
  it('are those of one process, with names, gaps and certificate, however the subjects are cut and their words are numbered', () => {
    fc.assert(
      fc.property(arbitraryProblem, fc.array(fc.nat(40), { maxLength: 4 }), fc.boolean(), (problem, given, isReversed) => {
        const { count } = problem.subjects.ids;
        const cuts = [0, ...given.map((cut) => Math.min(cut, count)).sort((a, b) => a - b), count];
        const whole = assign(problem);
        const shards = cuts.slice(1).map((to, index) => shardOf(problem, cuts[index] as number, to, isReversed));
        const { fill, ranges, certificate } = settleShards({ ...problem, subjectCount: count }, shards);
        expect(certificate).toEqual(whole.certificate);
        shards.forEach(({ subjects, cellOf, numbers }, index) => {
          const draft = emptyDraft(cellOf.length);
          draft.cellOf.set(cellOf);
          const profile = subjects.profile.map((own) => numbers.profiles[own] as number);
          fillShard(fill, draft, ranges[index] as (typeof ranges)[number], { ...subjects, profile }, numbers.before);
          const end = numbers.before + cellOf.length;
          expect(draft.names.primary).toEqual(whole.primary.slice(numbers.before, end));
          expect(draft.gaps.gapCause).toEqual(whole.gapCause.slice(numbers.before, end));
          expect(draft.gaps.gapAddressee).toEqual(whole.gapAddressee.slice(numbers.before, end));
          for (const [basis, named] of Object.entries(draft.names.responsible))
            expect(named).toEqual(whole.responsible[basis as keyof typeof whole.responsible].slice(numbers.before, end));
        });
      }),
      { numRuns: 150 },
    );
  });
});

/** A shard of subjects, whose vocabularies may be numbered backwards; every second subject without a directive is marked in vain. */
function shardOf(problem: AssignmentProblem, from: number, to: number, isReversed: boolean) {
  const numbered = (values: readonly unknown[], isFirstKept: boolean): Uint32Array =>
    Uint32Array.from(values, (_, index) =>
      !isReversed || (isFirstKept && index === 0) ? index : values.length - 1 - index + (isFirstKept ? 1 : 0),
    );
  const numbers = {
    before: from,
    places: numbered(problem.places, false),
    relationSets: numbered(problem.relationSets, true),
    linkSets: numbered(problem.linkSets, true),
    profiles: numbered(problem.profiles, true),
  };
  const { ids, ...columns } = problem.subjects;
  const cut = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(from, to)])) as Omit<
    SubjectColumns,
    'ids'
  >;
  // Each numbering is its own inverse.
  const place = (index: number): number => (index === NO_PLACE ? NO_PLACE : (numbers.places[index] as number));
  const subjects: SubjectColumns = {
    ...cut,
    ids: listedIds(Array.from({ length: to - from }, (_, index) => ids.at(from + index))),
    home: cut.home.map(place),
    work: cut.work.map(place),
    relationSet: cut.relationSet.map((set) => numbers.relationSets[set] as number),
    linkSet: cut.linkSet.map((set) => numbers.linkSets[set] as number),
    profile: cut.profile.map((profile) => numbers.profiles[profile] as number),
  };
  const marked = subjects.flags.map((flags, index) => (problem.directives.has(from + index) || index % 2 === 0 ? flags | PINNED : flags));
  const cellOf = new Int32Array(to - from);
  const tier = classify(problem).slice(from, to);
  return { subjects, cellOf, numbers, count: countFacts({ ...subjects, flags: marked }, tier, cellOf, 0, to - from) };
}
