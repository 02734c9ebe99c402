import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toLatinDigits, toPersianDigits } from './digits.ts';

describe('toLatinDigits', () => {
  it('folds both digit families and nothing else', () => {
    expect(toLatinDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789')).toBe('0123456789 0123456789 0123456789');
    expect(toLatinDigits('٫٬٪ ０१ ي ك')).toBe('٫٬٪ ０१ ي ك');
  });
});

describe('toPersianDigits', () => {
  it('writes every folded digit in Persian', () => {
    expect(toPersianDigits('12 ٣٤ ۵۶ ab')).toBe('۱۲ ۳۴ ۵۶ ab');
  });

  it('is undone by toLatinDigits', () => {
    fc.assert(fc.property(fc.nat(), (n) => toLatinDigits(toPersianDigits(String(n))) === String(n)));
  });
});
