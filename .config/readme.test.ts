import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, run, runTool } from './run.ts';

/** Every TypeScript block of every README is a whole program: it compiles, and it runs. */

type Program = { readonly readme: string; readonly file: string; readonly text: string };

const programsIn = (readme: string, text: string): readonly Program[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, body = ''], index) => ({
    readme: `${readme} (${index + 1})`,
    file: `${readme.replaceAll(/\W/g, '-')}-${index + 1}.ts`,
    text: body,
  }));

const readmes = globSync(['README*.md', 'packages/*/README.md'], { cwd: house }).sort();
const programs = readmes.flatMap((readme) => programsIn(readme, readFileSync(join(house, readme), 'utf8')));
const planted = programsIn('planted', '```ts\nconst n: number = "1";\nthrow new Error(String(n));\nexport {};\n```\n');

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rahyar-readme-'));
  symlinkSync(join(house, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const { file, text } of [...programs, ...planted]) writeFileSync(join(folder, file), text);
  for (const beside of globSync('examples/*-data.ts', { cwd: house })) copyFileSync(join(house, beside), join(folder, basename(beside)));
  const compilerOptions = { types: ['node'], noUnusedLocals: false };
  const tsconfig = { extends: join(house, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the code in the READMEs', () => {
  it('compiles', async () => {
    const { output } = await runTool('typescript7/bin/tsc', ['--pretty', 'false', '-p', folder], { cwd: folder });
    const complaints = output.split('\n').filter((line) => line !== '');
    expect(complaints.filter((line) => !line.startsWith('planted'))).toEqual([]);
    expect(complaints.filter((line) => line.startsWith('planted'))).toHaveLength(1);
  });

  it.each(programs)('runs: $readme', async ({ file }) => {
    const { succeeded, output } = await run(process.execPath, ['--conditions=@rahyar/source', file], { cwd: folder });
    expect(succeeded ? '' : output).toBe('');
  });

  it('would not run with a fault in it', async () => {
    for (const { file } of planted) expect((await run(process.execPath, [file], { cwd: folder })).output).toContain('Error: 1');
    expect(planted).toHaveLength(1);
  });
});
