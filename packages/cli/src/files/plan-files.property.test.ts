import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdsOn } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, assign, verify } from '@rahyar/engine';
import { arbitraryProblem, SABOTEURS } from '@rahyar/engine/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftPlan } from './plan-draft.ts';
import { readPlan } from './read-plan.ts';
import { writePlan } from './write-plan.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-plan-'));
});
afterAll(() => rm(root, { recursive: true }));

async function written(problem: AssignmentProblem, plan: AssignmentPlan, name = 'plan'): Promise<string> {
  const directory = join(root, name);
  const draft = (await draftPlan(directory))._unsafeUnwrap();
  (await writePlan(draft, problem, plan))._unsafeUnwrap();
  return directory;
}

/** The facts of a problem, with places, organisations and staff by name: the order in which they were first seen makes no difference. */
function factsOf(problem: AssignmentProblem) {
  const { subjects, places, organizations, relationSets, linkSets, profiles, givenDirectives, ...rest } = problem;
  const { ids, home, work, relationSet, linkSet, profile, ...columns } = subjects;
  const each = <T>(value: (index: number) => T): T[] => Array.from({ length: ids.count }, (_, index) => value(index));
  return {
    ...rest,
    columns,
    ids: each((index) => ids.at(index)),
    home: each((index) => places[home[index] as number]),
    work: each((index) => places[work[index] as number]),
    relations: each((index) =>
      relationSets[relationSet[index] as number]?.map((row) => `${organizations[row.organization]} ${row.relation}`).sort(),
    ),
    // A plan tells the directives of its own day and subjects.
    given: [givenDirectives.pins, givenDirectives.vetoes].map((rows) =>
      [
        ...new Set(
          rows
            .filter((row) => holdsOn(row, problem.on) && ids.indexOf(row.subject) !== -1)
            .map((row) => `${row.subject} ${row.rahyar} ${row.on} ${row.until}`),
        ),
      ].sort(),
    ),
    profiles: each((index) => profiles[profile[index] as number]),
    links: each((index) => linkSets[linkSet[index] as number]),
  };
}

describe('a plan directory', () => {
  it('tells the same problem and plan as was written', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, async (problem) => {
        const plan = assign(problem);
        const read = (await readPlan(await written(problem, plan)))._unsafeUnwrap();
        expect(factsOf(read.problem)).toEqual(factsOf(problem));
        expect(read.plan).toEqual(plan);
        expect(assign(read.problem)).toEqual(plan);
        expect(read.refused).toEqual({ count: 0, first: [] });
        expect(read.warned).toEqual({ count: 0, first: [] });
      }),
    );
  });

  it('has the same bytes for the same plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, async (problem) => {
        const plan = assign(problem);
        const read = (await readPlan(await written(problem, plan)))._unsafeUnwrap();
        const again = await written(read.problem, read.plan, 'again');
        for (const name of await readdir(again)) {
          expect(await readFile(join(again, name), 'utf8')).toBe(await readFile(join(root, 'plan', name), 'utf8'));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells the same whatever the order of its rows', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, fc.infiniteStream(fc.nat()), async (problem, keys) => {
        const directory = await written(problem, assign(problem));
        const shuffled = join(root, 'shuffled');
        await cp(directory, shuffled, { recursive: true });
        for (const name of await readdir(shuffled)) {
          if (!name.endsWith('.ndjson')) continue;
          const rows = (await readFile(join(shuffled, name), 'utf8')).split('\n').map((row) => ({ row, key: keys.next().value as number }));
          await writeFile(
            join(shuffled, name),
            rows
              .sort((a, b) => a.key - b.key)
              .map(({ row }) => row)
              .join('\n'),
          );
        }
        const plan = (await readPlan(directory))._unsafeUnwrap();
        const foreign = (await readPlan(shuffled))._unsafeUnwrap();
        expect(factsOf(foreign.problem)).toEqual(factsOf(plan.problem));
        expect(foreign.plan).toEqual(plan.plan);
        expect(foreign.refused.first.every(({ issues }) => issues.every(({ code }) => code === 'plan.checksum'))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a dishonest plan is found out from its files alone', () => {
  it.each(SABOTEURS.map((saboteur) => [saboteur.rule, saboteur.does, saboteur] as const))(
    '%s: %s',
    async (rule, _, { problem, sabotage }) => {
      const plan = sabotage(problem, assign(problem));
      const read = (await readPlan(await written(problem, plan)))._unsafeUnwrap();
      expect(read.refused.count).toBe(0);
      const broken = verify(read.problem, read.plan).filter(({ count }) => count > 0);
      expect(broken).toEqual(verify(problem, plan).filter(({ count }) => count > 0));
      expect(broken.map((finding) => finding.rule)).toEqual([rule]);
    },
  );
});
