/** Computes a value at the first call, and gives the same one ever after. Only for constants that are costly to build. */
export function once<T extends object>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}
