import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  AFFILIATED_ORGANIZATIONS,
  DEFAULT_POLICY,
  Directives,
  IsoDate,
  parseWith,
  RAHYAR_KINDS,
  RahyariPolicy,
  Subject,
} from '@rahyar/domain';
import { MOVE_CAUSES, rosterOf, withDirectives } from '@rahyar/engine';
import { expect, it } from 'vitest';
import { TABLE_COLUMNS } from './assignment-table.ts';
import { readCommunity } from './community.ts';
import { flatFieldsOf } from './flat-fields.ts';
import { readMembers } from './members.ts';
import { PLAN_PARTS } from './plan-format.ts';
import { createRowReports } from './row-reports.ts';

const docs = fileURLToPath(new URL('../../../../docs/', import.meta.url));

async function factsIn(name: string) {
  const reports = await createRowReports();
  const known = {
    roster: rosterOf([]),
    affiliatedOrganizations: new Set<string>(AFFILIATED_ORGANIZATIONS.map(({ id }) => id)),
    isDivision: () => true,
  };
  const { facts, rows } = (await readMembers(`${docs}formats/${name}`, { policy: DEFAULT_POLICY, known, reports }))._unsafeUnwrap();
  const { ids, ...columns } = facts.subjects;
  expect(reports.refused).toEqual({ count: 0, first: [] });
  return { rows, facts: { ...facts, subjects: columns }, ids: Array.from({ length: ids.count }, (_, index) => ids.at(index)) };
}

it('the examples of the page are read, and say the same', async () => {
  const ndjson = await factsIn('members.ndjson');
  expect(ndjson.rows).toBe(4);
  expect(await factsIn('members.csv')).toEqual(ndjson);
});

it('the community, the decisions and the policy of the page are read, and nothing is wrong with them', async () => {
  const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(`${docs}formats/${name}`, 'utf8'));
  const reports = await createRowReports();
  const { staff } = (await readCommunity(`${docs}formats/community.json`, { reports }))._unsafeUnwrap();
  expect([reports.refused.count, reports.warned.count]).toEqual([0, 0]);
  const { rahyars, notRahyars } = rosterOf(staff);
  expect(new Set(rahyars.flatMap((rahyar) => rahyar?.kind ?? []))).toEqual(new Set(RAHYAR_KINDS));
  expect(notRahyars.map(({ id }) => id)).toEqual(['s-1']);
  expect(parseWith(RahyariPolicy, await json('policy.json'))._unsafeUnwrap()).toEqual(DEFAULT_POLICY);
  const directives = parseWith(Directives, await json('directives.json'))._unsafeUnwrap();
  const known = { roster: rosterOf(staff), affiliatedOrganizations: new Set<string>(), isDivision: () => true };
  const { facts } = (await readMembers(`${docs}formats/members.ndjson`, { policy: DEFAULT_POLICY, known, reports }))._unsafeUnwrap();
  const undirected = { ...facts, on: IsoDate.parse('2026-11-23'), policy: DEFAULT_POLICY, staff: known.roster.staff, rahyars };
  const { problem, contradictions } = withDirectives(undirected, directives);
  expect([problem.directives.size, contradictions]).toEqual([2, []]);
});

it('the page lists every column, every part of a plan and a cause that there is', async () => {
  const page = await readFile(`${docs}formats.md`, 'utf8');
  expect(page).toContain(`The columns: ${[...flatFieldsOf(Subject).keys()].map((name) => `\`${name}\``).join(', ')}.`);
  for (const name of [...TABLE_COLUMNS, ...Object.values(PLAN_PARTS)]) expect(page).toContain(`\`${name}\``);
  expect(MOVE_CAUSES.some((cause) => page.includes(`"cause":"${cause}"`))).toBe(true);
  for (const example of ['members.ndjson', 'members.csv', 'community.json', 'directives.json', 'policy.json'])
    expect(page).toContain((await readFile(`${docs}formats/${example}`, 'utf8')).trimEnd());
});
