/// <reference lib="dom" />
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProgram } from './program.ts';
import { EXIT } from './report/report-totals.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rahyar-conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command and gives its exit code and what it wrote. */
async function run(words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
  ];
  const nothing = undefined;
  const secrets = {
    RAHYAR_TOKEN: nothing,
    RAHYAR_LIMITED_TOKEN: nothing,
    RAHYAR_BURST_TOKEN: nothing,
    RAHYAR_SIGNING_KEY: nothing,
    RAHYAR_RECEIVER_SECRET: nothing,
  };
  const ended = new AbortController();
  ended.abort();
  const code = await runProgram(words, { secrets, nowMs: () => Date.parse('2026-11-28T06:00:00Z'), ended: ended.signal });
  for (const spy of spies) spy.mockRestore();
  return { code, out: out.join(''), err: err.join('') };
}

describe('run', () => {
  it('demonstrates on the sandbox, writes every form, signs, and is verified', async () => {
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    if (!('privateKey' in pair)) throw new Error('invariant: a pair');
    const key = join(folder, 'key.jwk');
    await writeFile(key, JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey)));
    const out = join(folder, 'report');
    const { code, out: said } = await run(['run', '--level', 'L1', '--budget', '2', '--out', out, '--sign', key, '--lang', 'fa']);
    expect([code, said.split('\n')[0]]).toEqual([EXIT.passed, expect.stringContaining('سطح L1')]);
    expect((await readdir(out)).sort()).toEqual(['report.ctrf.json', 'report.html', 'report.json', 'report.json.jws', 'report.junit.xml']);
    expect((await run(['verify-report', join(out, 'report.json'), '--key', key])).code).toBe(EXIT.passed);
    await writeFile(join(out, 'report.json'), (await readFile(join(out, 'report.json'), 'utf8')).replace('"pass"', '"fail"'));
    expect(await run(['verify-report', join(out, 'report.json'), '--key', key])).toMatchObject({
      code: EXIT.mustFailed,
      err: 'badSignature\n',
    });
  });

  it.each([
    [['run', '--profile', 'bank.nothing'], EXIT.configuration],
    [['run', '--profile', 'common.followUps'], EXIT.configuration],
    [['run', '--url', 'ftp://partner.example', '--profile', 'bank.loans'], EXIT.configuration],
    [['run', '--url', 'https://partner.example', '--fixtures', 'no-such-file.json'], EXIT.configuration],
    [['run', '--url', 'https://10.0.0.1', '--profile', 'bank.loans'], EXIT.configuration],
    [['run', '--url', 'http://10.0.0.1', '--profile', 'bank.loans'], EXIT.configuration],
    [['run', '--fixtures', 'no-such-file.json'], EXIT.configuration],
    [['run', '--webhook-port', '0'], EXIT.configuration],
    [['run', '--url', 'http://127.0.0.1:1', '--profile', 'bank.loans'], EXIT.harness],
    [['run', '--no-such-option'], EXIT.configuration],
    [['sandbox', '--mutant', 'no-such-mutant'], EXIT.configuration],
    [['verify-report', 'no-such-file', '--key', 'none'], EXIT.configuration],
    [['--help'], EXIT.passed],
  ] as const)('%j ends with %i', async (words, code) => {
    expect((await run(words)).code).toBe(code);
  });
});

describe('list', () => {
  it.each([
    ['requirements', 'IDEM-03 L2 MUST The same key with the same body gives the same outcome.'],
    ['profiles', 'bank.loans resalatBank Loans'],
    ['mutants', 'sign-03 SIGN-03 a partner that takes a stale signature'],
  ])('%s names %s', async (what, line) => {
    expect((await run(['list', what])).out.split('\n')).toContain(line);
  });
});

describe('sandbox', () => {
  it('serves until it is told to end', async () => {
    expect(await run(['sandbox', '--port', '0', '--admin-port', '0', '--mutant', 'stat-07'])).toMatchObject({
      code: EXIT.passed,
      out: expect.stringContaining('http://127.0.0.1:'),
    });
  });
});
