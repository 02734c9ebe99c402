/**
 * Sorts rows by a small integer key, keeping the order of rows with equal keys: one pass of a radix sort. Several passes, the least
 * important key first, sort by several keys. O(rows + keys), without comparisons.
 *
 * @param keys for each row in `rows`, the key at that row's index: 0 to `keyCount` - 1.
 * @returns the sorted rows, and for each key the position of its first row (one position more than keys).
 */
export function countingSort(rows: Uint32Array, keys: Uint32Array, keyCount: number): { sorted: Uint32Array; start: Uint32Array } {
  const start = new Uint32Array(keyCount + 1);
  for (let position = 0; position < rows.length; position++) {
    const key = keys[rows[position] as number] as number;
    start[key + 1] = (start[key + 1] as number) + 1;
  }
  for (let key = 0; key < keyCount; key++) start[key + 1] = (start[key + 1] as number) + (start[key] as number);
  const next = start.slice();
  const sorted = new Uint32Array(rows.length);
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position] as number;
    const key = keys[row] as number;
    sorted[next[key] as number] = row;
    next[key] = (next[key] as number) + 1;
  }
  return { sorted, start };
}
