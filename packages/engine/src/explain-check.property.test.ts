import { BASES, PRIORITY_TIERS } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { createExplainer, type Explanation, type Reason } from './explain.ts';
import { type Alternative, STANDINGS } from './explain-alternatives.ts';
import { createReasonCheck, type ReasonCheck } from './explain-check.ts';
import type { Remedy } from './explain-remedies.ts';
import { GAP_CAUSES } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';
import { contendedWorld } from './testing/contended-world.ts';

const problems = fc.oneof(arbitraryProblem, contendedWorld);

function explained(problem: AssignmentProblem): { check: ReasonCheck; explanations: Explanation[] } {
  const plan = assign(problem);
  const explain = createExplainer(problem, plan, plan.certificate);
  const ids = Array.from({ length: problem.subjects.ids.count }, (_, subject) => problem.subjects.ids.at(subject));
  return { check: createReasonCheck(problem, plan, plan.certificate), explanations: ids.flatMap((id) => explain(id) ?? []) };
}

/** Every reading of a row in which one field, at any depth, says something else of the same sort. */
function falsified<T>(row: T, staff: readonly string[]): T[] {
  const change = (value: unknown, key: string): unknown[] => {
    if (key === 'rule' || key === 'what') return [];
    if (typeof value === 'number') return [value + 1, value - 1];
    if (typeof value === 'boolean') return [!value];
    if (typeof value === 'string')
      return (VOCABULARY.find((words) => words.includes(value)) ?? [...staff, '2020-01-01', 'x']).filter((word) => word !== value);
    if (Array.isArray(value)) {
      const rows: readonly unknown[] = value;
      return [...rows.keys()].flatMap((at) => [rows.toSpliced(at, 1), ...change(rows[at], '').map((other) => rows.with(at, other))]);
    }
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => change(inner, name).map((other) => ({ ...value, [name]: other })));
  };
  return change(row, '') as T[];
}

/** Of two decisions alike in all but their days one is told; the other is as true. */
const isDecided = ({ givenDirectives }: AssignmentProblem, subject: string, reason: Reason): boolean =>
  reason.rule === 'R21' &&
  givenDirectives[reason.what === 'pinned' ? 'pins' : 'vetoes'].some(
    (row) => row.subject === subject && row.rahyar === reason.rahyar && row.on === reason.on && row.until === reason.until,
  );

const VOCABULARY: readonly (readonly string[])[] = [BASES, STANDINGS, GAP_CAUSES, PRIORITY_TIERS];

describe('createReasonCheck', () => {
  it('finds every reason, alternative and remedy of ours true', () => {
    let prices = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const { check, explanations } = explained(problem);
        for (const { subject, reasons, alternatives, remedies } of explanations) {
          for (const reason of reasons) expect({ reason, isTrue: check.reason(subject, reason) }).toEqual({ reason, isTrue: true });
          for (const row of alternatives) expect({ row, isTrue: check.alternative(subject, row) }).toEqual({ row, isTrue: true });
          for (const remedy of remedies) expect({ remedy, isTrue: check.remedy(subject, remedy) }).toEqual({ remedy, isTrue: true });
          prices += alternatives.filter(({ price }) => price !== undefined).length;
        }
        expect(check.reason('nobody', { rule: 'R15', what: 'gap', cause: 'allFull' })).toBe(false);
      }),
      { numRuns: 60 },
    );
    expect(prices).toBeGreaterThan(100);
  });

  it('catches every field of a reason that has been falsified', () => {
    const caught = new Set<Reason['what']>();
    fc.assert(
      fc.property(problems, (problem) => {
        const { check, explanations } = explained(problem);
        const staff = problem.staff.map(({ id }) => id);
        for (const { subject, reasons } of explanations) {
          for (const reason of reasons) {
            for (const lie of falsified(reason, staff)) {
              // A companion, an online rahyar or a second veto may be as true as the one told.
              if (reasons.some((other) => JSON.stringify(other) === JSON.stringify(lie)) || isDecided(problem, subject, lie)) continue;
              expect({ lie, isTrue: check.reason(subject, lie) }).toEqual({ lie, isTrue: false });
              caught.add(reason.what);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect([...caught].sort()).toEqual(['beside', 'covers', 'gap', 'kept', 'online', 'parted', 'pinned', 'preferred', 'tier', 'vetoed']);
  });

  it('catches every field of an alternative and its price that has been falsified', () => {
    let lies = 0;
    fc.assert(
      fc.property(contendedWorld, (problem) => {
        const { check, explanations } = explained(problem);
        const staff = problem.staff.map(({ id }) => id);
        for (const { subject, alternatives } of explanations) {
          for (const row of alternatives) {
            for (const lie of falsified<Alternative>(row, staff)) {
              if (JSON.stringify(lie.price?.moves) !== JSON.stringify(row.price?.moves)) continue;
              if (lie.rahyar !== row.rahyar) continue;
              lies++;
              expect({ lie, row, isTrue: check.alternative(subject, lie) }).toEqual({ lie, row, isTrue: false });
            }
          }
        }
      }),
      { numRuns: 25 },
    );
    expect(lies).toBeGreaterThan(1_000);
  });

  it('catches moves that nobody could make, and remedies that open nothing', () => {
    let lies = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const { check, explanations } = explained(problem);
        const staff = problem.staff.map(({ id }) => id);
        for (const { subject, alternatives, remedies } of explanations) {
          for (const row of alternatives) {
            const { price } = row;
            if (price === undefined || price.moves.length === 0 || price.extra === 0) continue;
            lies++;
            expect(check.alternative(subject, { ...row, price: { ...price, moves: [] } })).toBe(false);
            expect(check.alternative(subject, { ...row, price: { ...price, moves: [...price.moves, ...price.moves] } })).toBe(false);
          }
          for (const remedy of remedies) {
            for (const lie of falsified<Remedy>(remedy, staff)) {
              if (remedies.some((other) => JSON.stringify(other) === JSON.stringify(lie))) continue;
              if (remedy.what === 'newRahyar' && remedy.basis === 'residence') continue;
              expect({ lie, isTrue: check.remedy(subject, lie) }).toEqual({ lie, isTrue: false });
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(lies).toBeGreaterThan(50);
  });
});
