import { expect, it } from 'vitest';
import { countTests, type VitestReport } from './count-tests.ts';

const report = (numPassedTests: number, numFailedTests: number, ...files: readonly string[][]): VitestReport => ({
  numPassedTests,
  numFailedTests,
  testResults: files.map(([status = '', ...tests]) => ({ status, assertionResults: tests.map((test) => ({ status: test })) })),
});

it('counts what vitest counted', () => {
  expect(countTests(report(2, 0, ['passed', 'passed', 'passed']), true)).toEqual({ passed: 2, failed: 0 });
  expect(countTests(report(1, 1, ['failed', 'passed', 'failed']), false)).toEqual({ passed: 1, failed: 1 });
});

it('counts a file that could not be loaded', () => {
  expect(countTests(report(2, 0, ['passed', 'passed', 'passed'], ['failed']), false)).toEqual({ passed: 2, failed: 1 });
});

it('never calls a run good that failed or tried nothing', () => {
  expect(countTests(report(2, 0, ['passed', 'passed', 'passed']), false)).toEqual({ passed: 2, failed: 1 });
  expect(countTests(report(0, 0), true)).toEqual({ passed: 0, failed: 1 });
});
