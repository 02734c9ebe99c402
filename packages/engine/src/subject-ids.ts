import { hashContinued, hashText, mix, unmixedHash } from './kernel/hash.ts';

/** The ids of all subjects, strictly ascending by UTF-16 code units. The position of an id is the index of its subject. */
export type SubjectIds = {
  readonly count: number;
  at(index: number): string;
  /** -1 for an id that is not there. */
  indexOf(id: string): number;
  /** Equal to `hashText(at(index))`, whatever holds the ids; ten million strings are never made for it. */
  hashAt(index: number): number;
  /** The same ids as data, for another thread to hash; strings have no such form. */
  readonly form?: IdForm;
};

/** Ids as plain data: bytes as in {@link packedIds}; ranges of numbered ids, one after the other; or what alone is asked of them elsewhere. */
export type IdForm =
  | { readonly kind: 'packed'; readonly bytes: Uint8Array; readonly offsets: Uint32Array }
  | { readonly kind: 'numbered'; readonly ranges: readonly { readonly prefix: string; readonly count: number }[] }
  | { readonly kind: 'hashed'; readonly hashes: Uint32Array };

/** The form of any ids; of strings it is their hashes, 4 bytes each. */
export const formOf = (ids: SubjectIds): IdForm =>
  ids.form ?? { kind: 'hashed', hashes: new Uint32Array(ids.count).map((_, index) => ids.hashAt(index)) };

/** Writes the hashes of the ids from `from` to `to`, exclusive, into `hashes`, from its beginning. */
export function hashIds(form: IdForm, from: number, to: number, hashes: Uint32Array): void {
  if (form.kind === 'hashed') hashes.set(form.hashes.subarray(from, to));
  else if (form.kind === 'packed') for (let index = from; index < to; index++) hashes[index - from] = hashPacked(form, index);
  else {
    let start = 0;
    for (const { prefix, count } of form.ranges) {
      const first = Math.max(from, start);
      const end = Math.min(to, start + count);
      if (first < end) hashNumbered(prefix, count, first - start, hashes.subarray(first - from, end - from));
      start += count;
    }
  }
}

/** Ids held as strings; they must ascend. */
export function listedIds(sorted: readonly string[]): SubjectIds {
  const at = (index: number): string => sorted[index] as string;
  return {
    count: sorted.length,
    at,
    indexOf: (id) => search(sorted.length, (index) => compare(at(index), id)),
    hashAt: (index) => hashText(at(index)),
  };
}

/** Ids `prefix` + zero-padded position, made when asked for: nothing is stored per subject. */
export function numberedIds(prefix: string, count: number): SubjectIds {
  const width = widthOf(count);
  const prefixHash = unmixedHash(prefix);
  const at = (index: number): string => prefix + String(index).padStart(width, '0');
  const indexOf = (id: string): number => {
    const index = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : -1;
    return Number.isInteger(index) && index >= 0 && index < count && at(index) === id ? index : -1;
  };
  const hashAt = (index: number): number => mix(hashDigits(prefixHash, width, index));
  return { count, at, indexOf, hashAt, form: { kind: 'numbered', ranges: [{ prefix, count }] } };
}

const widthOf = (count: number): number => String(Math.max(count - 1, 0)).length;

function hashDigits(prefixHash: number, width: number, index: number): number {
  let hash = prefixHash;
  for (let place = 10 ** (width - 1); place >= 1; place /= 10) hash = hashContinued(hash, DIGIT_0 + (Math.floor(index / place) % 10));
  return hash;
}

/** Ten numbers after one another have all digits but the last in common. */
function hashNumbered(prefix: string, count: number, first: number, hashes: Uint32Array): void {
  const prefixHash = unmixedHash(prefix);
  const width = widthOf(count);
  for (let index = 0; index < hashes.length; ) {
    const tens = Math.floor((first + index) / 10);
    const tensHash = hashDigits(prefixHash, width - 1, tens);
    for (let digit = (first + index) % 10; digit < 10 && index < hashes.length; digit++)
      hashes[index++] = mix(hashContinued(tensHash, DIGIT_0 + digit));
  }
}

/**
 * Ids held one after the other in `bytes`, ascending, in ASCII as the schema of ids wants: the id at an index is
 * `bytes[offsets[index]]` up to `offsets[index + 1]`, so there is one offset more than ids. Both may be shared between threads.
 */
export function packedIds(bytes: Uint8Array, offsets: Uint32Array): SubjectIds {
  const count = Math.max(offsets.length - 1, 0);
  const from = (index: number): number => offsets[index] as number;
  const byte = (position: number): number => bytes[position] as number;
  const compareTo = (id: string) => (index: number) => {
    const length = from(index + 1) - from(index);
    for (let unit = 0; unit < length && unit < id.length; unit++) {
      const difference = byte(from(index) + unit) - id.charCodeAt(unit);
      if (difference !== 0) return difference;
    }
    return length - id.length;
  };
  const form = { kind: 'packed', bytes, offsets } as const;
  return {
    count,
    at: (index) => String.fromCharCode(...bytes.subarray(from(index), from(index + 1))),
    indexOf: (id) => search(count, compareTo(id)),
    hashAt: (index) => hashPacked(form, index),
    form,
  };
}

function hashPacked({ bytes, offsets }: { readonly bytes: Uint8Array; readonly offsets: Uint32Array }, index: number): number {
  let hash = EMPTY_HASH;
  const to = offsets[index + 1] as number;
  for (let position = offsets[index] as number; position < to; position++) hash = hashContinued(hash, bytes[position] as number);
  return mix(hash);
}

const EMPTY_HASH = unmixedHash('');

const DIGIT_0 = '0'.charCodeAt(0);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The index at which the comparison gives 0, or -1; it gives less than 0 before that index and more after it. */
function search(count: number, compareAt: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low < count && compareAt(low) === 0 ? low : -1;
}
