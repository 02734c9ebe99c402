import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairSeedSlips, SEARCH_TEXT_LENGTH_MAX, searchKey, searchKeys } from './persian-text.ts';

const persianText = fc.string({
  unit: fc.constantFrom(...'ابپتجچحدرسشفقکگلمنوهیآأإٱءؤئيىكةۀەہھے‌ـَُِّْٰٔ ۰۱٢٣45aBİΣﷺﻻ\u200f\ufeff\t\n\u00a0'),
  maxLength: 60,
});
const anyText = fc.oneof(persianText, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 200 }));

describe('searchKey', () => {
  it('is idempotent, capped, and without space at either end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const key = searchKey(text);
        expect(searchKey(key)).toBe(key);
        expect(key.length).toBeLessThanOrEqual(SEARCH_TEXT_LENGTH_MAX);
        expect(key).toBe(key.trim());
        expect(key).not.toMatch(/ {2}|[\p{M}\p{Cf}\p{Cc}\p{Cs}يىكةأإآٱؤئءـ۰-۹٠-٩]/u);
      }),
      { numRuns: 1000 },
    );
  });

  it('is idempotent on every character of Unicode', () => {
    const unstable: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const key = searchKey(`ا${String.fromCodePoint(code)}ب`);
      if (searchKey(key) !== key) unstable.push(code);
    }
    expect(unstable).toEqual([]);
  });

  it('does not see signs, tatweel and invisible marks, wherever they are put in', () => {
    const withMark = fc.tuple(persianText, fc.nat(60), fc.constantFrom(...'َُِّْٰـ\u200d\u200e\u200f\u2060\ufeff'));
    fc.assert(
      fc.property(withMark, ([text, position, mark]) => {
        expect(searchKey(text.slice(0, position) + mark + text.slice(position))).toBe(searchKey(text));
      }),
    );
  });

  it('does not see which keyboard the letters came from', () => {
    fc.assert(
      fc.property(persianText, (text) => {
        expect(searchKey(text.replaceAll('ی', 'ي').replaceAll('ک', 'ك'))).toBe(searchKey(text));
      }),
    );
  });
});

describe('searchKeys', () => {
  it('the joined key does not see spaces and half-spaces', () => {
    fc.assert(
      fc.property(persianText, (text) => {
        const { spaced, joined } = searchKeys(text);
        expect(joined).not.toContain(' ');
        expect(searchKeys(joined)).toEqual({ spaced: joined, joined });
        expect(searchKeys(text.replace(/[\s\u200c]/g, '')).joined).toBe(joined);
        expect(spaced.replaceAll(' ', '')).toBe(joined);
      }),
    );
  });
});

describe('repairSeedSlips', () => {
  it('is idempotent on any sequence of the words it knows', () => {
    const words =
      'جامعه رهبران رهیاران راهبران سازمانهای سازمان‌های سازمان های رهبری رهپاری رهپار همپاری امسالت ام‌رسالت پشتیبان: منظور به پیگیری قرص الحسنة کار آفرینی اجتماعی'.split(
        ' ',
      );
    const sentence = fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', '‌', '، '))).map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(sentence, (text) => {
        const repaired = repairSeedSlips(text);
        expect(repairSeedSlips(repaired)).toBe(repaired);
        expect(repaired.split('راهبران')).toHaveLength(text.split('راهبران').length);
      }),
      { numRuns: 1000 },
    );
  });
});
