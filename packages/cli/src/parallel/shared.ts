export type SharedColumn = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** The same numbers in memory that threads share: the column itself if it lies there already, otherwise a copy. */
export function shared<C extends SharedColumn>(column: C): C {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const OfSameKind = column.constructor as new (buffer: SharedArrayBuffer) => C;
  const copy = new OfSameKind(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

/** Plain data with every array of numbers in it in memory that threads share: nothing is copied that lies there already. */
export function inSharedMemory<Data>(data: Data): Data {
  if (isColumn(data)) return shared(data);
  if (Array.isArray(data)) return data.map(inSharedMemory) as Data;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inSharedMemory<unknown>(value)])) as Data;
}

const isColumn = (data: unknown): data is SharedColumn =>
  data instanceof Uint8Array || data instanceof Uint16Array || data instanceof Uint32Array || data instanceof Int32Array;

/** Memory that threads share, all zero. */
export const sharedMemory = (byteLength: number): SharedArrayBuffer => new SharedArrayBuffer(byteLength);

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));
export const sharedNumbers = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT));
