/// <reference lib="dom" />
import { validate } from 'ctrf';
import { beforeAll, describe, expect, it } from 'vitest';
import { plantedFaults } from '../mutants/planted-faults.ts';
import { openFaultyBank } from '../testing/faulty-bank.ts';
import { ConformanceReport } from './conformance-report.ts';
import { ctrfOf } from './ctrf.ts';
import { htmlOf } from './html.ts';
import { junitOf } from './junit.ts';
import { EXIT, exitCodeOf } from './report-totals.ts';
import { signReport, verifyReport } from './signed-report.ts';

let report: ConformanceReport;
beforeAll(async () => {
  const bank = await openFaultyBank();
  const fault = plantedFaults(bank.world).find(({ id }) => id === 'priv-01');
  report = await bank.run(fault, { only: ({ id }) => /^(?:DISC|PRIV|PROB|LIMT)/.test(id) });
});

describe('a report', () => {
  it('keeps its own schema after it was written and read', () => {
    expect(ConformanceReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('expires three months after its end', () => {
    expect([report.finishedAt.slice(0, 7), report.expiresAt.slice(0, 7)]).toEqual(['2026-11', '2027-02']);
  });

  it('holds no token, no signature and no value of a marked field', () => {
    const text = JSON.stringify(report);
    expect(report.profiles[0]?.requirements.find(({ id }) => id === 'PRIV-01')?.cases.some(({ exchanges }) => exchanges.length > 0)).toBe(
      true,
    );
    for (const canary of ['sandbox-token', '0012345679', '+989120000001', '3000000000']) expect(text).not.toContain(canary);
  });

  it('tells what to repeat as a command without a secret', () => {
    const failed = report.profiles[0]?.requirements.flatMap(({ cases }) => cases).find(({ result }) => result === 'fail');
    expect(failed?.curl).toMatch(/^curl -i -X POST 'https:\/\/sandbox\.example\/resalatBank\/v1\/loans/);
    expect(failed?.curl).toContain('$RAHYAR_TOKEN');
  });
});

describe('its other forms', () => {
  it('CTRF keeps the schema of CTRF', () => {
    expect(validate(ctrfOf(report))).toMatchObject({ valid: true });
  });

  it('JUnit counts what the report counts', () => {
    const text = junitOf(report);
    const cases = report.profiles.flatMap(({ requirements }) => requirements.flatMap((one) => one.cases));
    const count = (result: string): number => cases.filter((one) => one.result === result).length;
    expect(text).toContain(`tests="${cases.length}" failures="${count('fail')}" errors="0"`);
    expect(text.match(/<testcase /g)).toHaveLength(cases.length);
    expect(text.match(/<failure /g)).toHaveLength(count('fail'));
  });

  it.each(['fa', 'en'] as const)('HTML in %s asks nothing of the network and names every requirement', (language) => {
    const page = htmlOf(report, language);
    expect(page).toContain(language === 'fa' ? '<html lang="fa" dir="rtl">' : '<html lang="en" dir="ltr">');
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
    for (const { id } of report.profiles[0]?.requirements ?? []) expect(page).toContain(`>${id}<`);
  });

  it('HTML escapes what a partner wrote', () => {
    const [profile] = report.profiles;
    const spoilt = { ...report, profiles: profile === undefined ? [] : [{ ...profile, profile: '<b>bold</b>' }] };
    expect(htmlOf(spoilt, 'fa')).toContain('&lt;b&gt;bold&lt;/b&gt;');
  });
});

describe('the exit code', () => {
  const withResults = (...results: readonly ('pass' | 'fail' | 'warn' | 'error')[]): ConformanceReport => {
    const [profile] = report.profiles;
    const [requirement] = profile?.requirements ?? [];
    if (profile === undefined || requirement === undefined) throw new Error('invariant: a requirement');
    return { ...report, profiles: [{ ...profile, requirements: results.map((result) => ({ ...requirement, result })) }] };
  };

  it.each([
    [['pass'], false, EXIT.passed],
    [['pass', 'warn'], false, EXIT.passed],
    [['pass', 'warn'], true, EXIT.shouldFailed],
    [['warn', 'error'], true, EXIT.harness],
    [['error', 'fail'], false, EXIT.mustFailed],
  ] as const)('of %j, strict %j, is %i', (results, strict, code) => {
    expect(exitCodeOf(withResults(...results), strict)).toBe(code);
  });
});

describe('a signature', async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const jwkOf = async (half: 'privateKey' | 'publicKey') =>
    'privateKey' in pair ? ((await crypto.subtle.exportKey('jwk', pair[half])) as { kty: string }) : { kty: '' };
  const [privateKey, publicKey] = [await jwkOf('privateKey'), await jwkOf('publicKey')];
  const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const nowMs = Date.parse('2026-12-01T00:00:00Z');

  it('holds for the very bytes, and for no other', async () => {
    const bytes = bytesOf(report);
    const signature = await signReport(bytes, { ...privateKey, kid: 'lab-1' });
    expect((await verifyReport(bytes, signature, { key: publicKey, nowMs })).isOk()).toBe(true);
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      const changed = bytes.with(at, (bytes[at] ?? 0) ^ 1);
      expect((await verifyReport(changed, signature, { key: publicKey, nowMs }))._unsafeUnwrapErr()).toBe('badSignature');
    }
  });

  it('does not hold for another key, when it has expired, or for another contract', async () => {
    const bytes = bytesOf(report);
    const signature = await signReport(bytes, privateKey);
    const other = { ...publicKey, x: Buffer.alloc(32, 9).toString('base64url') };
    const refusals = await Promise.all([
      verifyReport(bytes, signature, { key: other, nowMs }),
      verifyReport(bytes, signature, { key: publicKey, nowMs: Date.parse('2027-06-01T00:00:00Z') }),
      verifyReport(bytes, signature, { key: publicKey, nowMs, contractHash: 'f'.repeat(64) }),
      verifyReport(bytes, 'nonsense', { key: publicKey, nowMs }),
    ]);
    expect(refusals.map((refusal) => refusal._unsafeUnwrapErr())).toEqual([
      'badSignature',
      'expired',
      'otherContract',
      'malformedSignature',
    ]);
  });
});
