import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommunity } from './community.ts';
import { createRowReports } from './row-reports.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-community-'));
});
afterAll(() => rm(root, { recursive: true }));

const CANARY = 'CANARY';

async function read(content: string | Uint8Array) {
  const path = join(root, 'community.json');
  await writeFile(path, content);
  const reports = await createRowReports();
  return { path, reports, outcome: await readCommunity(path, { reports }) };
}

const staffRow = (id: string, changes: object = {}): object => ({
  id,
  employer: { kind: 'secretariat' },
  post: { kind: 'onlineRahyar' },
  qualification: { motivation: true, interest: true, skill: true },
  ...changes,
});
const organization = (id: string, en = id): object => ({ id, label: { fa: 'سازمان', en } });

const reportLines = (reports: {
  first: readonly { list?: string; index?: number; issues: readonly { code: string; path: readonly unknown[] }[] }[];
}) => reports.first.map(({ list, index, issues }) => [`${list} ${index}`, ...issues.map(({ code, path }) => [code, ...path].join(' '))]);

describe('readCommunity', () => {
  it('reads staff and organisations, those of the founding text among them', async () => {
    const { outcome, reports } = await read(
      `\uFEFF${JSON.stringify({
        staff: [staffRow('s1'), staffRow('s2')],
        rahyariOrganizations: [{ ...organization('newBank'), fields: ['banking'] }],
        affiliatedOrganizations: [organization('railways'), organization('behzisti', 'Behzisti, renamed')],
      })}`,
    );
    const community = outcome._unsafeUnwrap();
    expect(community.staffRows).toBe(2);
    expect(community.staff.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect([...community.rahyariOrganizations.keys()]).toEqual(expect.arrayContaining(['resalatBank', 'newBank']));
    expect(community.affiliatedOrganizations.get('railways')?.label.en).toBe('railways');
    expect(community.affiliatedOrganizations.get('behzisti')?.label.en).toBe('Behzisti, renamed');
    expect(community.affiliatedOrganizations.has('emdadCommittee')).toBe(true);
    expect(reports.refused.count + reports.warned.count).toBe(0);
  });

  it('reports broken rows by list and position, repeats nothing of them, and reads the rest', async () => {
    const broken = [
      staffRow('ok'),
      staffRow(`${CANARY} 1`),
      staffRow('p', { post: { kind: CANARY } }),
      staffRow('q', { [CANARY]: 1 }),
      CANARY,
      null,
      { ...staffRow('deep'), service: JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) as unknown },
      staffRow('ok'),
    ].map((row) => JSON.stringify(row));
    broken.push('{"id":"twice","id":"twice2"}', `["\\ud800"]`, '"\\ud800"', JSON.stringify(staffRow('last')));
    const { outcome, reports } = await read(
      `{"affiliatedOrganizations":[{"id":"x"}, ${JSON.stringify(organization('fine'))}],"staff":[${broken.join(',')}]}`,
    );
    const community = outcome._unsafeUnwrap();
    expect(community.staff.map(({ id }) => id)).toEqual(['ok', 'last']);
    expect(community.staffRows).toBe(12);
    expect(community.affiliatedOrganizations.has('fine')).toBe(true);
    expect(reportLines(reports.refused)).toEqual([
      ['staff 1', 'value.format id'],
      ['staff 2', 'value.option post kind'],
      ['staff 3', 'value.unknownKey'],
      ['staff 4', 'value.type'],
      ['staff 5', 'value.type'],
      ['staff 6', 'input.tooDeep'],
      ['staff 7', 'input.duplicateId id'],
      expect.arrayContaining(['staff 8', 'text.duplicateKey']),
      expect.arrayContaining(['staff 9', 'text.loneSurrogate']),
      expect.arrayContaining(['staff 10', 'text.loneSurrogate']),
      ['affiliatedOrganizations 0', 'value.required label'],
    ]);
    expect(reports.refused.first[6]?.firstIndex).toBe(0);
    expect(JSON.stringify(reports)).not.toContain(CANARY);
  });

  it('warns of references to what nobody declared', async () => {
    const { outcome, reports } = await read(
      JSON.stringify({
        staff: [
          staffRow('a', { employer: { kind: 'rahyariOrganization', organization: 'gone' } }),
          staffRow('b', { post: { kind: 'assistantSecretary', assists: 'nobody' } }),
          staffRow('c', { post: { kind: 'assistantSecretary', assists: 'a' } }),
          staffRow('d', { post: { kind: 'supportOfficer', organizations: ['resalatBank', 'gone'] } }),
          staffRow('e', { post: { kind: 'organizationRahyar', organizations: ['gone', 'railways'] } }),
          staffRow('f', { post: { kind: 'affairsSecretary', portfolio: { by: 'organization', organizations: ['gone'] } } }),
        ],
        affiliatedOrganizations: [organization('railways')],
      }),
    );
    expect(outcome._unsafeUnwrap().staff).toHaveLength(6);
    expect(reportLines(reports.warned)).toEqual([
      ['staff 0', 'input.unknownReference employer organization'],
      ['staff 1', 'input.unknownReference post assists'],
      ['staff 3', 'input.unknownReference post organizations 1'],
      ['staff 4', 'input.unknownReference post organizations 0'],
      ['staff 5', 'input.unknownReference post portfolio organizations 0'],
    ]);
  });

  it.each([
    ['[]', [['value.type']]],
    ['null', [['value.type']]],
    ['{}', [['value.required', 'staff']]],
    ['{"staff":{}}', [['value.type', 'staff']]],
    ['{"staff":[],"rahyariOrganizations":null}', [['value.type', 'rahyariOrganizations']]],
    [`{"staff":[],"${CANARY}":[]}`, [['value.unknownKey']]],
    ['{"staff":[],"staff":[]}', [['text.duplicateKey']]],
  ])('refuses %s as of the wrong shape', async (content, issues) => {
    const { path, outcome } = await read(content);
    const error = outcome._unsafeUnwrapErr();
    expect(error).toEqual({ kind: 'wrongShape', path, issues: issues.map(([code, ...steps]) => ({ code, path: steps })) });
  });

  it.each([
    ['notJson', `{"staff":[${CANARY}`],
    ['notJson', ''],
    ['notUtf8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['tooLarge', Buffer.alloc(64 * 1024 * 1024 + 1, ' ')],
  ])('is an error of kind %s', async (kind, content) => {
    const { path, outcome } = await read(content);
    expect(outcome._unsafeUnwrapErr()).toEqual({ kind, path });
  });

  it('is an error when there is no such file, or a directory in its place', async () => {
    const reports = await createRowReports();
    const absent = join(root, 'absent.json');
    expect((await readCommunity(absent, { reports }))._unsafeUnwrapErr()).toEqual({ kind: 'notFound', path: absent });
    expect((await readCommunity(root, { reports }))._unsafeUnwrapErr()).toEqual({ kind: 'notAFile', path: root });
  });
});
