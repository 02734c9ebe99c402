import * as z from 'zod';

/**
 * The only texts that may cross from a partner into an error, an event or a log. Each has a form in which a name, a telephone number,
 * a national id, a card or a Sheba number cannot stand.
 */

/** An id made by a partner: a lower-case prefix, an underscore, letters and digits; at most 40 characters (`evt_01J9ZC...`). */
export const PartnerMadeId = z.string().regex(/^(?=.{3,40}$)[a-z]{1,12}_[A-Za-z0-9]+$/, 'value.format');

/** A machine-readable reason: capital letters, digits and underscores, at most 63 characters, never a long run of digits. */
export const ReasonCode = z.string().regex(/^(?!.*\d{5})[A-Z][A-Z0-9_]{0,62}$/, 'value.format');

/** A word of an open list: small letters, underscores and dots, at most 63 characters. */
export const Word = z.string().regex(/^[a-z][a-z_.]{0,62}$/, 'value.format');
