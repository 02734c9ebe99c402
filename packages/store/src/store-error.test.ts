import { describe, expect, it } from 'vitest';
import { STORE_ERROR_TERMS } from './store-error.ts';

describe('STORE_ERROR_TERMS', () => {
  it('has a Persian and an English sentence for every kind, in Persian letters', () => {
    for (const { fa, en } of Object.values(STORE_ERROR_TERMS)) {
      expect(fa).toMatch(/^[\u0600-\u06ff\u200c ]+$/);
      expect(fa).not.toMatch(/[يك]/);
      expect(en).toMatch(/^[a-z ]+$/);
    }
  });
});
