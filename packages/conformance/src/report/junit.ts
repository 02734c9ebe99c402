import type { Case, ConformanceReport, ProfileReport, RequirementReport } from './conformance-report.ts';

/** The report as JUnit XML: a suite for each profile, a case for each requirement at each operation. */
export function junitOf({ profiles, tool, startedAt }: ConformanceReport): string {
  const suites = profiles.map((profile) => suiteOf(profile, startedAt));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(tool.name)}">\n${suites.join('\n')}\n</testsuites>\n`;
}

function suiteOf({ profile, requirements }: ProfileReport, startedAt: string): string {
  const cases = requirements.flatMap((requirement) => requirement.cases.map((one) => ({ requirement, one })));
  const count = (...results: readonly Case['result'][]): number => cases.filter(({ one }) => results.includes(one.result)).length;
  const seconds = cases.reduce((sum, { one }) => sum + one.tookMs, 0) / 1_000;
  return [
    `  <testsuite name="${escaped(profile)}" tests="${cases.length}" failures="${count('fail')}" errors="${count('error')}" skipped="${count('skip', 'not_applicable')}" time="${seconds.toFixed(3)}" timestamp="${startedAt}">`,
    ...cases.map(({ requirement, one }) => caseOf(requirement, one)),
    '  </testsuite>',
  ].join('\n');
}

function caseOf({ id, text, strength, level }: RequirementReport, one: Case): string {
  const name = `${id} ${one.operation ?? 'partner'}: ${text.en}`;
  const head = `    <testcase name="${escaped(name)}" classname="${level}.${strength}" time="${(one.tookMs / 1_000).toFixed(4)}"`;
  const told = `expected ${one.expected ?? ''}; got ${one.got ?? 'nothing'}`;
  switch (one.result) {
    case 'pass':
      return `${head}/>`;
    case 'fail':
      return `${head}>\n      <failure message="${escaped(told)}">${escaped(one.curl ?? '')}</failure>\n    </testcase>`;
    case 'error':
      return `${head}>\n      <error message="${escaped(told)}"/>\n    </testcase>`;
    case 'warn':
      return `${head}>\n      <system-out>${escaped(`warning: ${told}`)}</system-out>\n    </testcase>`;
    default:
      return `${head}>\n      <skipped message="${escaped(`${one.result}: ${one.expected ?? ''}`)}"/>\n    </testcase>`;
  }
}

/** Characters that XML 1.0 does not have are left out. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
