import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { house, runTool } from '../run.ts';
import { MUTATION_PARTS, type MutationPart } from './mutation-parts.ts';

/** Where the files of a part lie. */
const sourceOf = ({ room }: MutationPart): string => `packages/${room}/src`;

/** Changes engine and scheduler in small ways, part by part, and asks whether their tests notice; words on the command line choose: see {@link partsOf}. */
async function tryParts(wanted: readonly string[]): Promise<void> {
  const parts = partsOf(wanted);
  if (parts.length === 0) throw new Error(`no part of that name; there are: ${MUTATION_PARTS.map(({ name }) => name).join(', ')}`);
  for (const part of parts) {
    const mutants = await mutantsOf(part);
    const score = scoreOf(mutants);
    const isEnough = score >= part.atLeast;
    process.stdout.write(
      `${isEnough ? 'ok    ' : 'FAILED'}  ${part.name.padEnd(22)} ${mutants.length} mutants, ${score.toFixed(1)} % noticed\n`,
    );
    for (const file of new Set(mutants.map((mutant) => mutant.file))) {
      const own = mutants.filter((mutant) => mutant.file === file);
      process.stdout.write(`        ${file.padEnd(28)} ${own.length} mutants, ${scoreOf(own).toFixed(1)} %\n`);
    }
    for (const { file, line, mutator, replacement } of mutants.filter(isUnnoticed))
      process.stdout.write(`        unnoticed: ${file}:${line} ${mutator} ${replacement.replace(/\s+/g, ' ').slice(0, 100)}\n`);
    if (!isEnough) process.exitCode = 1;
  }
}

/** Parts by a word of their name; or single files of a part, `choices.ts`, or some lines of one, `choices.ts:10-40`. All, where nothing is wanted. */
function partsOf(wanted: readonly string[]): readonly MutationPart[] {
  if (wanted.length === 0) return MUTATION_PARTS;
  return MUTATION_PARTS.flatMap((part) => {
    if (wanted.some((word) => part.name.includes(word))) return [part];
    const mutate = wanted.filter((file) => part.mutate.some((pattern) => matchesGlob(file.replace(/:.*/, ''), pattern)));
    return mutate.length === 0 ? [] : [{ ...part, mutate }];
  });
}

type Mutant = {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
};

const isUnnoticed = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';
const scoreOf = (mutants: readonly Mutant[]): number => 100 - (100 * mutants.filter(isUnnoticed).length) / mutants.length;

/** Every mutant of a part that could be tried, and what became of it. The changed copies of the source lie outside the repository. */
async function mutantsOf(part: MutationPart): Promise<Mutant[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-mutation-'));
  const configFile = join(folder, 'stryker.json');
  const reportFile = join(folder, 'report.json');
  writeFileSync(configFile, JSON.stringify(configOf(part, folder, reportFile)));
  const outcome = await runTool('@stryker-mutator/core/bin/stryker.js', ['run', configFile], {
    env: { RAHYAR_TESTS: part.tests.map((file) => `${sourceOf(part)}/${file}`).join(), RAHYAR_RUNS_FACTOR: String(part.runs) },
    limitMs: 10 * 3_600_000,
  });
  if (!outcome.succeeded) throw new Error(outcome.output);
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  rmSync(folder, { recursive: true, force: true });
  return Object.entries(report.files).flatMap(([file, { mutants }]) =>
    mutants.flatMap(({ location, mutatorName, replacement = '', status }) =>
      UNTRIED.includes(status)
        ? []
        : [{ file: file.replace(`${sourceOf(part)}/`, ''), line: location.start.line, mutator: mutatorName, replacement, status }],
    ),
  );
}

const UNTRIED = ['Ignored', 'CompileError', 'RuntimeError', 'Pending'];

type Report = {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly mutants: readonly {
          readonly location: { readonly start: { readonly line: number } };
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
        }[];
      }
    >
  >;
};

/** The tests of a room need nothing of the repository but the room, its pages and what is installed. */
const leftBehind = ({ room }: MutationPart): string[] => [
  ...['docs/api', 'examples', 'demo-report', 'coverage', 'plan'].map((folder) => `/${folder}`),
  ...readdirSync(`${house}/packages`).flatMap((name) => (name === room ? [] : [`/packages/${name}`])),
  'dist',
];

/** Texts and their labels are data, and messages of our own bugs are read by nobody: strings are left as they are. */
const configOf = (part: MutationPart, folder: string, reportFile: string) => ({
  testRunner: 'vitest',
  plugins: [`${house}/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js`],
  vitest: { configFile: '.config/night/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  mutate: part.mutate.map((file) => (file.startsWith('!') ? `!${sourceOf(part)}/${file.slice(1)}` : `${sourceOf(part)}/${file}`)),
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: leftBehind(part),
  tempDirName: join(folder, 'copies'),
  reporters: ['json'],
  jsonReporter: { fileName: reportFile },
  concurrency: 2,
  timeoutMS: 60_000,
  thresholds: { high: 100, low: 90, break: null },
  checkers: [],
  allowConsoleColors: false,
});

await tryParts(process.argv.slice(2));
