import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const nowMs = Date.UTC(2026, 10, 23, 6, 0, 0);

describe('retryAfterMs', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    ['Mon, 23 Nov 2026 06:01:30 GMT', 90_000],
    ['Mon, 23 Nov 2026 05:00:00 GMT', 0],
  ])('reads %s', (header, waitMs) => {
    expect(retryAfterMs(header, nowMs)).toBe(waitMs);
  });

  it.each([undefined, '', '-1', '1.5', 'soon', '2026-11-23T06:01:30Z', 'Mon, 99 Nov 2026 06:01:30 GMT', '9999999999'])(
    'does not read %s',
    (header) => {
      expect(retryAfterMs(header, nowMs)).toBeUndefined();
    },
  );
});
