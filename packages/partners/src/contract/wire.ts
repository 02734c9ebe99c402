import { Instant, MONEY_AMOUNT_MAX, type Money, rial, StaffId, SubjectId } from '@rahyar/domain';
import * as z from 'zod';
import type { OpenWord } from '../open-word.ts';
import { ReasonCode, Word } from '../wire-text.ts';
import { marked } from './marks.ts';

/** The shapes that more than one capability uses on the wire. Nothing here is a domain type: the domain's twins are converted by hand. */

/** An id that the partner makes: `<prefix>_` and up to 30 letters and digits. */
export const idOf = (prefix: string): z.ZodString =>
  marked('none', z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9]{1,30}$`), 'value.format'));

/** A member, core, hub or organisation, by the opaque id that both sides agreed on; never a national id. */
export const SubjectRef = marked('none', SubjectId);
/** A rahyar or other member of staff, by opaque id. */
export const StaffRef = marked('none', StaffId);

/** An amount in rial. Toman, and the writing of amounts, stay on this side of the wire. */
export const MoneyV1 = marked(
  'financial',
  z.object({ value: z.int().min(-MONEY_AMOUNT_MAX).max(MONEY_AMOUNT_MAX), currency: z.literal('IRR') }),
);
export interface MoneyV1 extends z.infer<typeof MoneyV1> {}
/** Zero or more. */
export const AmountV1 = marked('financial', z.object({ value: z.int().min(0).max(MONEY_AMOUNT_MAX), currency: z.literal('IRR') }));
/** More than nothing: what is asked for, promised or paid. */
export const PositiveAmountV1 = marked('financial', z.object({ value: z.int().min(1).max(MONEY_AMOUNT_MAX), currency: z.literal('IRR') }));

export const toMoneyV1 = ({ amount }: Money): MoneyV1 => ({ value: amount, currency: 'IRR' });
/** A wire amount is within the domain's range by its schema. */
export const fromMoneyV1 = ({ value }: MoneyV1): Money => rial(value)._unsafeUnwrap();

/** A moment, RFC 3339 with `Z` or an offset. */
export const MomentV1 = marked('none', Instant);
/** A Gregorian civil day of the years 1900 to 2199; Jalali stays at the edge. */
export const DayV1 = marked('none', z.iso.date().regex(/^(?:19|20|21)/, 'date.notInCalendar'));
/** A day of a person's life, such as a birthday. */
export const PersonalDayV1 = marked('identifier', z.iso.date().regex(/^(?:19|20|21)/, 'date.notInCalendar'));

/** Short text that names a thing and no person: 1 to 200 characters, of the invisible ones only the half-space. */
export const Title = marked('none', z.string().regex(/^(?:\P{C}|\u200C){1,200}$/u, 'value.format'));
/**
 * Text of so many characters, line breaks among them. Characters are code points, as JSON Schema counts them; the length of a JavaScript
 * string counts some twice.
 */
export const textOf = (least: number, most: number): z.ZodString =>
  z.string().regex(new RegExp(`^[\\s\\S]{${least},${most}}$`, 'u'), 'value.format');

/** Text that a person wrote and that may name anybody: 1 to 2,000 characters. */
export const Note = marked('contact', textOf(1, 2_000));
/** The name of a person. */
export const PersonName = marked('identifier', z.string().regex(/^(?:\P{C}|\u200C){1,120}$/u, 'value.format'));
export const NationalIdV1 = marked('identifier', z.string().regex(/^\d{10}$/, 'value.format'));
/** Who a party is by law: a national id of 10 digits, a legal entity's of 11, or a foreigner's number of up to 16. */
export const IdentityCodeV1 = marked('identifier', z.string().regex(/^\d{8,16}$/, 'value.format'));
/** What a party is, as banking interfaces tell parties apart. */
export const PARTY_KINDS = ['natural', 'legal', 'foreign_natural', 'foreign_legal'] as const;
export const MobileV1 = marked('contact', z.string().regex(/^\+989\d{9}$/, 'value.format'));
export const PostalCodeV1 = marked('contact', z.string().regex(/^\d{10}$/, 'value.format'));
export const IbanV1 = marked('financial', z.string().regex(/^IR\d{24}$/, 'value.format'));
/** A code of the country's official divisions: 2, 4, 6 or 10 digits. */
export const DivisionV1 = marked('none', z.string().regex(/^(?:\d{2}|\d{4}|\d{6}|\d{10})$/, 'value.format'));
export const Sha256 = marked('none', z.string().regex(/^[0-9a-f]{64}$/, 'value.format'));
/** An address that works once, for a document that is never inside a message. */
export const OneTimeUrl = marked('identifier', z.string().regex(/^https:\/\/[^\s"<>\\]{4,1800}$/, 'value.format'));
export const Count = marked('none', z.int().min(0).max(1_000_000_000));
export const PositiveCount = marked('none', z.int().min(1).max(1_000_000_000));
export const Flag = marked('none', z.boolean());
/** The code of an outcome, as in a problem document. */
export const CodeV1 = marked('none', ReasonCode);

/** A word that the caller chooses from a closed list. */
export const choiceOf = <const Words extends readonly [string, ...string[]]>(words: Words) => marked('none', z.enum(words));

const KNOWN_WORDS = z.registry<{ readonly known: readonly string[] }>();

/** A word that the partner answers with: one of the known ones or, after the contract has grown, a newer one. Test it with `isKnown`. */
export function openWordOf<const K extends string>(known: readonly K[]): z.ZodType<OpenWord<K>, string> {
  const schema = marked('none', Word);
  KNOWN_WORDS.add(schema, { known });
  return schema as unknown as z.ZodType<OpenWord<K>, string>;
}

/** The words that a schema made by {@link openWordOf} knows. */
export const knownWordsOf = (schema: z.core.$ZodType): readonly string[] | undefined => KNOWN_WORDS.get(schema)?.known;

/** A document: what it is and the digest of its bytes. The bytes themselves travel by a one-time address. */
export const DocumentV1 = z.object({ kind: marked('none', Word), sha256: Sha256, title: Title.optional() });
export interface DocumentV1 extends z.infer<typeof DocumentV1> {}

/** A postal address. */
export const AddressV1 = z.object({
  division: DivisionV1,
  postalCode: PostalCodeV1,
  text: marked('contact', textOf(5, 200)),
  recipient: PersonName.optional(),
  mobile: MobileV1.optional(),
});
export interface AddressV1 extends z.infer<typeof AddressV1> {}
