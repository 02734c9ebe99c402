import { describe, expect, it } from 'vitest';
import { isRace, storeErrorOf } from './postgres-error.ts';

const coded = (code: string): Error => Object.assign(new Error('a text of the server with a value in it'), { code });

describe('an error of the server or of the driver', () => {
  it.each([
    ['28P01', 'refused'],
    ['28000', 'refused'],
    ['3D000', 'refused'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'refused'],
    ['42501', 'denied'],
    ['25006', 'denied'],
    ['53100', 'full'],
    ['53300', 'busy'],
    ['53200', 'busy'],
    ['57014', 'busy'],
    ['55P03', 'busy'],
    ['08006', 'lost'],
    ['57P01', 'lost'],
    ['57P03', 'lost'],
    ['25P03', 'lost'],
    ['ECONNREFUSED', 'lost'],
    ['ECONNRESET', 'lost'],
    ['ENOTFOUND', 'lost'],
    ['42P01', 'failed'],
    ['XX000', 'failed'],
  ])('%s is %s', (code, why) => {
    expect(storeErrorOf(coded(code))).toEqual({ kind: 'unavailable', why });
  });

  it.each(['XX001', 'XX002'])('%s is damage', (code) => {
    expect(storeErrorOf(coded(code))).toEqual({ kind: 'corrupt' });
  });

  it.each([
    ['Connection terminated unexpectedly', 'lost'],
    ['Connection terminated due to connection timeout', 'lost'],
    ['Client has encountered a connection error and is not queryable', 'lost'],
    ['timeout exceeded when trying to connect', 'busy'],
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'refused'],
    ['The server does not support SSL connections', 'refused'],
    ['something else', 'failed'],
  ])('without a code, "%s" is %s', (text, why) => {
    expect(storeErrorOf(new Error(text))).toEqual({ kind: 'unavailable', why });
  });

  it('is a race only where another was faster', () => {
    expect(['40001', '40P01', '23505', '23514', '57014', '08006'].filter((code) => isRace(coded(code)))).toEqual([
      '40001',
      '40P01',
      '23505',
    ]);
  });
});
