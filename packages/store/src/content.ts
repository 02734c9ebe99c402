/** Whether two plain values say the same: key order does not matter, and an absent key equals one that is `undefined`. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  for (const key of Object.keys(a)) if (!sameContent(fieldOf(a, key), fieldOf(b, key))) return false;
  for (const key of Object.keys(b)) if (fieldOf(b, key) !== undefined && fieldOf(a, key) === undefined) return false;
  return true;
}

const fieldOf = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** Freezes a plain value and everything in it, in place. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) freeze(value);
  return value;
}

function freeze(value: object): void {
  if (Object.isFrozen(value)) return;
  // By its values: to look each place of a list up by its key takes several times as long as freezing it.
  for (const one of Object.values<unknown>(value as Record<string, unknown>)) if (typeof one === 'object' && one !== null) freeze(one);
  Object.freeze(value);
}
