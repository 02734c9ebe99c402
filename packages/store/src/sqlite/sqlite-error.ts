/// <reference types="node" />
import type { StoreError } from '../store-error.ts';

/** What a driver, or the disk, said, as a store error; its text, which holds paths, is left behind. What neither of them said is our own fault and is thrown again. */
export function sqliteError(cause: unknown): StoreError {
  if (cause === DAMAGE) return { kind: 'corrupt' };
  const code = codeOf(cause);
  if (code === undefined) throw cause;
  const kind = RESULT_CODES.get(code) ?? RESULT_CODES.get(code.split('_', 2).join('_')) ?? DISK_CODES.get(code) ?? 'failed';
  return kind === 'corrupt' ? { kind } : { kind: 'unavailable', why: kind };
}

/** What was read cannot be what was written. */
export function damaged(): never {
  throw DAMAGE;
}

export const isBusy = (error: StoreError): boolean => error.kind === 'unavailable' && error.why === 'busy';

const DAMAGE = new Error('a stored row cannot be read');

type Kind = 'corrupt' | 'busy' | 'full' | 'denied' | 'failed';

/** By the names of https://www.sqlite.org/rescode.html; what is not listed is `failed`. */
const RESULT_CODES: ReadonlyMap<string, Kind> = new Map([
  ['SQLITE_PERM', 'denied'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY', 'denied'],
  // The file was moved or removed while it was open.
  ['SQLITE_READONLY_DBMOVED', 'failed'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_CANTOPEN', 'denied'],
  ['SQLITE_PROTOCOL', 'busy'],
  ['SQLITE_NOTADB', 'corrupt'],
]);

const DISK_CODES: ReadonlyMap<string, Kind> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['EROFS', 'denied'],
]);

/** node:sqlite gives the numbers of those names; the low byte of an extended code is the plain one. */
const RESULT_NUMBERS: ReadonlyMap<number, string> = new Map([
  [3, 'SQLITE_PERM'],
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [8, 'SQLITE_READONLY'],
  [1032, 'SQLITE_READONLY_DBMOVED'],
  [11, 'SQLITE_CORRUPT'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
  [15, 'SQLITE_PROTOCOL'],
  [26, 'SQLITE_NOTADB'],
]);

function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  if ('errcode' in cause && typeof cause.errcode === 'number')
    return RESULT_NUMBERS.get(cause.errcode) ?? RESULT_NUMBERS.get(cause.errcode & 0xff) ?? 'SQLITE_OTHER';
  return 'code' in cause && typeof cause.code === 'string' && /^(SQLITE_|E[A-Z0-9]+$)/.test(cause.code) ? cause.code : undefined;
}
