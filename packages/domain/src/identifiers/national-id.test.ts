import { describe, expect, it } from 'vitest';
import { issueOf } from '../input-error.ts';
import { parseNationalId } from './national-id.ts';

describe('parseNationalId', () => {
  it.each(['0076229645', '۰۰۷۶۲۲۹۶۴۵', '٠٠٧٦٢٢٩٦٤٥', '00۷۶22٩٦45'])('reads %s', (written) => {
    expect(parseNationalId(written)._unsafeUnwrap()).toBe('0076229645');
  });

  it('keeps no list of prefixes', () => {
    expect(parseNationalId('9990000018')._unsafeUnwrap()).toBe('9990000018');
  });

  it('takes the check digit as it is when the remainder is below 2, and from 11 otherwise', () => {
    for (const id of ['1000000001', '0000000019', '0000000108']) expect(parseNationalId(id).isOk(), id).toBe(true);
  });

  it('refuses all ten numbers of equal digits, though their checksum holds', () => {
    for (const digit of '0123456789') expect(parseNationalId(digit.repeat(10))._unsafeUnwrapErr()).toEqual(issueOf('identifier.repeated'));
  });

  it.each([
    ['0076229646', 'identifier.checksum'],
    ['76229645', 'identifier.length'],
    ['076229645', 'identifier.length'],
    ['00762296450', 'identifier.length'],
    ['', 'identifier.length'],
    [' 0076229645', 'identifier.characters'],
    ['0076229645\n', 'identifier.characters'],
    ['\u200f0076229645', 'identifier.characters'],
    ['007-622964-5', 'identifier.characters'],
    ['abc0076229645', 'identifier.characters'],
  ] as const)('refuses %j', (written, code) => {
    expect(parseNationalId(written)._unsafeUnwrapErr()).toEqual(issueOf(code));
  });

  it.each([[76229645], [['0076229645']], [null], [undefined], [{}], [new String('0076229645')], [76229645n]])(
    'refuses what is not a string',
    (input) => {
      expect(parseNationalId(input)._unsafeUnwrapErr()).toEqual(issueOf('value.type'));
    },
  );
});
