/** Whether two plain values say the same: key order does not matter, and an absent key equals one that is `undefined`. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [saidIn(a), saidIn(b)];
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && sameContent(value, right.get(key)));
}

const saidIn = (value: object): Map<string, unknown> => new Map(Object.entries(value).filter(([, said]) => said !== undefined));

/** Freezes a plain value and everything in it, in place. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
