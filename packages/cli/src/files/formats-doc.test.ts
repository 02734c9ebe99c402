import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AFFILIATED_ORGANIZATIONS, DEFAULT_POLICY, Subject } from '@rahyar/domain';
import { MOVE_CAUSES, rosterOf } from '@rahyar/engine';
import { expect, it } from 'vitest';
import { TABLE_COLUMNS } from './assignment-table.ts';
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

it('the page lists every column, every part of a plan and a cause that there is', async () => {
  const page = await readFile(`${docs}formats.md`, 'utf8');
  expect(page).toContain(`The columns: ${[...flatFieldsOf(Subject).keys()].map((name) => `\`${name}\``).join(', ')}.`);
  for (const name of [...TABLE_COLUMNS, ...Object.values(PLAN_PARTS)]) expect(page).toContain(`\`${name}\``);
  expect(MOVE_CAUSES.some((cause) => page.includes(`"cause":"${cause}"`))).toBe(true);
  for (const example of ['members.ndjson', 'members.csv'])
    expect(page).toContain((await readFile(`${docs}formats/${example}`, 'utf8')).trimEnd());
});
