export type SharedColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** The same numbers in memory that threads share: the column itself if it lies there already, otherwise a copy. */
export function shared<C extends SharedColumn>(column: C): C {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const OfSameKind = column.constructor as new (buffer: SharedArrayBuffer) => C;
  const copy = new OfSameKind(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const sharedNumbers = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
