import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssignmentProblem, assign, primaryOf, type RuleId, verify } from '@rahyar/engine';
import { areaPost, memberWith, onlinePost, prospectWith, regionalSecretaryPost, staffWith, worldOf } from '@rahyar/engine/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { draftPlan } from './plan-draft.ts';
import { partOf } from './plan-format.ts';
import { type PlanRead, readPlan } from './read-plan.ts';
import { createRowReports } from './row-reports.ts';
import { writePlan } from './write-plan.ts';

let root: string;
let directory: string;
let runs = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-plan-'));
});
beforeEach(() => {
  directory = join(root, String(runs++), 'plan');
});
afterAll(() => rm(root, { recursive: true }));

/** A member with a home, another without a tie, and a prospect elsewhere: one is accompanied by an area rahyar, two are gaps. */
const world = worldOf(
  [
    staffWith('area', areaPost('01')),
    staffWith('colleague', areaPost('01')),
    staffWith('online', onlinePost),
    staffWith('sec', regionalSecretaryPost('02')),
  ],
  [
    { subject: memberWith('p1', { home: '0101', work: '0102' }), previousRahyar: 'area' },
    memberWith('p2', { socialLinks: ['area'] }),
    prospectWith('p3', { home: '0201', relations: [{ organization: 'behzisti', relation: 'employee' }] }),
  ],
);

async function write(problem: AssignmentProblem = world): Promise<void> {
  const draft = (await draftPlan(directory))._unsafeUnwrap();
  (await writePlan(draft, problem, assign(problem)))._unsafeUnwrap();
}

const read = async (): Promise<PlanRead> => (await readPlan(directory))._unsafeUnwrap();
/** The file that is a part of the plan, whatever its content makes of its name. */
const pathOf = async (part: string): Promise<string> =>
  join(directory, (await readdir(directory)).find((name) => partOf(name) === part) ?? part);
const textOf = async (part: string): Promise<string> => readFile(await pathOf(part), 'utf8');
const rowsOf = async (name: string): Promise<Record<string, unknown>[]> =>
  (await textOf(name))
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row) as Record<string, unknown>);

/** Writes rows as another writer would, with an honest manifest. */
async function rewrite(name: string, rows: readonly (object | string)[]): Promise<void> {
  const text = rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');
  await writeFile(await pathOf(name), text);
  const manifest = JSON.parse(await textOf('manifest.json')) as { files: { name: string; rows: number; sha256: string }[] };
  const files = manifest.files.map((file) =>
    partOf(file.name) === name ? { name: file.name, rows: rows.length, sha256: createHash('sha256').update(text).digest('hex') } : file,
  );
  await writeFile(join(directory, 'manifest.json'), JSON.stringify({ ...manifest, files }));
}

const reports = (tally: PlanRead['refused']): unknown[] =>
  tally.first.map(({ file, line, issues }) => [
    line === undefined ? file : `${file}:${line}`,
    ...issues.map(({ code, path }) => [code, ...path].join(' ')),
  ]);

const brokenRules = ({ problem, plan }: PlanRead): RuleId[] =>
  verify(problem, plan)
    .filter(({ count }) => count > 0)
    .map(({ rule }) => rule);

describe('the files of a plan', () => {
  it('hold decision facts and names, and say what they are', async () => {
    await write();
    expect(await rowsOf('subjects.ndjson')).toEqual([
      { id: 'p1', kind: 'member', activeOn: '2026-11-23', home: '0101', work: '0102', previousRahyar: 'area' },
      { id: 'p2', kind: 'member', activeOn: '2026-11-23', socialLinks: ['area'] },
      { id: 'p3', kind: 'prospect', home: '0201', relations: [{ organization: 'behzisti', relation: 'employee' }] },
    ]);
    expect(await rowsOf('assignments.ndjson')).toEqual([
      {
        id: 'p1',
        tier: 'activeMember',
        primary: { staff: 'area', basis: 'residence' },
        also: [
          { staff: 'colleague', basis: 'work' },
          { staff: 'online', basis: 'online' },
        ],
      },
      { id: 'p2', tier: 'activeMember', primary: { staff: 'online', basis: 'online' }, gap: { cause: 'noneInCoverage' } },
      { id: 'p3', tier: 'nonApplicant', primary: { staff: 'online', basis: 'online' }, gap: { cause: 'noneInCoverage', tell: 'sec' } },
    ]);
    expect(await rowsOf('worklists.ndjson')).toEqual([
      { staff: 'area', from: 0, subjects: ['p1'] },
      { staff: 'online', from: 0, subjects: ['p2', 'p3'] },
    ]);
    expect(JSON.parse(await textOf('manifest.json'))).toMatchObject({
      format: 'rahyar-plan',
      version: 1,
      on: '2026-11-23',
      policy: { version: world.policy.version },
      counts: { subjects: 3, staff: 4, rahyars: 3, gaps: 2 },
      files: [
        { name: expect.stringMatching(/^subjects-[0-9a-f]{16}\.ndjson$/), rows: 3 },
        { name: expect.stringMatching(/^staff-/), rows: 4 },
        { name: expect.stringMatching(/^assignments-/), rows: 3 },
        { name: expect.stringMatching(/^worklists-/), rows: 2 },
        { name: expect.stringMatching(/^certificate-/), rows: 1 },
      ],
    });
  });

  it('hold a long worklist on several rows', async () => {
    const many = worldOf(
      [staffWith('online', onlinePost)],
      Array.from({ length: 12_000 }, (_, index) => prospectWith(`p${index}`)),
    );
    await write(many);
    expect((await rowsOf('worklists.ndjson')).map(({ from }) => from)).toEqual([0, 5_000, 10_000]);
    const whole = await read();
    expect(whole.plan).toEqual(assign(many));
    expect(whole.refused.count).toBe(0);
  });

  it('list whatever else lies in the draft', async () => {
    const draft = (await draftPlan(directory))._unsafeUnwrap();
    const rows = await createRowReports(draft.path);
    rows.refuse({ file: 'members', line: 7, issues: [{ path: [], code: 'input.notJson' }], issueCount: 1 });
    await rows.close();
    const manifest = (await writePlan(draft, world, assign(world)))._unsafeUnwrap();
    expect(manifest.files.slice(-2)).toEqual([
      {
        name: 'rejected.ndjson',
        rows: 1,
        sha256: createHash('sha256')
          .update(await textOf('rejected.ndjson'))
          .digest('hex'),
      },
      { name: 'warnings.ndjson', rows: 0, sha256: createHash('sha256').digest('hex') },
    ]);
    expect((await read()).refused.count).toBe(0);
  });
});

describe('a plan that somebody has changed', () => {
  it('is reported by its checksum', async () => {
    await write();
    await writeFile(await pathOf('worklists.ndjson'), (await textOf('worklists.ndjson')).replace('"p1"', '"p1" '));
    expect(reports((await read()).refused)).toEqual([['worklists.ndjson', 'plan.checksum']]);
  });

  it('is reported when a row is missing, and the rules miss its subject', async () => {
    await write();
    const [first = {}, , third = {}] = await rowsOf('assignments.ndjson');
    await writeFile(await pathOf('assignments.ndjson'), `${JSON.stringify(first)}\n${JSON.stringify(third)}\n`);
    const plan = await read();
    expect(reports(plan.refused)).toEqual([
      ['assignments.ndjson', 'plan.checksum'],
      ['assignments.ndjson', 'plan.count'],
      ['manifest.json', 'plan.count counts gaps'],
    ]);
    expect(brokenRules(plan)).toEqual(expect.arrayContaining(['R4', 'R7', 'R8', 'R18']));
  });

  it('is reported when the manifest lists no checksum for a file', async () => {
    await write();
    const manifest = JSON.parse(await textOf('manifest.json')) as { files: object[] };
    await rename(await pathOf('subjects.ndjson'), join(directory, 'subjects.ndjson'));
    await writeFile(join(directory, 'manifest.json'), JSON.stringify({ ...manifest, files: manifest.files.slice(1) }));
    expect(reports((await read()).refused)).toEqual([['manifest.json', 'value.required files']]);
  });
});

describe('a foreign plan', () => {
  beforeEach(() => write());

  it('may name two primaries in one row, for R4 to report', async () => {
    const [first, ...rest] = await rowsOf('assignments.ndjson');
    const primary = [
      { staff: 'area', basis: 'residence' },
      { staff: 'online', basis: 'online' },
    ];
    await rewrite('assignments.ndjson', [{ ...first, primary, also: [{ staff: 'colleague', basis: 'work' }] }, ...rest]);
    const plan = await read();
    expect(reports(plan.refused)).toEqual([]);
    expect(brokenRules(plan)).toEqual(['R4']);
  });

  it('is reported, with file and line, where it says what no plan can', async () => {
    const [first, second, third] = await rowsOf('assignments.ndjson');
    await rewrite('assignments.ndjson', [
      {
        ...first,
        also: [
          { staff: 'colleague', basis: 'residence' },
          { staff: 'CANARY', basis: 'work' },
        ],
      },
      { ...second, gap: { cause: 'noneInCoverage', tell: 'CANARY' } },
      { ...third, id: 'CANARY' },
      { ...first },
      { ...third, tier: 'CANARY' },
      'CANARY',
    ]);
    await rewrite('worklists.ndjson', [
      { staff: 'online', from: 1, subjects: ['p3'] },
      { staff: 'CANARY', subjects: ['p1'] },
      { staff: 'online', subjects: ['CANARY'] },
      { staff: 'area', from: 3, subjects: ['p1'] },
    ]);
    const plan = await read();
    expect(reports(plan.refused)).toEqual([
      ['assignments.ndjson:1', 'plan.basisTwice also 0 basis', 'input.unknownReference also 1 staff'],
      ['assignments.ndjson:2', 'input.unknownReference gap tell'],
      ['assignments.ndjson:3', 'input.unknownReference id'],
      ['assignments.ndjson:4', 'input.duplicateId id'],
      ['assignments.ndjson:5', 'value.option tier'],
      ['assignments.ndjson:6', 'input.notJson'],
      ['worklists.ndjson:2', 'input.unknownReference staff'],
      ['worklists.ndjson:3', 'input.unknownReference subjects 0'],
      ['worklists.ndjson:4', 'plan.brokenOrder'],
      ['manifest.json', 'plan.count counts gaps'],
    ]);
    expect(JSON.stringify([plan.refused, plan.warned])).not.toContain('CANARY');
    expect(primaryOf(plan.plan, 0)).toBe(0);
  });

  it('may have fields of its own, which are ignored and counted', async () => {
    const [first, ...rest] = await rowsOf('assignments.ndjson');
    await rewrite('assignments.ndjson', [
      { ...first, CANARY: { deep: 1 }, primary: { staff: 'area', basis: 'residence', since: 'CANARY' } },
      ...rest,
    ]);
    const plan = await read();
    expect(plan.plan).toEqual(assign(world));
    expect(plan.refused.count).toBe(0);
    expect(plan.warned.first).toEqual([
      { file: 'assignments.ndjson', line: 1, issues: [{ path: [], code: 'plan.ignoredField' }], issueCount: 3 },
    ]);
  });

  it('keeps the first of two subjects or members of staff with one id', async () => {
    const subjects = await rowsOf('subjects.ndjson');
    await rewrite('subjects.ndjson', [...subjects, { id: 'p1', kind: 'prospect' }]);
    const staff = await rowsOf('staff.ndjson');
    await rewrite('staff.ndjson', [...staff, { ...staff[0], employer: { kind: 'rahyariOrganization', organization: 'part' } }]);
    const plan = await read();
    expect(reports(plan.refused)).toEqual([
      ['staff.ndjson:5', 'input.duplicateId id'],
      ['subjects.ndjson:4', 'input.duplicateId id'],
    ]);
    expect(plan.refused.first[1]?.firstLine).toBe(1);
    expect(plan.plan).toEqual(assign(world));
    expect(brokenRules(plan)).toEqual([]);
  });

  it('may remember somebody who has left the community, which is a warning', async () => {
    const subjects = await rowsOf('subjects.ndjson');
    await rewrite('subjects.ndjson', [...subjects.slice(0, 2), { ...subjects[2], previousRahyar: 'gone', socialLinks: ['area', 'gone'] }]);
    const plan = await read();
    expect(plan.refused.count).toBe(0);
    expect(reports(plan.warned)).toEqual([
      ['subjects.ndjson:3', 'input.unknownReference socialLinks 1', 'input.unknownReference previousRahyar'],
    ]);
  });
});

describe('readPlan', () => {
  it('is an error for what is no plan', async () => {
    await mkdir(directory, { recursive: true });
    expect((await readPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'notAPlan', path: directory });
    await writeFile(join(directory, 'manifest.json'), '{"format":"other"}');
    expect((await readPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'notAPlan', path: directory });
    const path = join(directory, 'manifest.json');
    await writeFile(path, '{"format":"rahyar-plan","version":2}');
    expect((await readPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'unknownVersion', path });
    await writeFile(path, '{');
    expect((await readPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'notJson', path });
    const absent = join(root, 'absent');
    expect((await readPlan(absent))._unsafeUnwrapErr()).toEqual({ kind: 'notFound', path: join(absent, 'manifest.json') });
  });

  it('is an error for a manifest of the wrong shape, a path in the name of a file included', async () => {
    await write();
    const manifest = JSON.parse(await textOf('manifest.json')) as { files: object[] };
    const files = [{ ...manifest.files[0], name: '../subjects.ndjson' }];
    await writeFile(join(directory, 'manifest.json'), JSON.stringify({ ...manifest, on: '2026-02-30', files }));
    const path = join(directory, 'manifest.json');
    expect((await readPlan(directory))._unsafeUnwrapErr()).toEqual({
      kind: 'wrongShape',
      path,
      issues: [
        { path: ['on'], code: 'date.notInCalendar' },
        { path: ['files', 0, 'name'], code: 'value.format' },
      ],
    });
  });

  it('is an error when a file is missing', async () => {
    await write();
    const path = await pathOf('staff.ndjson');
    await rm(path);
    expect((await readPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'notFound', path });
  });
});

describe('a draft', () => {
  const neighbours = async (): Promise<string[]> => (await readdir(join(directory, '..'))).sort();

  it('stands in for an older plan whole, and leaves nothing behind', async () => {
    await write(worldOf([], []));
    const draft = (await draftPlan(directory))._unsafeUnwrap();
    await createRowReports(draft.path).then((rows) => rows.close());
    expect((await read()).manifest.counts.subjects).toBe(0);
    (await writePlan(draft, world, assign(world)))._unsafeUnwrap();
    expect((await read()).manifest.counts.subjects).toBe(3);
    await write();
    expect(await readdir(directory)).not.toContain('rejected.ndjson');
    expect(await neighbours()).toEqual(['plan']);
  });

  it('is seen whole by whoever reads while another takes its place, the old plan or the new one', async () => {
    await write();
    const empty = worldOf([], []);
    const writer = { isDone: false };
    const writing = (async () => {
      for (let round = 0; round < 30; round++) await write(round % 2 === 0 ? empty : world);
      writer.isDone = true;
    })();
    while (!writer.isDone) {
      const { manifest, refused, problem } = await read();
      expect(refused.count).toBe(0);
      expect(problem.subjects.ids.count).toBe(manifest.counts.subjects);
      expect([0, 3]).toContain(manifest.counts.subjects);
    }
    await writing;
    expect((await readdir(directory)).length).toBe(6);
  });

  it('leaves the old plan when it is discarded', async () => {
    await write();
    const draft = (await draftPlan(directory))._unsafeUnwrap();
    await draft.discard();
    expect((await read()).refused.count).toBe(0);
    expect(await neighbours()).toEqual(['plan']);
  });

  it('may stand in an empty directory, and behind a link', async () => {
    await mkdir(directory, { recursive: true });
    await write();
    const link = join(directory, '..', 'link');
    await symlink(directory, link);
    const draft = (await draftPlan(link))._unsafeUnwrap();
    (await writePlan(draft, world, assign(world)))._unsafeUnwrap();
    expect((await read()).refused.count).toBe(0);
    expect(await neighbours()).toEqual(['link', 'plan']);
  });

  it.each([
    ['a directory of something else', 'notes.txt', 'mine'],
    ['a directory with another manifest', 'manifest.json', '{"format":"other","files":[]}'],
    ['a directory with a broken manifest', 'manifest.json', '{'],
  ])('is refused for %s', async (_, name, content) => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, name), content);
    expect((await draftPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'wouldOverwrite', path: directory });
    expect(await textOf(name)).toBe(content);
  });

  it('is refused for a plan with something else in it, and for a file', async () => {
    await write();
    await writeFile(join(directory, 'notes.txt'), 'mine');
    expect((await draftPlan(directory))._unsafeUnwrapErr()).toEqual({ kind: 'wouldOverwrite', path: directory });
    const file = join(directory, 'notes.txt');
    expect((await draftPlan(file))._unsafeUnwrapErr()).toEqual({ kind: 'notAFile', path: file });
  });

  it('overwrites nothing that came into its place meanwhile', async () => {
    const draft = (await draftPlan(directory))._unsafeUnwrap();
    await mkdir(directory);
    await writeFile(join(directory, 'notes.txt'), 'mine');
    expect((await writePlan(draft, world, assign(world)))._unsafeUnwrapErr()).toEqual({ kind: 'wouldOverwrite', path: directory });
    expect(await textOf('notes.txt')).toBe('mine');
    expect(await neighbours()).toEqual(['plan']);
  });

  it('is an error, and keeps the old plan, when the draft is lost', async () => {
    await write();
    const draft = (await draftPlan(directory))._unsafeUnwrap();
    await rename(draft.path, `${draft.path}-moved`);
    expect((await draft.publish({ files: [] }))._unsafeUnwrapErr().kind).toBe('notFound');
    expect((await read()).refused.count).toBe(0);
  });
});
