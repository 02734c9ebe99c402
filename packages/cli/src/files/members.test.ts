import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY, StaffMember } from '@rahyar/domain';
import { rosterOf } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KnownReferences, type ReadProgress, readMembers } from './members.ts';
import { createRowReports, type RowReports } from './row-reports.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-members-'));
});
afterAll(() => rm(root, { recursive: true }));

/** Stands wherever a row says something about a person; no report may repeat it. */
const CANARY = 'CANARY';

const roster = rosterOf([
  StaffMember.parse({
    id: 's1',
    employer: { kind: 'secretariat' },
    post: { kind: 'onlineRahyar' },
    qualification: { motivation: true, interest: true, skill: true },
  }),
]);
const known: KnownReferences = {
  roster,
  affiliatedOrganizations: new Set(['behzisti']),
  isDivision: (code) => findDivision(code) !== undefined,
};

let runs = 0;
async function read(content: string | Uint8Array): Promise<{
  read: Awaited<ReturnType<typeof readMembers>>;
  reports: RowReports;
  progress: ReadProgress[];
  files: { rejected: string; warnings: string };
}> {
  const directory = join(root, String(runs++));
  await mkdir(directory);
  await writeFile(join(directory, 'members.ndjson'), content);
  const reports = await createRowReports(directory);
  const progress: ReadProgress[] = [];
  const outcome = await readMembers(join(directory, 'members.ndjson'), {
    policy: DEFAULT_POLICY,
    known,
    reports,
    onProgress: (step) => progress.push(step),
  });
  await reports.close();
  const files = {
    rejected: await readFile(join(directory, 'rejected.ndjson'), 'utf8'),
    warnings: await readFile(join(directory, 'warnings.ndjson'), 'utf8'),
  };
  return { read: outcome, reports, progress, files };
}

const idsOf = (read: Awaited<ReturnType<typeof readMembers>>): string[] => {
  const { ids } = read._unsafeUnwrap().facts.subjects;
  return Array.from({ length: ids.count }, (_, index) => ids.at(index));
};

const prospect = (id: string, more = ''): string => `{"id":"${id}","subject":"prospect"${more}}`;

/** A row of each kind of fault, and the codes that it must be reported with. */
const BROKEN: readonly (readonly [fault: string, row: string | Uint8Array, codes: readonly string[]])[] = [
  ['not JSON', `${CANARY}, not JSON`, ['input.notJson']],
  ['cut off', `{"id":"${CANARY}","subject":"pros`, ['input.notJson']],
  ['a bare value', `"${CANARY}"`, ['value.type']],
  ['an empty object', '{}', ['value.option subject']],
  ['a number as id', '{"id":7,"subject":"prospect"}', ['value.type id']],
  ['an id of the wrong form', `{"id":"${CANARY} 0012345678","subject":"prospect"}`, ['value.format id']],
  ['no id', '{"subject":"prospect"}', ['value.required id']],
  ['the wrong type', prospect('wrongType', `,"doNotContact":"${CANARY}"`), ['value.type doNotContact']],
  ['an unknown field', prospect('unknownKey', `,"${CANARY}":1`), ['value.unknownKey']],
  ['a day that does not exist', prospect('badDate', ',"lastContactOn":"2026-02-30"'), ['date.notInCalendar lastContactOn']],
  ['a Jalali day', prospect('jalali', ',"lastContactOn":"1405-09-02"'), ['date.notInCalendar lastContactOn']],
  ['a division code of five digits', prospect('badPlace', ',"home":"01012"'), ['identifier.length home']],
  ['a division code with letters', prospect('lettersPlace', `,"work":"${CANARY.slice(0, 4)}"`), ['identifier.characters work']],
  ['an unknown kind of subject', `{"id":"k","subject":"${CANARY}"}`, ['value.option subject']],
  ['nesting of 1,000', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, ['input.tooDeep']],
  ['a huge string', prospect('huge', `,"home":"${CANARY.repeat(2_000)}"`), ['input.tooLarge']],
  ['a line of more than a megabyte', prospect('long', ' '.repeat(1024 * 1024)), ['input.tooLarge']],
  ['a repeated field', prospect('twice', ',"id":"other"'), ['text.duplicateKey']],
  ['half of a character', `{"id":"half","subject":"socialEntrepreneurshipCore","coreId":"\\ud83d"}`, ['text.loneSurrogate']],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), ['text.notUtf8']],
  ['a repeated id', prospect('good1'), ['input.duplicateId id']],
  ['a date in a field of lists', prospect('list', `,"socialLinks":["s1",["${CANARY}"]]`), ['value.type socialLinks.1']],
];

/** One good row before each broken one, and one behind all. */
const file = Buffer.concat([
  ...BROKEN.flatMap(([, row], index) => [Buffer.from(`${prospect(`good${index}`)}\n`), Buffer.from(row), Buffer.from('\n')]),
  Buffer.from(prospect('last')),
]);

describe('a file with every kind of broken row', () => {
  it.each(BROKEN.map(([fault, , codes], index) => [fault, codes, index] as const))('reports %s by its line', async (_, codes, index) => {
    const { reports } = await read(file);
    const report = reports.refused.first[index];
    expect(report?.line).toBe(2 * index + 2);
    expect(report?.issues.map(({ code, path }) => [code, path.join('.')].join(' ').trim())).toEqual(codes);
  });

  it('reads all the rest, and counts truly', async () => {
    const { read: outcome, reports } = await read(file);
    expect(outcome._unsafeUnwrap()).toMatchObject({ rows: 2 * BROKEN.length + 1, accepted: BROKEN.length + 1 });
    expect(reports.refused.count).toBe(BROKEN.length);
    expect(idsOf(outcome)).toEqual([...BROKEN.map((_, index) => `good${index}`), 'last'].sort());
  });

  it('repeats nothing of the rows, in memory or in the file', async () => {
    const { reports, files } = await read(file);
    expect(file.toString()).toContain(CANARY);
    expect(JSON.stringify(reports)).not.toContain(CANARY);
    expect(files.rejected).not.toContain(CANARY);
  });

  it('writes every report to the file', async () => {
    const { reports, files } = await read(file);
    expect(
      files.rejected
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(reports.refused.first);
  });
});

describe('readMembers', () => {
  it('says where a repeated id came first, the good row counting and not the broken one', async () => {
    const { reports } = await read([prospect('a', ',"home":"1"'), prospect('a'), '', prospect('a')].join('\n'));
    expect(reports.refused.first.map(({ line, firstLine }) => [line, firstLine])).toEqual([
      [1, undefined],
      [4, 2],
    ]);
  });

  it('takes Persian and Arabic digits in a code', async () => {
    const { reports, read: outcome } = await read(
      [prospect('a', ',"home":"۰۱۰۱"'), prospect('b', ',"home":"٠١٠١"'), prospect('c', ',"home":"0101"')].join('\n'),
    );
    expect(reports.refused.count).toBe(0);
    expect(outcome._unsafeUnwrap().facts.places).toEqual(['0101']);
  });

  it('warns of what a row refers to and nobody knows, and lets the row go on', async () => {
    const {
      read: outcome,
      reports,
      files,
    } = await read(
      [
        prospect('a', ',"socialLinks":["s1","s9"],"home":"9999","work":"0101"'),
        prospect('b', ',"relations":[{"organization":"behzisti","relation":"employee"},{"organization":"nobody","relation":"other"}]'),
        '{"id":"c","subject":"organizationBody","organization":"nobody"}',
        prospect('d'),
      ].join('\n'),
    );
    expect(outcome._unsafeUnwrap()).toMatchObject({ rows: 4, accepted: 4 });
    expect(reports.warned.first.map(({ line, issues }) => [line, ...issues.map(({ code, path }) => `${code} ${path.join('.')}`)])).toEqual([
      [1, 'input.unknownReference home', 'input.unknownReference socialLinks.1'],
      [2, 'input.unknownReference relations.1.organization'],
      [3, 'input.unknownReference organization'],
    ]);
    expect(files.warnings.trimEnd().split('\n')).toHaveLength(3);
    expect(files.rejected).toBe('');
  });

  it('keeps the first thousand reports, counts all, and writes all', async () => {
    const { reports, files } = await read('{}\n'.repeat(1_500));
    expect(reports.refused).toMatchObject({ count: 1_500 });
    expect(reports.refused.first).toHaveLength(1_000);
    expect(files.rejected.trimEnd().split('\n')).toHaveLength(1_500);
  });

  it('tells how far it is', async () => {
    const content = `${prospect('a')}\n\n${prospect('b')}\n`;
    const { progress } = await read(content);
    expect(progress.at(-1)).toEqual({ bytesRead: content.length, bytesTotal: content.length, rows: 2 });
  });

  it('refuses a file with more places than a plan can hold', async () => {
    const path = join(root, 'places.ndjson');
    const reports = await createRowReports();
    const inPlaces = (count: number): Promise<void> =>
      writeFile(
        path,
        Array.from({ length: count }, (_, index) => `${prospect(`p${index}`, `,"home":"${String(index).padStart(10, '0')}"`)}\n`).join(''),
      );
    await inPlaces(65_535);
    expect((await readMembers(path, { policy: DEFAULT_POLICY, known, reports })).isOk()).toBe(true);
    await inPlaces(65_536);
    const refused = await readMembers(path, { policy: DEFAULT_POLICY, known, reports });
    expect(refused._unsafeUnwrapErr()).toEqual({ kind: 'tooManyPlaces', path });
  });

  it('is an error when there is no such file, or a directory in its place', async () => {
    const reports = await createRowReports();
    const absent = join(root, 'absent');
    expect((await readMembers(absent, { policy: DEFAULT_POLICY, known, reports }))._unsafeUnwrapErr()).toEqual({
      kind: 'notFound',
      path: absent,
    });
    expect((await readMembers(root, { policy: DEFAULT_POLICY, known, reports }))._unsafeUnwrapErr()).toEqual({
      kind: 'notAFile',
      path: root,
    });
  });
});
