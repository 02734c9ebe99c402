import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { toPersianDigits } from './digits.ts';
import { type InputError, issueOf } from './input-error.ts';
import { parseWith } from './parse.ts';

/** Ten to the fifteenth rial: below 2^53, so that every amount is exact, and a sum of two is still exact before it is checked. */
export const MONEY_AMOUNT_MAX = 1_000_000_000_000_000;

/**
 * An amount of money, always in rial: a whole number from -10^15 to 10^15. Zero and negative amounts are allowed, as in a ledger;
 * where only a positive amount makes sense, the schema that holds it says so. Toman is a way of writing, never stored.
 */
export const Money = z.strictObject({
  amount: z
    .number()
    .int({ error: (issue) => (issue.code === 'invalid_type' ? 'money.notInteger' : 'money.outOfRange'), abort: true })
    .min(-MONEY_AMOUNT_MAX, 'money.outOfRange')
    .max(MONEY_AMOUNT_MAX, 'money.outOfRange')
    .overwrite(withoutNegativeZero),
  unit: z.literal('rial'),
});
export type Money = z.infer<typeof Money>;

export const parseMoney = (input: unknown): Result<Money, InputError> => parseWith(Money, input);

/** Fails with `money.notInteger` or `money.outOfRange`; nothing is rounded. */
export function rial(amount: number): Result<Money, InputError> {
  if (Math.abs(amount) > MONEY_AMOUNT_MAX) return err(issueOf('money.outOfRange'));
  if (!Number.isInteger(amount)) return err(issueOf('money.notInteger'));
  return ok({ amount: withoutNegativeZero(amount), unit: 'rial' });
}

/** Ten rial to the toman. A fraction of a toman is refused, even where it would be whole rials. */
export const fromToman = (toman: number): Result<Money, InputError> =>
  Number.isFinite(toman) && !Number.isInteger(toman) ? err(issueOf('money.notInteger')) : rial(toman * RIAL_PER_TOMAN);

/** Fails with `money.notInteger` when the amount is no multiple of ten rial. */
export const toToman = (money: Money): Result<number, InputError> =>
  money.amount % RIAL_PER_TOMAN === 0 ? ok(withoutNegativeZero(money.amount / RIAL_PER_TOMAN)) : err(issueOf('money.notInteger'));

/** Exact, or `money.outOfRange`. */
export const addMoney = (left: Money, right: Money): Result<Money, InputError> => rial(left.amount + right.amount);

/** `۱۲٬۳۴۵ ریال` or `12,345 rial`. The Persian minus sign is led by a left-to-right mark, as in the Unicode locale data. */
export function formatMoney(money: Money, language: 'fa' | 'en'): string {
  const { minus, separator, unit } = WRITING[language];
  const grouped = String(Math.abs(money.amount)).replace(/\B(?=(?:[0-9]{3})+$)/g, separator);
  const text = `${money.amount < 0 ? minus : ''}${grouped} ${unit}`;
  return language === 'fa' ? toPersianDigits(text) : text;
}

const RIAL_PER_TOMAN = 10;

const WRITING = {
  fa: { minus: '\u200e\u2212', separator: '\u066c', unit: 'ریال' },
  en: { minus: '-', separator: ',', unit: 'rial' },
} as const;

function withoutNegativeZero(amount: number): number {
  return amount + 0;
}
