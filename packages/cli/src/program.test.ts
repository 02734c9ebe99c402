import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from './exit-code.ts';
import { generatePopulation } from './population/population.ts';
import { toCommunityJson, toMembersNdjson } from './population/population-files.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rahyar-cli-'));
const at = (name: string): string => join(folder, name);

type Run = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command as a person would, in a process of its own. */
const rahyar = (...words: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@rahyar/source', main, ...words], { maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

const lastLine = (text: string): unknown => JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');

const BROKEN_ROW = '{"subject":"member","kind":"natural","id":"canary-0084575948","secret":1}';

beforeAll(() => {
  const { problem } = generatePopulation({ people: 2_000, seed: 7, on: IsoDate.parse('2026-11-24'), policy: DEFAULT_POLICY });
  const rows = [...toMembersNdjson(problem)].map((row) => row.trimEnd());
  writeFileSync(at('members.ndjson'), `${[...rows.slice(0, 10), BROKEN_ROW, ...rows.slice(10)].join('\n')}\n`);
  writeFileSync(at('reversed.ndjson'), `${rows.toReversed().join('\n')}\n`);
  writeFileSync(at('good.ndjson'), `${rows.join('\n')}\n`);
  writeFileSync(at('community.json'), toCommunityJson(problem.staff));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The file that is a part of a plan: its checksum is in its name. */
const partAt = (name: string, part: string): string =>
  at(join(name, readdirSync(at(name)).find((file) => file.startsWith(`${part}-`)) ?? part));

const plan = (...more: string[]): Promise<Run> =>
  rahyar(
    'plan',
    '--members',
    at('members.ndjson'),
    '--community',
    at('community.json'),
    '--on',
    '۱۴۰۵-۰۹-۰۳',
    '--out',
    at('plan'),
    ...more,
  );

describe('rahyar plan, verify and find', () => {
  it('plans from files, tells the refused row by line and reason, and shows nothing of it', async () => {
    const run = await plan('--json');
    expect(run.code).toBe(EXIT.ok);
    expect(run.err).toContain('members line 11');
    expect(run.err).toContain('value.unknownKey');
    expect(run.out + run.err).not.toContain('canary');
    expect(lastLine(run.out)).toMatchObject({ event: 'result', on: '2026-11-24', refusedRows: 1, violations: 0 });
    expect(readFileSync(at('plan/rejected.ndjson'), 'utf8')).not.toContain('canary');
  });

  it('ends with 3 on refused rows when asked to be strict, and replaces its own plan', async () => {
    expect((await plan('--strict', '--quiet')).code).toBe(EXIT.invalidInput);
  });

  it('writes the same bytes whatever the order of the rows and the number of threads', async () => {
    const manifests: string[] = [];
    for (const [members, threads] of [
      ['good', '1'],
      ['reversed', '3'],
    ] as const) {
      const words = ['plan', '--members', at(`${members}.ndjson`), '--community', at('community.json'), '--on', '1405-09-03'];
      expect((await rahyar(...words, '--threads', threads, '--out', at(members), '--quiet')).code).toBe(EXIT.ok);
      manifests.push(readFileSync(at(`${members}/manifest.json`), 'utf8'));
    }
    expect(manifests[1]).toBe(manifests[0]);
  });

  it('takes pins and vetoes from a file, and names those that cannot be kept', async () => {
    const words = ['plan', '--members', at('good.ndjson'), '--community', at('community.json'), '--on', '1405-09-03', '--quiet'];
    const veto = { subject: 'nobody-of-this-name', rahyar: 's0000', by: 's0001', on: '2026-01-01', reason: 'canary-reason' };
    writeFileSync(at('directives.json'), JSON.stringify({ version: 1, pins: [], vetoes: [veto] }));
    const run = await rahyar(...words, '--out', at('directed'), '--directives', at('directives.json'));
    expect(run.code).toBe(EXIT.ok);
    expect(run.err).toContain('Left out, unknownSubject: s0000');
    writeFileSync(at('directives.json'), JSON.stringify({ version: 1, pins: [], vetoes: [{ ...veto, on: '1405-09-03' }] }));
    const refused = await rahyar(...words, '--out', at('directed'), '--directives', at('directives.json'));
    expect(refused.code).toBe(EXIT.invalidInput);
    expect(run.err + run.out + refused.err + refused.out).not.toContain('canary');
  });

  it('keeps yesterday’s rahyars when the day before is given', async () => {
    const next = await rahyar(
      ...['plan', '--members', at('members.ndjson'), '--community', at('community.json'), '--on', '1405-09-03'],
      ...['--previous', at('plan'), '--out', at('next'), '--quiet'],
    );
    expect(next.code).toBe(EXIT.ok);
    const assignments = (name: string): string[] => readFileSync(partAt(name, 'assignments'), 'utf8').split('\n');
    expect(assignments('next')).toEqual(assignments('plan'));
  });

  it('verifies a plan, and finds the plan broken after one seat has been changed by hand', async () => {
    expect((await rahyar('verify', at('plan'), '--json')).code).toBe(EXIT.ok);
    const file = partAt('plan', 'assignments');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/"tier":"inactiveMember"/, '"tier":"activeMember"'));
    const run = await rahyar('verify', at('plan'));
    writeFileSync(file, text);
    expect(run.code).toBe(EXIT.brokenRules);
    expect(run.err).toContain('R18 broken 1 times');
    expect(run.err).toContain('plan.checksum');
  });

  it('says that a plan is proven best, and finds out a certificate of which one number has been changed', async () => {
    expect((await rahyar('verify', at('plan'))).out).toContain('proven best on every level');
    const file = partAt('plan', 'certificate');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/"price":(\d+)/, (_, price: string) => `"price":${Number(price) + 1}`),
    );
    const run = await rahyar('verify', at('plan'), '--lang', 'fa');
    writeFileSync(file, text);
    expect(run.code).toBe(EXIT.brokenRules);
    expect(run.err).toContain('گواهی برنامه بهترین بودنش را اثبات نمی‌کند');
    expect(run.err).toContain('plan.checksum');
  });

  it('finds the rahyars of a subject in both languages', async () => {
    const id = 'p0100';
    const [fa, en] = [await rahyar('find', at('plan'), id, '--lang', 'fa'), await rahyar('find', at('plan'), id)];
    expect([fa.code, en.code]).toEqual([EXIT.ok, EXIT.ok]);
    expect(fa.out).toContain('اولویت');
    expect(en.out).toContain('Tier:');
    expect((await rahyar('find', at('plan'), 'nobody')).code).toBe(EXIT.invalidInput);
  });
});

describe('rahyar agenda', () => {
  it('tells the coming days of a rahyar, with the way to each, and writes them as a calendar file', async () => {
    const staff = JSON.parse(readFileSync(at('community.json'), 'utf8')) as { staff: { id: string; post: { kind: string } }[] };
    const areaRahyar = staff.staff.find(({ post }) => post.kind === 'areaRahyar')?.id ?? '';
    const words = ['agenda', at('plan'), '--rahyar', areaRahyar, '--days', '14'];
    const { code, out } = await rahyar(...words, '--json', '--ics', at('feed.ics'));
    expect(code).toBe(EXIT.ok);
    const { workDays, contacts } = lastLine(out) as {
      workDays: { on: string; room: number }[];
      contacts: { subject: string; on?: string }[];
    };
    expect(workDays[0]?.on).toBe('2026-11-24');
    expect(workDays.map(({ on }) => on)).not.toContain('2026-11-27');
    expect(contacts.length).toBeGreaterThan(0);
    for (const { on, room } of workDays) expect(contacts.filter((row) => row.on === on).length).toBeLessThanOrEqual(room);
    const feed = readFileSync(at('feed.ics'), 'utf8');
    expect(feed.match(/BEGIN:VEVENT/g)).toHaveLength(contacts.filter(({ on }) => on !== undefined).length);
    expect(feed).not.toContain('canary');

    const fa = await rahyar(...words, '--lang', 'fa', '--why');
    expect(fa.out).toContain('سه‌شنبه ۳ آذر ۱۴۰۵');
    expect(fa.out).toMatch(/موعد|تاکنون تماسی ثبت نشده است/);
    const again = await rahyar(...words, '--ics', at('feed.ics'));
    expect([again.code, again.err.includes('not overwritten')]).toEqual([EXIT.invalidInput, true]);
    expect((await rahyar('agenda', at('plan'), '--rahyar', 'nobody')).code).toBe(EXIT.invalidInput);
    expect((await rahyar(...words.slice(0, 4), '--days', '0')).code).toBe(EXIT.usage);
  });
});

describe('rahyar diff and explain', () => {
  it('tells what has changed, by cause, and writes every changed subject', async () => {
    expect((await rahyar('diff', at('plan'), at('plan'), '--json')).out).toContain('"changed":0');
    const words = [
      'plan',
      '--members',
      at('good.ndjson'),
      '--community',
      at('community.json'),
      '--on',
      '1405-12-20',
      '--previous',
      at('plan'),
    ];
    expect((await rahyar(...words, '--out', at('later'), '--to', 'csv', 'parquet', '--quiet')).code).toBe(EXIT.ok);
    const run = await rahyar('diff', at('plan'), at('later'), '--rows', at('changes.ndjson'), '--json');
    expect(run.code).toBe(EXIT.ok);
    const figures = lastLine(run.out) as { changed: number; tiersChanged: number };
    expect(figures.tiersChanged).toBeGreaterThan(0);
    expect(readFileSync(at('changes.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(figures.changed);
    expect((await rahyar('diff', at('plan'), at('later'), '--lang', 'fa')).out).toContain('تغییر اولویت');
    expect((await rahyar('diff', at('plan'), at('later'), '--rows', at('changes.ndjson'))).code).toBe(EXIT.invalidInput);
    expect((await rahyar('diff', at('plan'), at('nothing'))).code).toBe(EXIT.invalidInput);
  });

  it('explains one seat in both languages, with facts, rules and alternatives', async () => {
    const [fa, en, json] = await Promise.all([
      rahyar('explain', at('plan'), '--subject', 'p0100', '--lang', 'fa'),
      rahyar('explain', at('plan'), '--subject', 'p0100'),
      rahyar('explain', at('plan'), '--subject', 'p0100', '--json'),
    ]);
    expect([fa.code, en.code, json.code]).toEqual([EXIT.ok, EXIT.ok, EXIT.ok]);
    expect(fa.out).toContain('محل سکونت');
    expect(en.out).toMatch(/R18: /);
    expect(lastLine(json.out)).toMatchObject({ event: 'result', subject: 'p0100', facts: { kind: 'member' } });
    expect((await rahyar('explain', at('plan'), '--subject', 'nobody')).code).toBe(EXIT.invalidInput);
    expect((await rahyar('explain', at('plan'))).code).toBe(EXIT.usage);
  });
});

describe('rahyar demo', () => {
  it('runs two days, and writes the report', async () => {
    const run = await rahyar('demo', '--people', '3000', '--on', '1405-09-03', '--out', at('demo'), '--json');
    expect(run.code).toBe(EXIT.ok);
    expect(lastLine(run.out)).toMatchObject({
      people: 3000,
      violations: 0,
      referral: { accepted: true, byWebhook: 3, missed: 0 },
      nextDay: { on: '2026-11-25', violations: 0 },
    });
    expect(readFileSync(at('demo/report.html'), 'utf8')).toContain('<html lang="fa" dir="rtl">');
  });

  it('gives the same figures for the same seed, begun anew or going on', async () => {
    const figures = async (name: string): Promise<unknown> => {
      const run = await rahyar('demo', '--people', '1000', '--on', '1405-09-03', '--out', at(name), '--json');
      return { ...(lastLine(run.out) as object), peakRssMiB: 0, report: '' };
    };
    const first = await figures('again');
    expect(await figures('anew')).toEqual(first);
    expect(await figures('again')).toEqual(first);
  });

  it('says that its memory is damaged, and leaves it as it is', async () => {
    const words = ['demo', '--people', '500', '--on', '1405-09-03', '--out', at('damaged'), '--quiet'];
    await rahyar(...words);
    const damage = 'not a database'.repeat(500);
    writeFileSync(at('damaged/memory.sqlite'), damage);
    expect(await rahyar(...words)).toMatchObject({ code: EXIT.internal, out: '' });
    expect(readFileSync(at('damaged/memory.sqlite'), 'utf8')).toBe(damage);
  });
});

describe('wrong use', () => {
  it.each([
    ['an unknown command', ['nonsense'], EXIT.usage],
    ['an unknown option', ['demo', '--fast'], EXIT.usage],
    ['a missing option', ['plan', '--out', 'x'], EXIT.usage],
    ['no number', ['demo', '--people', 'many'], EXIT.usage],
    ['a day that does not exist', ['demo', '--on', '1405-13-01'], EXIT.usage],
    [
      'a file that does not exist',
      ['plan', '--members', 'nowhere', '--community', 'nowhere', '--on', '1405-09-03', '--out', at('none')],
      EXIT.invalidInput,
    ],
    ['a demonstration under a file', ['demo', '--people', '500', '--out', at('community.json/demo'), '--quiet'], EXIT.usage],
    ['a directory that is no plan', ['verify', folder], EXIT.invalidInput],
    ['a plan in the place of other things', ['plan', '--members', 'm', '--community', 'c', '--out', folder], EXIT.invalidInput],
  ])('%s is told, with its exit code', async (_what, words, code) => {
    const run = await rahyar(...words);
    expect(run.code).toBe(code);
    expect(run.err).not.toBe('');
    expect(run.out).toBe('');
  });

  it('help and version go to standard output', async () => {
    expect(await rahyar('--version')).toMatchObject({ code: EXIT.ok, out: '0.1.0\n' });
    expect((await rahyar('--help')).out).toContain('verify');
  });
});
