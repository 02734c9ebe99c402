import type { Strength } from '../requirements/strength.ts';
import type { Result } from '../run/verdict.ts';
import type { ConformanceReport, RequirementReport } from './conformance-report.ts';

/** How many requirements came out how, in the order of `RESULTS`. */
export function totalsOf(requirements: readonly RequirementReport[], strength: Strength): Readonly<Record<Result, number>> {
  const totals = { pass: 0, fail: 0, warn: 0, skip: 0, not_applicable: 0, error: 0 };
  for (const one of requirements) if (one.strength === strength) totals[one.result] += 1;
  return totals;
}

/** What a process that runs the kit ends with. Scripts rely on it. */
export const EXIT = { passed: 0, mustFailed: 1, configuration: 2, harness: 3, shouldFailed: 4, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failed MUST weighs more than trouble of the kit's own, and that more than a SHOULD, which counts only when strict. */
export function exitCodeOf({ profiles }: ConformanceReport, strict: boolean): ExitCode {
  const results = profiles.flatMap(({ requirements }) => requirements.map(({ result }) => result));
  if (results.includes('fail')) return EXIT.mustFailed;
  if (results.includes('error')) return EXIT.harness;
  return strict && results.includes('warn') ? EXIT.shouldFailed : EXIT.passed;
}
