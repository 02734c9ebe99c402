import { parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { HttpSettings } from './http-settings.ts';

const address = (baseUrl: string) => parseWith(HttpSettings, { baseUrl, attemptTimeoutMs: 1_000 });

describe('HttpSettings', () => {
  it.each([
    'https://partner.example',
    'https://partner.example/api/',
    'http://127.0.0.1:4010',
    'http://localhost:4010',
    'http://[::1]:4010',
  ])('accepts %s', (baseUrl) => {
    expect(address(baseUrl).isOk()).toBe(true);
  });

  it.each([
    '',
    'partner.example',
    'http://partner.example',
    'http://localhost.partner.example',
    'ftp://partner.example',
    'https://sara:secret@partner.example',
    'https://partner.example?id=1',
    'https://partner.example#x',
  ])('refuses %s', (baseUrl) => {
    expect(address(baseUrl)._unsafeUnwrapErr().issues[0]).toEqual({ path: ['baseUrl'], code: 'value.format' });
  });

  it.each([0, -1, 1.5, 120_001, Number.NaN])('refuses a timeout of %d ms', (attemptTimeoutMs) => {
    const refused = parseWith(HttpSettings, { baseUrl: 'https://partner.example', attemptTimeoutMs });
    expect(refused._unsafeUnwrapErr().issues[0]?.path).toEqual(['attemptTimeoutMs']);
  });
});
