/// <reference types="node" />
import type { StoreError } from '../store-error.ts';

/** What the disk said, as a store error; its text, which holds paths, is left behind. Anything that no disk said is our own fault. */
export function diskError(cause: unknown): StoreError {
  const code = diskCode(cause);
  if (code === '') throw cause;
  return { kind: 'unavailable', why: WHY.get(code) ?? 'failed' };
}

/** The code of a failed file operation (`ENOENT`), empty for anything else. */
export const diskCode = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

const WHY: ReadonlyMap<string, 'full' | 'denied'> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
  ['EROFS', 'denied'],
]);
