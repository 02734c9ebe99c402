import { describe, expect, it } from 'vitest';
import { assign } from '../assign.ts';
import type { AssignmentPlan } from '../plan.ts';
import { SABOTEURS } from '../testing/saboteurs.ts';
import { verify } from '../verify.ts';
import { RULES } from './catalogue.ts';

describe('the catalogue of rules', () => {
  it('runs from R1 without a gap, and each rule has its saboteur', () => {
    const ids = RULES.map((rule) => rule.id);
    expect(ids).toEqual(RULES.map((_rule, index) => `R${index + 1}`));
    expect(SABOTEURS.map((saboteur) => saboteur.rule)).toEqual(ids);
  });

  it.each(SABOTEURS.map((saboteur) => [saboteur.rule, saboteur.does, saboteur] as const))(
    '%s alone catches a plan that %s',
    (rule, _does, saboteur) => {
      const honest: AssignmentPlan = assign(saboteur.problem);
      const broken = (plan: AssignmentPlan) =>
        verify(saboteur.problem, plan).flatMap((finding) => (finding.count > 0 ? [finding.rule] : []));
      expect(broken(honest)).toEqual([]);
      expect(broken(saboteur.sabotage(saboteur.problem, honest))).toEqual([rule]);
    },
  );
});
