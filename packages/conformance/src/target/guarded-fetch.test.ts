/// <reference lib="dom" />
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuardedFetch, type GuardTerms, safeAddress, targetOf } from './guarded-fetch.ts';

/** Ways to write an inside address that a look at the text alone lets pass. */
const INSIDE = [
  'https://127.0.0.1',
  'https://2130706433',
  'https://0x7f.1',
  'https://0177.0.0.1',
  'https://127.1',
  'https://①②⑦.⓪.⓪.①',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://[::ffff:7f00:1]',
  'https://[64:ff9b::7f00:1]',
  'https://[2002:7f00:1::]',
  'https://0',
  'https://10.0.0.1',
  'https://172.31.255.255',
  'https://192.168.1.1',
  'https://169.254.169.254',
  'https://100.64.0.1',
  'https://[fc00::1]',
  'https://[fe80::1]',
  'https://224.0.0.1',
  'https://localhost',
  'https://localhost.',
  'https://127.0.0.1.nip.example',
  'https://۱۲۷.۰.۰.۱',
] as const;
const OUTSIDE = [
  'https://93.184.215.14',
  'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]',
  'https://partner.example',
  'https://172.32.0.1',
  'https://11.0.0.1',
] as const;

const terms = (text: string): Pick<GuardTerms, 'hosts' | 'reach' | 'resolve'> => ({
  hosts: [new URL(text).hostname],
  reach: 'outside',
  resolve: (host) => Promise.resolve(host === 'partner.example' ? ['93.184.215.14'] : ['127.0.0.1']),
});

describe('addresses that lie inside', () => {
  it.each(INSIDE)('refuses %s', async (text) => {
    expect((await safeAddress(new URL(text), terms(text)))._unsafeUnwrapErr()).toBe('insideAddress');
  });

  it.each(OUTSIDE)('asks %s', async (text) => {
    expect((await safeAddress(new URL(text), terms(text))).isOk()).toBe(true);
  });

  it('refuses a name that has one inside address among others', async () => {
    const url = new URL('https://partner.example');
    const mixed = { hosts: ['partner.example'], reach: 'outside', resolve: () => Promise.resolve(['93.184.215.14', '10.0.0.1']) } as const;
    expect((await safeAddress(url, mixed))._unsafeUnwrapErr()).toBe('insideAddress');
  });

  it('asks no other host than the given one, and nobody by http', async () => {
    const given = terms('https://partner.example');
    expect((await safeAddress(new URL('https://other.example'), given))._unsafeUnwrapErr()).toBe('hostNotAllowed');
    expect((await safeAddress(new URL('http://partner.example'), given))._unsafeUnwrapErr()).toBe('scheme');
    expect((await safeAddress(new URL('https://me@partner.example'), given))._unsafeUnwrapErr()).toBe('userInfo');
  });
});

describe('an address given by hand', () => {
  it.each([
    ['http://127.0.0.1:4010/bank', 'loopback'],
    ['http://localhost', 'loopback'],
    ['http://2130706433', 'outside'],
    ['http://127.0.0.1.nip.example', 'outside'],
    ['https://partner.example', 'outside'],
  ] as const)('%s reaches %s', (text, reach) => {
    expect(targetOf(text, { allowInside: false })._unsafeUnwrap().reach).toBe(reach);
  });

  it.each([
    ['not an address', 'malformed'],
    ['ftp://partner.example', 'scheme'],
    ['https://me:secret@partner.example', 'userInfo'],
  ] as const)('%s is refused', (text, refusal) => {
    expect(targetOf(text, { allowInside: true })._unsafeUnwrapErr()).toBe(refusal);
  });
});

describe('the fetch', async () => {
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/inward') outgoing.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (incoming.url === '/large') outgoing.end('x'.repeat(5_000));
    else outgoing.writeHead(200, { 'content-type': 'text/plain', 'x-host': incoming.headers.host ?? '' }).end('here');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterAll(() => server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetch = createGuardedFetch({
    hosts: ['127.0.0.1', 'partner.example'],
    reach: 'loopback',
    maxBytes: 1_000,
    timeoutMs: 2_000,
    resolve: () => Promise.resolve(['127.0.0.1']),
  });

  it('connects to the address that was looked up, and names the host', async () => {
    const answer = await fetch(new Request(`${base.replace('127.0.0.1', 'partner.example')}/x`));
    expect([answer.status, await answer.text(), answer.headers.get('x-host')?.split(':')[0]]).toEqual([200, 'here', 'partner.example']);
  });

  it('hands a redirect back and does not follow it', async () => {
    expect((await fetch(new Request(`${base}/inward`))).status).toBe(302);
  });

  it('stops reading at the limit', async () => {
    await expect(fetch(new Request(`${base}/large`))).rejects.toMatchObject({ code: 'answerTooLarge' });
  });
});
