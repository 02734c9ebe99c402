import type { Result } from '../run/verdict.ts';
import type { ConformanceReport } from './conformance-report.ts';

const STATUS_OF = {
  pass: 'passed',
  fail: 'failed',
  warn: 'passed',
  skip: 'skipped',
  not_applicable: 'skipped',
  error: 'other',
} as const satisfies Record<Result, string>;

/** The report in the Common Test Report Format (CTRF). A missed SHOULD counts as passed there, and says so in its message. */
export function ctrfOf(report: ConformanceReport): object {
  const tests = report.profiles.flatMap(({ profile, requirements }) =>
    requirements.flatMap(({ id, text, strength, level, cases }) =>
      cases.map((one) => ({
        name: `${id} ${one.operation ?? 'partner'}: ${text.en}`,
        status: STATUS_OF[one.result],
        duration: Math.round(one.tookMs),
        suite: [profile, level],
        rawStatus: one.result,
        tags: [id, strength, level],
        ...(one.expected === undefined ? {} : { message: `expected ${one.expected}; got ${one.got ?? 'nothing'}` }),
        ...(one.curl === undefined ? {} : { snippet: one.curl }),
      })),
    ),
  );
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: report.finishedAt,
    generatedBy: report.tool.name,
    results: {
      tool: report.tool,
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        start: Date.parse(report.startedAt),
        stop: Date.parse(report.finishedAt),
      },
      tests,
      environment: {
        appName: report.partner,
        testEnvironment: report.target.baseUrl,
        extra: { seed: report.seed, contract: report.contract },
      },
    },
  };
}
