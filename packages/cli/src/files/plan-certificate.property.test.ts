import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssignmentProblem, assign, checkCertificate } from '@rahyar/engine';
import { arbitraryProblem } from '@rahyar/engine/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftPlan } from './plan-draft.ts';
import type { WrittenPlan } from './plan-format.ts';
import { type PlanRead, readPlan } from './read-plan.ts';
import { writePlan } from './write-plan.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-certificate-'));
});
afterAll(() => rm(root, { recursive: true }));

const directory = (): string => join(root, 'plan');

async function write(problem: AssignmentProblem, plan: WrittenPlan): Promise<void> {
  (await writePlan((await draftPlan(directory()))._unsafeUnwrap(), problem, plan))._unsafeUnwrap();
}

const read = async (): Promise<PlanRead> => (await readPlan(directory()))._unsafeUnwrap();

/** Changes the text of the certificate without telling the manifest. */
async function change(how: (text: string) => string): Promise<void> {
  const name = (await readdir(directory())).find((file) => file.startsWith('certificate')) ?? '';
  const path = join(directory(), name);
  await writeFile(path, how(await readFile(path, 'utf8')));
}

const codesOf = ({ refused }: PlanRead): string[] => refused.first.flatMap(({ issues }) => issues.map(({ code }) => code));

describe('the certificate of a plan directory', () => {
  it('proves the plan that is read, as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, async (problem) => {
        const plan = assign(problem);
        await write(problem, plan);
        const { plan: found, problem: facts, refused } = await read();
        expect(refused.count).toBe(0);
        expect(found.certificate).toEqual(plan.certificate);
        expect(found.certificate === undefined ? undefined : checkCertificate(facts, found, found.certificate)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('is found out when one digit has been changed', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, fc.nat(), async (problem, choice) => {
        await write(problem, assign(problem));
        await change((text) => {
          const digits = [...text.matchAll(/(?<=[:[,])\d/g)];
          const at = digits[choice % digits.length]?.index ?? 0;
          return `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
        });
        expect(codesOf(await read())).toContain('plan.checksum');
      }),
      { numRuns: 25 },
    );
  });

  it('may be missing', async () => {
    const [problem] = fc.sample(arbitraryProblem, 1) as [AssignmentProblem];
    const { certificate: _, ...plan } = assign(problem);
    await write(problem, plan);
    const found = await read();
    expect(found.refused.count).toBe(0);
    expect(found.plan).toEqual(plan);
  });

  it.each([
    ['without weights', (rows: string[]) => rows.slice(1), 'value.required'],
    ['with weights twice', (rows: string[]) => [rows[0] ?? '', ...rows], 'input.duplicateId'],
    ['with an unknown rahyar', (rows: string[]) => [...rows, '{"staff":"nobody-we-know","class":"person"}'], 'input.unknownReference'],
    ['with a price that is no whole number', (rows: string[]) => [...rows, '{"staff":"s1","class":"person","price":0.5}'], 'value.option'],
  ] as const)('%s, is reported', async (_, how, code) => {
    const [problem] = fc.sample(arbitraryProblem, 1) as [AssignmentProblem];
    await write(problem, assign(problem));
    await change((text) => how(text.trimEnd().split('\n')).join('\n'));
    expect(codesOf(await read())).toContain(code);
  });
});
