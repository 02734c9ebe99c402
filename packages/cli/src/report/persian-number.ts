const integers = new Intl.NumberFormat('fa-IR', { maximumFractionDigits: 0 });
const decimals = new Intl.NumberFormat('fa-IR', { maximumFractionDigits: 2 });
const exact = new Intl.NumberFormat('fa-IR', { maximumFractionDigits: 6 });
const tenths = new Intl.NumberFormat('fa-IR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A whole number, `۱٬۲۳۴`. */
export const countText = (count: number): string => integers.format(count);

/** A number with at most two decimals, `۱٫۲۵`. */
export const decimalText = (number: number): string => decimals.format(number);

/** A share with one decimal, `۹۵٫۲٪`; never `۱۰۰٪` unless it is all, never `۰٪` unless it is none, and a dash for a share of nothing. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return '—';
  if (part === 0 || part === whole) return percentSign(countText(part === 0 ? 0 : 100));
  const percent = (part / whole) * 100;
  if (percent < 0.1) return `کمتر از ${percentSign(tenths.format(0.1))}`;
  return percentSign(tenths.format(percent < 100 ? Math.min(percent, 99.9) : percent));
}

/** A number as it was given, to six decimals. */
export const exactText = (number: number): string => exact.format(number);

/** A percentage out of a share as it was given, `۰٫۱۵٪`. */
export const exactPercentText = (share: number): string => percentSign(exact.format(share * 100));

/** A whole percentage out of a share, `۸۰٪`. */
export const wholePercentText = (share: number): string => percentSign(countText(share * 100));

/** The mark keeps the sign on the left of the number, whatever letters come before. */
const percentSign = (number: string): string => `${number}\u200f٪`;

/** A duration, `۸۵۰ میلی‌ثانیه` or `۱۲٫۳ ثانیه`. */
export const durationText = (durationMs: number): string =>
  durationMs < 1_000 ? `${countText(durationMs)} میلی‌ثانیه` : `${tenths.format(durationMs / 1_000)} ثانیه`;
