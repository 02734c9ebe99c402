import { describe, expect, it } from 'vitest';
import { issueOf } from '../input-error.ts';
import { parseMobile } from './mobile.ts';

describe('parseMobile', () => {
  it.each(['09121234567', '9121234567', '+989121234567', '00989121234567', '989121234567', '۰۹۱۲۱۲۳۴۵۶۷', '+٩٨٩١٢١٢٣٤٥٦٧'])(
    'reads %s',
    (written) => {
      expect(parseMobile(written)._unsafeUnwrap()).toBe('+989121234567');
    },
  );

  it('a bare number that begins with 98 is not taken for a country code', () => {
    expect(parseMobile('9812345678')._unsafeUnwrap()).toBe('+989812345678');
    expect(parseMobile('989812345678')._unsafeUnwrap()).toBe('+989812345678');
  });

  it.each([
    ['', 'identifier.prefix'],
    ['+', 'identifier.prefix'],
    ['02188776655', 'identifier.prefix'],
    ['+19121234567', 'identifier.prefix'],
    ['+9809121234567', 'identifier.prefix'],
    ['0098 9121234567', 'identifier.characters'],
    ['0912 123 4567', 'identifier.characters'],
    ['09121234567+', 'identifier.characters'],
    ['++989121234567', 'identifier.characters'],
    ['0912123456', 'identifier.length'],
    ['091212345678', 'identifier.length'],
    ['98912123456', 'identifier.length'],
  ] as const)('refuses %j', (written, code) => {
    expect(parseMobile(written)._unsafeUnwrapErr()).toEqual(issueOf(code));
  });
});
