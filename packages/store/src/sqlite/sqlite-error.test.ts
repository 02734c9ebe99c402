/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { damaged, sqliteError } from './sqlite-error.ts';
import { isOutdated } from './sqlite-store.ts';

const fault = (fields: object): Error => Object.assign(new Error('text with /a/path'), fields);

describe('sqliteError', () => {
  it.each([
    ['SQLITE_BUSY', 5, 'busy'],
    ['SQLITE_BUSY_SNAPSHOT', 517, 'busy'],
    ['SQLITE_LOCKED', 6, 'busy'],
    ['SQLITE_PROTOCOL', 15, 'busy'],
    ['SQLITE_FULL', 13, 'full'],
    ['SQLITE_READONLY', 8, 'denied'],
    ['SQLITE_READONLY_DIRECTORY', 1544, 'denied'],
    ['SQLITE_READONLY_DBMOVED', 1032, 'failed'],
    ['SQLITE_PERM', 3, 'denied'],
    ['SQLITE_CANTOPEN', 14, 'denied'],
    ['SQLITE_IOERR_FSYNC', 1034, 'failed'],
    ['SQLITE_ERROR', 1, 'failed'],
  ])('says the same of %s, by name and by number', (code, errcode, why) => {
    expect(sqliteError(fault({ code }))).toEqual({ kind: 'unavailable', why });
    expect(sqliteError(fault({ code: 'ERR_SQLITE_ERROR', errcode }))).toEqual({ kind: 'unavailable', why });
  });

  it.each([
    ['SQLITE_CORRUPT', 11],
    ['SQLITE_CORRUPT_VTAB', 267],
    ['SQLITE_NOTADB', 26],
  ])('says that %s is damage', (code, errcode) => {
    expect(sqliteError(fault({ code }))).toEqual({ kind: 'corrupt' });
    expect(sqliteError(fault({ errcode }))).toEqual({ kind: 'corrupt' });
  });

  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'full'],
    ['EACCES', 'denied'],
    ['EROFS', 'denied'],
    ['EIO', 'failed'],
  ])('knows what the disk said: %s', (code, why) => {
    expect(sqliteError(fault({ code }))).toEqual({ kind: 'unavailable', why });
  });

  it('says that what cannot be read is damage', () => {
    let thrown: unknown;
    try {
      damaged();
    } catch (cause) {
      thrown = cause;
    }
    expect(sqliteError(thrown)).toEqual({ kind: 'corrupt' });
  });

  it.each([new TypeError('ours'), fault({ code: 'ERR_INVALID_ARG_TYPE' }), 'text'])('throws again what nobody else said', (cause) => {
    expect(() => sqliteError(cause)).toThrow();
  });
});

describe('isOutdated', () => {
  it.each([
    ['3.51.2', true],
    ['3.45.1', true],
    ['2.99.9', true],
    ['3.51.3', false],
    ['3.53.0', false],
    ['4.0.0', false],
  ])('of %s is %s', (version, expected) => {
    expect(isOutdated(version)).toBe(expected);
  });
});
