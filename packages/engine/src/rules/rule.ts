import { BASES, type Basis, type Label, type Source } from '@rahyar/domain';
import type { Covering } from '../covering.ts';
import type { AssignmentPlan } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { NOBODY } from '../subject-columns.ts';

export type RuleId = `R${number}`;

/** A place where a plan breaks a rule: indexes into the problem's subjects and staff, and what is wrong in a word. */
export type Violation = { readonly rule: RuleId; readonly subject?: number; readonly staff?: number; readonly detail: string };

/**
 * One requirement of the founding text, or one that follows from it. `check` reads the problem and the plan, never the solver; `covering`
 * holds lookups worked out from the problem alone. It yields each violation as it is found.
 */
export type Rule = {
  readonly id: RuleId;
  readonly title: Label;
  readonly source: Source;
  check(problem: AssignmentProblem, plan: AssignmentPlan, covering: Covering): Generator<Violation>;
};

/** Every responsible member of staff of every subject. */
export function* eachResponsible(plan: AssignmentPlan): Generator<{ subject: number; basis: Basis; staff: number }> {
  for (const basis of BASES) {
    const slots = plan.responsible[basis];
    for (let subject = 0; subject < slots.length; subject++) {
      const staff = slots[subject] as number;
      if (staff !== NOBODY) yield { subject, basis, staff };
    }
  }
}

/**
 * Finds everyone named on a basis on whom something is wrong whoever the subject is. `faultOf` is asked once for each member of staff and
 * basis, so that the check costs one look-up for each name in the plan.
 */
export function* faultyNames(
  plan: AssignmentPlan,
  rule: RuleId,
  faultOf: (staff: number, basis: Basis) => string | undefined,
): Generator<Violation> {
  for (const basis of BASES) {
    const slots = plan.responsible[basis];
    const faults = new Map<number, string | undefined>();
    let asked = NOBODY;
    let fault: string | undefined;
    for (let subject = 0; subject < slots.length; subject++) {
      const staff = slots[subject] as number;
      if (staff === NOBODY) continue;
      if (staff !== asked) {
        if (!faults.has(staff)) faults.set(staff, faultOf(staff, basis));
        fault = faults.get(staff);
        asked = staff;
      }
      if (fault !== undefined) yield { rule, subject, staff, detail: fault };
    }
  }
}
