import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../exit-code.ts';
import { generatePopulation } from '../population/population.ts';
import { toCommunityJson, toMembersNdjson } from '../population/population-files.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rahyar-what-if-'));
const at = (name: string): string => join(folder, name);

type Run = { readonly code: number; readonly out: string; readonly err: string };
const rahyar = (...words: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@rahyar/source', main, ...words], { maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

type Answer = {
  readonly before: { readonly coverage: Readonly<Record<string, { readonly dedicated: number }>> };
  readonly after: Answer['before'];
  readonly churn: { readonly parted: number };
  readonly help?: readonly { readonly gain: number }[];
};
const answerOf = ({ out }: Run): Answer => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Answer;
const dedicated = ({ coverage }: Answer['before']): number => Object.values(coverage).reduce((sum, row) => sum + row.dedicated, 0);

const { problem } = generatePopulation({ people: 2_000, seed: 7, on: IsoDate.parse('2026-11-24'), policy: DEFAULT_POLICY });
const areaRahyar = problem.staff.find(({ post, service }) => post.kind === 'areaRahyar' && (service?.caseload.person ?? 0) > 0);
const rahyarId = areaRahyar?.id ?? '';

beforeAll(async () => {
  writeFileSync(at('members.ndjson'), [...toMembersNdjson(problem)].join(''));
  writeFileSync(at('community.json'), toCommunityJson(problem.staff));
  writeFileSync(at('newcomer.json'), JSON.stringify({ ...areaRahyar, id: 'newcomer' }));
  writeFileSync(at('strict.json'), JSON.stringify({ ...DEFAULT_POLICY, version: 'strict', skill: 'required' }));
  const words = [
    '--members',
    at('members.ndjson'),
    '--community',
    at('community.json'),
    '--on',
    '1405-09-03',
    '--out',
    at('plan'),
    '--quiet',
  ];
  expect((await rahyar('plan', ...words)).code).toBe(EXIT.ok);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const planBytes = (): string =>
  readdirSync(at('plan'))
    .map((name) => readFileSync(at(`plan/${name}`), 'latin1'))
    .join();

describe('rahyar what-if', () => {
  it('finds nothing changed when nothing is, covers no less with more, and leaves the plan as it is', async () => {
    const bytes = planBytes();
    const [same, more, policy] = await Promise.all([
      rahyar('what-if', at('plan'), '--json'),
      rahyar('what-if', at('plan'), '--seats', `${rahyarId}:+50`, '--rahyar', at('newcomer.json'), '--next-rahyar', '2', '--json'),
      rahyar('what-if', at('plan'), '--policy', at('strict.json'), '--leave', rahyarId, '--json'),
    ]);
    expect([same.code, more.code, policy.code]).toEqual([EXIT.ok, EXIT.ok, EXIT.ok]);
    expect(answerOf(same).after).toEqual(answerOf(same).before);
    expect(answerOf(same).churn.parted).toBe(0);
    expect(dedicated(answerOf(more).after)).toBeGreaterThanOrEqual(dedicated(answerOf(more).before));
    expect(answerOf(more).help?.every(({ gain }) => gain > 0)).toBe(true);
    expect(dedicated(answerOf(policy).after)).toBeLessThan(dedicated(answerOf(policy).before));
    expect(planBytes()).toBe(bytes);
  });

  it('says it in both languages', async () => {
    const words = ['what-if', at('plan'), '--leave', rahyarId, '--next-rahyar', '1'];
    const [fa, en] = await Promise.all([rahyar(...words, '--lang', 'fa'), rahyar(...words)]);
    expect(fa.out).toContain('رهیار بعدی کجا');
    expect(fa.out).not.toMatch(/[0-9]{2}/);
    expect(en.out).toContain('Would change rahyar: ');
  });

  it.each([
    ['an id that no rahyar has', ['--leave', 'canary'], EXIT.invalidInput, 'unknownRahyar'],
    ['somebody who is there already', ['--rahyar', 'existing.json'], EXIT.invalidInput, 'knownAlready'],
    ['a file that is no member of the community', ['--rahyar', 'strict.json'], EXIT.invalidInput, 'value.unknownKey'],
    ['a file that is not there', ['--policy', 'nowhere.json'], EXIT.invalidInput, 'nowhere.json'],
    ['seats that are no number', ['--seats', 's1:many'], EXIT.usage, '--seats'],
  ])('tells of %s', async (_what, words, code, told) => {
    writeFileSync(at('existing.json'), JSON.stringify(areaRahyar));
    const run = await rahyar('what-if', at('plan'), ...words.map((word) => (word.endsWith('.json') ? at(word) : word)));
    expect(run.code).toBe(code);
    expect(run.err).toContain(told);
    expect(run.err).not.toContain('canary');
  });
});
