export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
};

/**
 * Counts are vitest's own. A file that could not be loaded counts as one failure;
 * so does a run that failed, or tried nothing, without naming a failed test.
 */
export const countTests = (report: VitestReport, succeeded: boolean): { readonly passed: number; readonly failed: number } => {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  const isSilentFailure = failed === 0 && (!succeeded || report.numPassedTests === 0);
  return { passed: report.numPassedTests, failed: isSilentFailure ? 1 : failed };
};
