import { describe, expect, it } from 'vitest';
import { PARTNER_ERROR_TERMS, partnerError } from './partner-error.ts';

describe('partnerError', () => {
  it('takes outcome and advice from its kind', () => {
    expect(partnerError({ kind: 'network' })).toEqual({ kind: 'network', outcome: 'unknown', retryable: true });
    expect(partnerError({ kind: 'rejected', code: 'CORE_MIN_MEMBERS' })).toEqual({
      kind: 'rejected',
      code: 'CORE_MIN_MEMBERS',
      outcome: 'not_applied',
      retryable: false,
    });
  });

  it('knows that a key in progress may be sent again, and a reused one may not', () => {
    expect(partnerError({ kind: 'idempotency', reason: 'in_progress' })).toMatchObject({ outcome: 'unknown', retryable: true });
    expect(partnerError({ kind: 'idempotency', reason: 'reused' })).toMatchObject({ outcome: 'not_applied', retryable: false });
    expect(partnerError({ kind: 'idempotency', reason: 'key_required' })).toMatchObject({ outcome: 'not_applied', retryable: false });
  });

  it('is not retryable where new credentials are needed first', () => {
    expect(partnerError({ kind: 'unauthenticated' }).retryable).toBe(false);
  });

  it('says more than its kind where more is known', () => {
    const error = partnerError({ kind: 'rate_limited' }, { outcome: 'not_applied', retryAfterMs: 2_000 });
    expect(error).toMatchObject({ outcome: 'not_applied', retryAfterMs: 2_000 });
    expect(Object.isFrozen(error)).toBe(true);
    expect('retryAfterMs' in partnerError({ kind: 'rate_limited' })).toBe(false);
  });

  it('has a Persian and an English sentence for every kind, in Persian letters', () => {
    for (const { fa, en } of Object.values(PARTNER_ERROR_TERMS)) {
      expect(fa).toMatch(/^[\u0600-\u06ff\u200c ،]+$/);
      expect(fa).not.toMatch(/[يك]/);
      expect(en).toMatch(/^[a-z ]+$/);
    }
  });
});
