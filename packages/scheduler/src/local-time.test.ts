import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLocalTime, type LocalTime, localTime, parseLocalTime } from './local-time.ts';

describe('parseLocalTime', () => {
  it.each([
    ['00:00', 0],
    ['23:59', 1_439],
    ['۰۹:۳۰', 570],
  ])('reads %s', (text, minutes) => {
    expect(parseLocalTime(text)._unsafeUnwrap()).toBe(minutes);
  });
});

describe('localTime', () => {
  it('counts minutes from midnight', () => {
    expect(localTime(9, 30)._unsafeUnwrap()).toBe(570);
    expect(localTime(-0, -0)._unsafeUnwrap()).toBe(0);
  });
});

describe('formatLocalTime', () => {
  it('writes two digits each', () => {
    expect(formatLocalTime(localTime(9, 5)._unsafeUnwrap(), 'fa')).toBe('۰۹:۰۵');
    expect(formatLocalTime(localTime(9, 5)._unsafeUnwrap(), 'en')).toBe('09:05');
  });

  it('is read back, every minute of the day', () => {
    fc.assert(
      fc.property(fc.nat(1_439), fc.constantFrom('fa', 'en'), (minutes, language) => {
        expect(parseLocalTime(formatLocalTime(minutes as LocalTime, language))._unsafeUnwrap()).toBe(minutes);
      }),
    );
  });
});
