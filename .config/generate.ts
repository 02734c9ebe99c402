import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { renderRequirements } from '@rahyar/conformance';
import { VOCABULARIES } from '@rahyar/domain';
import { RULES } from '@rahyar/engine';
import { SABOTEURS } from '@rahyar/engine/testing';
import { SHIPPED_JOURNEYS } from '@rahyar/scheduler';
import { contractFiles } from './generate/contract.ts';
import { renderDecisions } from './generate/decisions.ts';
import { renderGlossary } from './generate/glossary.ts';
import { renderJourneys } from './generate/journeys.ts';
import { renderRules } from './generate/rules.ts';
import { house } from './run.ts';
import { withTables } from './sizing/page.ts';
import { withSnippets } from './snippets.ts';

/** A document whose text follows from the source; `render` gets the present text, or '' when there is none yet. */
type GeneratedDocument = { readonly path: string; readonly render: (present: string) => string | Promise<string> };

const readHouse = (path: string): string => readFileSync(join(house, path), 'utf8');

/** The text of the one file that the pattern finds. */
const readOnly = (pattern: string): string => {
  const paths = globSync(pattern, { cwd: house });
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new Error(`${paths.length} files are named ${pattern}`);
  return readHouse(path);
};

const decisionRecords = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    globSync('docs/decisions/[0-9]*.md', { cwd: house })
      .sort()
      .map((path) => [basename(path), readHouse(path)]),
  );

const ruleFile = (id: string): string => readOnly(`packages/engine/src/rules/r${id.slice(1).padStart(2, '0')}-*.ts`);

/** Pages that are written as a whole. */
const pages: readonly GeneratedDocument[] = [
  { path: 'docs/glossary.md', render: () => renderGlossary(VOCABULARIES) },
  { path: 'docs/rules.md', render: () => renderRules(RULES, SABOTEURS, ruleFile) },
  { path: 'docs/scheduler/journeys.md', render: () => renderJourneys(SHIPPED_JOURNEYS) },
  { path: 'docs/partners/requirements.md', render: () => renderRequirements() },
  { path: 'docs/decisions/README.md', render: () => renderDecisions(decisionRecords()) },
  ...contractFiles().map(({ path, text }) => ({ path, render: () => text })),
];

const documents: readonly GeneratedDocument[] = [
  ...globSync(['README*.md', 'CONTRIBUTING.md', 'packages/*/README.md', 'docs/*.md', 'docs/scheduler/*.md'], { cwd: house })
    .filter((path) => !pages.some((page) => page.path === path))
    .sort()
    .map((path) => ({ path, render: (present: string) => withTables(withSnippets(present, readHouse)) })),
  ...pages,
];

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const { path, render } of documents) {
  const present = globSync(path, { cwd: house }).length === 0 ? '' : readHouse(path);
  const rendered = await render(present);
  if (rendered === present) continue;
  stale.push(path);
  if (isCheck) continue;
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), rendered);
}
process.stdout.write(
  `${documents.length} documents, ${stale.length} ${isCheck ? 'stale' : 'written'}${stale.map((path) => `\n  ${path}`).join('')}\n`,
);
if (isCheck && stale.length > 0) {
  process.stdout.write('Run `npm run generate` and commit the result.\n');
  process.exitCode = 1;
}
