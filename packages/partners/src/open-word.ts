declare const unknownWord: unique symbol;

/** A word that a partner used and this version of the contract does not know. It is kept as it came, and marked. */
export type UnknownWord = string & { readonly [unknownWord]: true };

/** A list that may grow inside a major version of the contract: a known word, or one to be shown and not acted on. */
export type OpenWord<Known extends string> = Known | UnknownWord;

/** Tells a known word from a newer one; after it, a `switch` over the known words is exhaustive. */
export const isKnown = <Known extends string>(known: readonly Known[], word: OpenWord<Known>): word is Known =>
  (known as readonly string[]).includes(word);

/** Reads a word from the wire as one of the known ones, or marks it as unknown. */
export const openWord = <Known extends string>(known: readonly Known[], text: string): OpenWord<Known> =>
  known.find((word) => word === text) ?? (text as UnknownWord);
