import { coveringOf } from './covering.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { RULES } from './rules/catalogue.ts';
import type { RuleId, Violation } from './rules/rule.ts';

/** What one rule found: the true number of violations, and the first of them. */
export type RuleFinding = { readonly rule: RuleId; readonly count: number; readonly examples: readonly Violation[] };

const EXAMPLES = 20;

/**
 * Checks a plan, ours or a foreign one, against every rule of the catalogue. Reads problem and plan only, never the solver.
 * An honest plan has a count of 0 for each rule.
 */
export function verify(problem: AssignmentProblem, plan: AssignmentPlan): RuleFinding[] {
  const covering = coveringOf(problem);
  return RULES.map((rule) => {
    const examples: Violation[] = [];
    let count = 0;
    for (const violation of rule.check(problem, plan, covering)) {
      if (count++ < EXAMPLES) examples.push(violation);
    }
    return { rule: rule.id, count, examples };
  });
}
