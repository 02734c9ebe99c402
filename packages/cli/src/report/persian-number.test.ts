import { describe, expect, it } from 'vitest';
import { countText, decimalText, durationText, exactPercentText, exactText, percentText, wholePercentText } from './persian-number.ts';

describe('numbers in Persian', () => {
  it('writes Persian digits and separators', () => {
    expect(countText(1_234_567)).toBe('۱٬۲۳۴٬۵۶۷');
    expect(decimalText(1.256)).toBe('۱٫۲۶');
    expect(decimalText(3)).toBe('۳');
    expect(exactText(0.0625)).toBe('۰٫۰۶۲۵');
    expect(exactPercentText(0.0015)).toBe('۰٫۱۵\u200f٪');
    expect(wholePercentText(0.8)).toBe('۸۰\u200f٪');
  });

  it('never rounds a share up to all nor down to none', () => {
    expect(percentText(999_999, 1_000_000)).toBe('۹۹٫۹\u200f٪');
    expect(percentText(1, 1_000_000)).toBe('کمتر از ۰٫۱\u200f٪');
    expect(percentText(7, 7)).toBe('۱۰۰\u200f٪');
    expect(percentText(0, 7)).toBe('۰\u200f٪');
    expect(percentText(0, 0)).toBe('—');
    expect(percentText(952, 1_000)).toBe('۹۵٫۲\u200f٪');
  });

  it('tells short durations in milliseconds and long ones in seconds', () => {
    expect(durationText(850)).toBe('۸۵۰ میلی‌ثانیه');
    expect(durationText(12_340)).toBe('۱۲٫۳ ثانیه');
  });
});
