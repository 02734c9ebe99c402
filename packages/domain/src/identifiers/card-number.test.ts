import { describe, expect, it } from 'vitest';
import { issueOf } from '../input-error.ts';
import { parseCardNumber } from './card-number.ts';

describe('parseCardNumber', () => {
  it('reads a valid number in any digits', () => {
    for (const written of ['6219861034529007', '۶۲۱۹۸۶۱۰۳۴۵۲۹۰۰۷', '٦٢١٩٨٦١٠٣٤٥٢٩٠٠٧']) {
      expect(parseCardNumber(written)._unsafeUnwrap()).toBe('6219861034529007');
    }
  });

  it.each([
    ['6219861034529008', 'identifier.checksum'],
    ['0000000000000000', 'identifier.repeated'],
    ['8888888888888888', 'identifier.repeated'],
    ['621986103452900', 'identifier.length'],
    ['62198610345290070', 'identifier.length'],
    ['6219 8610 3452 9007', 'identifier.characters'],
    ['6219-8610-3452-9007', 'identifier.characters'],
  ] as const)('refuses %s', (written, code) => {
    expect(parseCardNumber(written)._unsafeUnwrapErr()).toEqual(issueOf(code));
  });
});
