import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type VitestReport } from './count-tests.ts';
import { house, run, runTool } from './run.ts';

type Verdict = { readonly passed: number; readonly failed: number; readonly output: string };

type Step = { readonly name: string; readonly take: () => Promise<Verdict> };

/** What this house means by "the tests pass". Every step runs, whatever became of the one before it. */
const steps: readonly Step[] = [
  { name: 'format and lint', take: () => once(runTool('@biomejs/biome/bin/biome', ['ci', '--colors=off', '--error-on-warnings', '.'])) },
  {
    name: 'typed lint',
    take: () => once(runTool('eslint/bin/eslint.js', ['--concurrency', '2', '--config', '.config/eslint.config.js', '.'])),
  },
  { name: 'types', take: checkTypes },
  { name: 'tests', take: runTests },
  { name: 'mutants of the canary', take: () => once(runScript('night/mutation.ts', 'canary')) },
  { name: 'generated documents', take: () => once(runScript('generate.ts', '--check')) },
  { name: 'contract, by strangers', take: () => once(runScript('contract/check.ts')) },
  { name: 'workflows, by a stranger', take: () => once(runScript('contract/respect.ts')) },
  { name: 'client through a proxy', take: () => once(runScript('contract/prism.ts')) },
  { name: 'every profile', take: () => once(runScript('contract/profiles.ts')) },
  { name: 'API documentation', take: () => once(runTool('typedoc/bin/typedoc', ['--options', '.config/typedoc.json'])) },
  {
    name: 'schedules of the store',
    take: () => once(runScript('night/schedules.ts', '--memory', '20000', '--sqlite', '2000', '--postgres', '100')),
  },
  { name: 'killed writers', take: () => once(runScript('night/kills.ts', '--slice')) },
  { name: 'harassed workers', take: () => once(runScript('night/chaos.ts', '--slice')) },
  { name: 'a distributed plan', take: () => once(runScript('night/distributed.ts', '--slice')) },
  { name: 'bundles', take: () => once(runScript('bundles.ts')) },
  { name: 'packages as installed', take: () => once(runScript('packages.ts')) },
];

const runScript = (script: string, ...args: readonly string[]) =>
  run(process.execPath, ['--conditions=@rahyar/source', `${house}/.config/${script}`, ...args]);

const once = async (running: ReturnType<typeof run>): Promise<Verdict> => {
  const { succeeded, output } = await running;
  return succeeded ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
};

/** One TypeScript 7 for each project, two at a time. */
async function checkTypes(): Promise<Verdict> {
  const projects = ['.config/tsconfig.json', ...globSync('{packages/*,examples}/tsconfig.json', { cwd: house }).sort()];
  const outputs: string[] = [];
  const compileNext = async (): Promise<void> => {
    for (let project = projects.shift(); project !== undefined; project = projects.shift()) {
      const compiled = await runTool('typescript7/bin/tsc', ['--pretty', 'false', '-p', project]);
      if (!compiled.succeeded) outputs.push(`${project}\n${compiled.output}`);
    }
  };
  await Promise.all([compileNext(), compileNext()]);
  return { passed: outputs.length === 0 ? 1 : 0, failed: outputs.length === 0 ? 0 : 1, output: outputs.join('\n') };
}

/** The tests run in a zone whose clock moves by half an hour, where an answer that depends on the zone of the host shows itself. */
async function runTests(): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-tests-'));
  const reportFile = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const tested = await runTool('vitest/vitest.mjs', ['run', '--config', '.config/vitest.config.ts', ...reporters], {
    env: { TZ: 'Australia/Lord_Howe' },
    limitMs: 1_500_000,
  });
  const text = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : undefined;
  rmSync(folder, { recursive: true, force: true });
  const counts = text === undefined ? { passed: 0, failed: 1 } : countTests(JSON.parse(text) as VitestReport, tested.succeeded);
  return { ...counts, output: tested.output };
}

let passed = 0;
let failed = 0;
for (const { name, take } of steps) {
  const startedMs = performance.now();
  const verdict = await take();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  passed += verdict.passed;
  failed += verdict.failed;
  process.stdout.write(`${verdict.failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(24)} ${seconds.padStart(6)} s\n`);
  if (verdict.failed > 0 || name === 'packages as installed') process.stdout.write(`\n${verdict.output.trimEnd()}\n\n`);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
