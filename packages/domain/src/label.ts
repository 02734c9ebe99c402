/** A word in both languages of the SDK. Persian text uses ی and ک, and the half-space where Persian writes one. */
export type Label = { readonly fa: string; readonly en: string };

/**
 * A line, or lines, of the founding text ("Jame'e-ye Rahyaran", Ordibehesht 1405) that a word or a rule rests on.
 * `assumed` marks what the text leaves open and the SDK chose; the choice stands in `docs/decisions/`.
 */
export type Source = `L${number}` | `L${number}, L${number}` | `L${number}-L${number}` | 'assumed';

/** A label together with its place in the founding text. Every vocabulary of the SDK is a table of terms. */
export type Term = Label & { readonly source: Source };
