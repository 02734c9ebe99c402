import { describe, expect, it } from 'vitest';
import { fileErrorOf } from './file-error.ts';

const systemError = (code: string, path?: string): Error =>
  Object.assign(new Error(code), { code, syscall: 'write', ...(path === undefined ? {} : { path }) });

describe('fileErrorOf', () => {
  it.each([
    ['ENOENT', 'notFound'],
    ['ENOTDIR', 'notAFile'],
    ['EACCES', 'notPermitted'],
    ['ENOSPC', 'noSpace'],
    ['EIO', 'ioFailed'],
  ])('says %s as %s', (code, kind) => {
    expect(fileErrorOf(systemError(code), 'given')).toEqual({ kind, path: 'given' });
  });

  it('names the file that failed rather than the one that was asked for', () => {
    expect(fileErrorOf(systemError('ENOSPC', 'other'), 'given')).toEqual({ kind: 'noSpace', path: 'other' });
  });

  it('throws our own mistakes on', () => {
    const mistake = new TypeError('ours');
    expect(() => fileErrorOf(mistake, 'given')).toThrow(mistake);
  });
});
