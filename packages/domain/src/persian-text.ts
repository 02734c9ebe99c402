import { toLatinDigits } from './digits.ts';

/** A longer text is cut here, in UTF-16 units, both as given and as decomposed: one character (ﷺ) can become eighteen. */
export const SEARCH_TEXT_LENGTH_MAX = 2000;

/** `spaced` keeps one space between words; `joined` has none, so that `رضایی‌نژاد`, `رضایی نژاد` and `رضایینژاد` meet. */
export type SearchKeys = { readonly spaced: string; readonly joined: string };

/**
 * The key under which a Persian text is found however it was typed: Arabic or Persian letters; Latin, Persian or Arabic
 * digits; with or without hamza, madda, vowel signs and half-spaces; in any letter case. Idempotent; never throws.
 * It is for finding, not for showing and not for identity: different names can share a key.
 */
export function searchKey(text: string): string {
  const letters = decomposed(text).replace(FOLDED_LETTERS, (letter) => LETTER_FOLDS.get(letter) ?? letter);
  return toLatinDigits(letters)
    .replace(/\p{Cf}/gu, (format) => (format === HALF_SPACE ? ' ' : ''))
    .replace(/\s/g, ' ')
    .replace(/[\p{M}\p{Cc}\p{Cs}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Both keys of a text; compare with both, or with `joined` alone where word borders do not matter. */
export function searchKeys(text: string): SearchKeys {
  const spaced = searchKey(text);
  return { spaced, joined: spaced.replaceAll(' ', '') };
}

/**
 * Rights the slips of the pen in the founding text, each only inside the phrase it was made in; `رهبر` elsewhere, and `راهبران`
 * (the social leaders) anywhere, are left alone. Idempotent. Letters are compared as they stand: `ی` and `ک` are Persian.
 */
export const repairSeedSlips = (text: string): string =>
  SEED_SLIPS.reduce((repaired, { written, meant }) => repaired.replace(written, meant), text);

const HALF_SPACE = '\u200c';

/** Compatibility forms become letters, and a letter comes apart from its signs (`آ` to `ا` and madda, `ئ` to `ي` and hamza), which are then dropped. */
const decomposed = (text: string): string =>
  text.slice(0, SEARCH_TEXT_LENGTH_MAX).normalize('NFKD').slice(0, SEARCH_TEXT_LENGTH_MAX).toLowerCase();

/** What decomposition leaves: letters of other keyboards, the hamza that stands alone, the tatweel, and the one letter whose lower case hangs on a space after it. */
const LETTER_FOLDS: ReadonlyMap<string, string> = new Map([
  ['ي', 'ی'],
  ['ى', 'ی'],
  ['ے', 'ی'],
  ['ك', 'ک'],
  ['ڪ', 'ک'],
  ['ة', 'ه'],
  ['ە', 'ه'],
  ['ہ', 'ه'],
  ['ھ', 'ه'],
  ['ٱ', 'ا'],
  ['ء', ''],
  ['ٴ', ''],
  ['ـ', ''],
  ['ς', 'σ'],
]);

const FOLDED_LETTERS = new RegExp(`[${[...LETTER_FOLDS.keys()].join('')}]`, 'g');

/** One line of the founding text is named with each; `[ \u200c]?` stands for a half-space that is lost or written as a space. */
const SEED_SLIPS: readonly { readonly source: `L${number}`; readonly written: RegExp; readonly meant: string }[] = [
  { source: 'L5', written: /(?<!\p{L})قرص الحسن[ةه](?!\p{L})/gu, meant: 'قرض‌الحسنه' },
  { source: 'L5', written: /(?<!\p{L})کار آفرینی(?= اجتماعی(?!\p{L}))/gu, meant: 'کارآفرینی' },
  { source: 'L18', written: /فَيَمْكُتُ/gu, meant: 'فَيَمْكُثُ' },
  { source: 'L48', written: /(?<!\p{L})جامعه رهبران(?!\p{L})/gu, meant: 'جامعه رهیاران' },
  { source: 'L50', written: /(?<!\p{L})سازمان[ \u200c]?های ره(?:بر|پار)ی(?!\p{L})/gu, meant: 'سازمان‌های رهیاری' },
  { source: 'L59', written: /(?<=(?<!\p{L})پشتیبان: )منظور پیگیری(?!\p{L})/gu, meant: 'به‌منظور پیگیری' },
  { source: 'L77', written: /(?<!\p{L})همپاری(?!\p{L})/gu, meant: 'همیاری' },
  { source: 'L81', written: /(?<!\p{L})رهپار(?=ی?(?!\p{L}))/gu, meant: 'رهیار' },
  { source: 'L81', written: /(?<!\p{L})امسالت(?!\p{L})/gu, meant: 'ام‌رسالت' },
];
