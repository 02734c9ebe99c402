/** What a document is made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts of parts seen before; a document never changes, so a text stays right for as long as its part lives. */
const TEXTS = new WeakMap<object, string>();

/** A text that is the same for documents which differ only in the order of their names. */
export function canonicalText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = TEXTS.get(value);
  if (known !== undefined) return known;
  const text = isJsonObject(value) ? textOfObject(value) : `[${value.map(canonicalText).join(',')}]`;
  TEXTS.set(value, text);
  return text;
}

const textOfObject = (value: JsonObject): string =>
  `{${Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`)
    .join(',')}}`;

/** `promissoryNote`, `VALIDATION_FAILED` and `bank.loans` as names of a type. */
export const pascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) =>
      word === word.toUpperCase() ? word.charAt(0) + word.slice(1).toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('');
