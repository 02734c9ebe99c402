import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishPlan, withDraft } from '../commands/finish-plan.ts';
import { plan } from '../commands/plan.ts';
import { type PlanOptions, readPlanInputs } from '../commands/plan-inputs.ts';
import { createRowReports } from '../files/row-reports.ts';
import { generatePopulation } from '../population/population.ts';
import { toCommunityJson, toMembersNdjson } from '../population/population-files.ts';
import { createTerminal } from '../terminal.ts';
import { conclude } from './conclude.ts';
import { inputParts } from './submitted.ts';
import { planInMemory } from './testing/plan-in-memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'rahyar-shards-'));
const at = (name: string): string => join(folder, name);
const on = IsoDate.parse('2026-11-24');
const terminal = { ...createTerminal({ json: false, quiet: true, language: 'en' }), complain: () => undefined };
let rows: readonly string[] = [];
let yesterday: readonly Assigned[] = [];

beforeAll(async () => {
  const { problem } = generatePopulation({ people: 500, seed: 7, on, policy: DEFAULT_POLICY });
  rows = [...toMembersNdjson(problem)].map((row) => row.trimEnd());
  writeFileSync(at('members.ndjson'), rows.join('\n'));
  // Links and relations to those who are left out are references to nobody.
  writeFileSync(at('community.json'), toCommunityJson(problem.staff.filter((_, index) => index % 12 === 0)));
  await plan(optionsFor('yesterday'), terminal);
  const assigned = readdirSync(at('yesterday')).find((name) => name.startsWith('assignments-')) as string;
  yesterday = readFileSync(join(at('yesterday'), assigned), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as Assigned);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a plan made in shards', () => {
  it('is to the byte the plan of one process, in whatever order the rows stand and the shards are done', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        fc.boolean(),
        fc.integer(),
        async (shards, picks, hasPrevious, isSorted, seed) => {
          round++;
          writeFileSync(at('members.ndjson'), membersText(picks, isSorted, seed));
          writeFileSync(at('directives.json'), directivesText(picks));
          const more = { directives: at('directives.json'), ...(hasPrevious ? { previous: at('yesterday') } : {}) };
          await plan(optionsFor(`whole-${round}`, more), terminal);
          await planSharded(optionsFor(`sharded-${round}`, more), shards, seed);
          expect(filesOf(`sharded-${round}`)).toEqual(filesOf(`whole-${round}`));
        },
      ),
      { numRuns: 6, endOnFailure: true, examples: [[5, Array.from({ length: 20 }, (_, index) => index * 61), true, true, 3]] },
    );
  }, 300_000);
});

function optionsFor(out: string, more: Partial<PlanOptions> = {}): PlanOptions {
  return { members: at('members.ndjson'), community: at('community.json'), on, out: at(out), strict: false, ...more };
}

/** Shards that are done in an order of their own: what a stage makes must not depend on it. */
async function planSharded(options: PlanOptions, shards: number, seed: number): Promise<void> {
  await withDraft(options.out, terminal, async (draft) => {
    const reports = await createRowReports(draft.path);
    const inputs = (await readPlanInputs(options, reports))._unsafeUnwrap();
    const { world, source } = await planInMemory(inputParts(options, inputs, shards), (order) =>
      order.toSorted((a, b) => scattered(a, seed) - scattered(b, seed)),
    );
    return finishPlan(options, draft, await conclude(world, source, reports), terminal);
  });
}

/** Rows as a host may hand them over: repeated ids, rows that cannot be read, references to nobody, blank lines. */
function membersText(picks: readonly number[], isSorted: boolean, seed: number): string {
  const rowAt = (pick: number): string => rows[pick % rows.length] as string;
  const odd = picks.flatMap((pick, index) => {
    if (index < 5) return [rowAt(pick)];
    if (index < 8) return [rowAt(pick).replace(/}$/, ',"home":"9999"}'), '   '];
    if (index < 11) return [`{"subject":"applicant","kind":"natural","id":"z${pick}","home":"3102","socialLinks":["nobody"]}`];
    return index < 14 ? ['{"id":', rowAt(pick).slice(0, 40)] : [];
  });
  const all = [...rows, ...odd];
  return isSorted
    ? all.join('\n')
    : all
        .toSorted((a, b) => scattered(a.length * 31 + a.charCodeAt(40), seed) - scattered(b.length * 31 + b.charCodeAt(40), seed))
        .join('\r\n');
}

/** Decisions about the rahyars of yesterday's plan, so that most can be kept; some are not: two pins of one, and pins and vetoes at odds. */
function directivesText(picks: readonly number[]): string {
  const decided = picks.slice(8).map((pick, index) => {
    const { id, primary } = yesterday[pick % yesterday.length] as Assigned;
    const rahyar = index % 4 === 0 ? yesterday[index]?.primary.staff : primary.staff;
    return { subject: id, rahyar, by: primary.staff, on: '2026-11-01', reason: 'decided' };
  });
  return JSON.stringify({ version: 1, pins: decided.slice(0, 6), vetoes: decided.slice(6) });
}

type Assigned = { readonly id: string; readonly primary: { readonly staff: string } };

const scattered = (value: number, seed: number): number => Math.imul(value + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b);

/** Name and bytes of every file of a plan. */
const filesOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(at(name))
      .sort()
      .map((file) => [file, readFileSync(join(at(name), file), 'utf8')]),
  );
