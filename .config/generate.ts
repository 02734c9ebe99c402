import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { house } from './run.ts';
import { withSnippets } from './snippets.ts';

/** A document whose text follows from the source; `render` gets the present text, or '' when there is none yet. */
type GeneratedDocument = { readonly path: string; readonly render: (present: string) => string | Promise<string> };

const readHouse = (path: string): string => readFileSync(join(house, path), 'utf8');

const documents: readonly GeneratedDocument[] = [
  ...globSync(['README*.md', 'CONTRIBUTING.md', 'packages/*/README.md', 'docs/*.md'], { cwd: house })
    .sort()
    .map((path) => ({ path, render: (present: string) => withSnippets(present, readHouse) })),
];

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const { path, render } of documents) {
  const url = new URL(`../${path}`, import.meta.url);
  const present = globSync(path, { cwd: house }).length === 0 ? '' : readHouse(path);
  const rendered = await render(present);
  if (rendered === present) continue;
  stale.push(path);
  if (!isCheck) writeFileSync(url, rendered);
}
process.stdout.write(
  `${documents.length} documents, ${stale.length} ${isCheck ? 'stale' : 'written'}${stale.map((path) => `\n  ${path}`).join('')}\n`,
);
if (isCheck && stale.length > 0) {
  process.stdout.write('Run `npm run generate` and commit the result.\n');
  process.exitCode = 1;
}
