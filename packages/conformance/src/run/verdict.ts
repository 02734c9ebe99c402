/** What became of one check. `warn`: only a SHOULD or MAY is missed; `skip`: nothing was given to show it with; `error`: the kit itself failed. */
export const RESULTS = ['pass', 'fail', 'warn', 'skip', 'not_applicable', 'error'] as const;
export type Result = (typeof RESULTS)[number];

/** A finding of one check, and what it rests on. */
export type Verdict = { readonly result: Result; readonly expected?: string; readonly got?: string };

export const pass: Verdict = Object.freeze({ result: 'pass' });
export const fail = (expected: string, got: string): Verdict => ({ result: 'fail', expected, got });
export const skip = (expected: string): Verdict => ({ result: 'skip', expected });
export const notApplicable = (expected: string): Verdict => ({ result: 'not_applicable', expected });

/** Passes where the condition holds. */
export const holds = (condition: boolean, expected: string, got: string): Verdict => (condition ? pass : fail(expected, got));

/** The first that failed, or the first of all; a list without any is not applicable. */
export const firstBad = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.find(({ result }) => result === 'fail') ??
  verdicts.find(({ result }) => result === 'pass') ??
  verdicts[0] ??
  notApplicable('nothing to check');
