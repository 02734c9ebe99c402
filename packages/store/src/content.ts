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
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const key in value) frozen(value[key]);
  return Object.freeze(value);
}
