import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

describe('fingerprint', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
    ['chongo was here!\n', '46810940eff5f915'],
  ])('gives the published FNV-1a value of %j', (text, hash) => {
    expect(fingerprint(text)).toBe(hash);
  });

  it('sees both bytes of a Persian letter', () => {
    expect(fingerprint('ب')).toBe(fingerprint('\u0028\u0006'));
  });

  it('agrees with the definition in whole numbers of any size', () => {
    const byDefinition = (bytes: number[]): string =>
      bytes
        .reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x100000001b3n) % 2n ** 64n, 0xcbf29ce484222325n)
        .toString(16)
        .padStart(16, '0');
    for (let seed = 0; seed < 500; seed += 1) {
      const bytes = Array.from({ length: seed % 40 }, (_, index) => (seed * 31 + index * 97 + index * index * seed) % 256);
      expect(fingerprint(String.fromCharCode(...bytes))).toBe(byDefinition(bytes));
    }
  });
});
