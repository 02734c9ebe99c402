import { describe, expect, it } from 'vitest';
import { issueOf } from '../input-error.ts';
import { parseLegalEntityId } from './legal-entity-id.ts';

describe('parseLegalEntityId', () => {
  it('reads a valid id in any digits', () => {
    for (const written of ['10380284790', '۱۰۳۸۰۲۸۴۷۹۰', '١٠٣٨٠٢٨٤٧٩٠']) {
      expect(parseLegalEntityId(written)._unsafeUnwrap()).toBe('10380284790');
    }
  });

  it('writes a remainder of ten as zero', () => {
    expect(parseLegalEntityId('10000000010')._unsafeUnwrap()).toBe('10000000010');
  });

  it.each([
    ['10380284791', 'identifier.checksum'],
    ['00000000000', 'identifier.checksum'],
    ['1038028479', 'identifier.length'],
    ['103802847900', 'identifier.length'],
    ['1038028479x', 'identifier.characters'],
  ] as const)('refuses %s', (written, code) => {
    expect(parseLegalEntityId(written)._unsafeUnwrapErr()).toEqual(issueOf(code));
  });
});
