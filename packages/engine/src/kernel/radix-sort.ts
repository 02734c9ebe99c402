/** Room for sorting slices of at most `length` rows; any number of slices, one after the other, use the same. */
export type SortRoom = { readonly rows: Uint32Array; readonly keys: Uint32Array; readonly start: Uint32Array };

export const sortRoom = (length: number): SortRoom => ({
  rows: new Uint32Array(length),
  keys: new Uint32Array(length),
  start: new Uint32Array(1 << DIGIT_BITS),
});

/**
 * Sorts rows by their keys, in place, keeping the order of rows with equal keys: a radix sort, the least digit first. Without comparisons,
 * O(rows + 4,096) for each of the one to three digits of the keys. Twelve bits a digit: two passes for most keys, and both fit the cache. A few
 * rows are put in one by one.
 *
 * @param keys `keys[position]` is the key of `rows[position]`; left in disorder.
 * @param keyCount keys are 0 to `keyCount` - 1; at most 2^32.
 */
export function sortByKey(rows: Uint32Array, keys: Uint32Array, keyCount: number, room: SortRoom): void {
  if (rows.length < SHORT) {
    insertByKey(rows, keys);
    return;
  }
  const bits = Math.ceil(Math.log2(keyCount));
  const passes = Math.ceil(bits / DIGIT_BITS);
  const digitBits = Math.ceil(bits / passes);
  let here: Rows = { rows, keys };
  let there: Rows = room;
  for (let pass = 0; pass < passes; pass++) {
    sortByDigit(here, there, room.start, rows.length, pass * digitBits, digitBits);
    [here, there] = [there, here];
  }
  if (here.rows !== rows) rows.set(here.rows.subarray(0, rows.length));
}

const DIGIT_BITS = 12;
const SHORT = 40;

function insertByKey(rows: Uint32Array, keys: Uint32Array): void {
  for (let position = 1; position < rows.length; position++) {
    const [row, key] = [rows[position] as number, keys[position] as number];
    let at = position;
    for (; at > 0 && (keys[at - 1] as number) > key; at--) {
      keys[at] = keys[at - 1] as number;
      rows[at] = rows[at - 1] as number;
    }
    keys[at] = key;
    rows[at] = row;
  }
}

type Rows = { readonly rows: Uint32Array; readonly keys: Uint32Array };

function sortByDigit(from: Rows, to: Rows, start: Uint32Array, length: number, shift: number, digitBits: number): void {
  const mask = (1 << digitBits) - 1;
  start.fill(0, 0, mask + 1);
  for (let position = 0; position < length; position++) {
    const digit = ((from.keys[position] as number) >>> shift) & mask;
    start[digit] = (start[digit] as number) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit <= mask; digit++) {
    const count = start[digit] as number;
    start[digit] = sum;
    sum += count;
  }
  for (let position = 0; position < length; position++) {
    const key = from.keys[position] as number;
    const digit = (key >>> shift) & mask;
    const target = start[digit] as number;
    start[digit] = target + 1;
    to.rows[target] = from.rows[position] as number;
    to.keys[target] = key;
  }
}
