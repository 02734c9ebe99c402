import { Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { type LocalTime, parseLocalTime } from './local-time.ts';
import { isOpen, nextOpening, SERVICE_HOURS, type ServiceHours } from './service-hours.ts';

const faces = SERVICE_HOURS.faceVerification;
const at = (tehran: string): Instant => Instant.parse(`${tehran}:00+03:30`);
const timeOf = (text: string): LocalTime => parseLocalTime(text)._unsafeUnwrap();
const opening = (hours: ServiceHours, tehran: string): number => Date.parse(nextOpening(hours, at(tehran))._unsafeUnwrap());

describe('face verification', () => {
  it.each([
    ['2026-11-23T06:59', false],
    ['2026-11-23T07:00', true],
    ['2026-11-23T22:59', true],
    ['2026-11-23T23:00', false],
    ['2026-11-24T02:30', false],
  ])('at %s in Tehran is open: %s', (tehran, open) => {
    expect(isOpen(faces, at(tehran))._unsafeUnwrap()).toBe(open);
  });

  it('opens at seven of the same day before it, and of the next day after eleven at night', () => {
    expect(opening(faces, '2026-11-24T02:30')).toBe(Date.parse('2026-11-24T03:30:00Z'));
    expect(opening(faces, '2026-11-23T23:30')).toBe(Date.parse('2026-11-24T03:30:00Z'));
  });

  it('is open now while it is open', () => {
    expect(nextOpening(faces, at('2026-11-23T12:00'))._unsafeUnwrap()).toBe(at('2026-11-23T12:00'));
  });

  it('knows no hours outside the strict range', () => {
    expect(isOpen(faces, Instant.parse('1900-01-01T00:00:00Z'))._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });
});

describe('other hours', () => {
  it('run round the clock when both times are equal', () => {
    expect(isOpen(SERVICE_HOURS.onlineRahyari, at('2026-11-23T02:30'))._unsafeUnwrap()).toBe(true);
    expect(isOpen(SERVICE_HOURS.onlineRahyari, at('2026-11-23T00:00'))._unsafeUnwrap()).toBe(true);
  });

  it('may run over midnight', () => {
    const night: ServiceHours = { ...faces, opens: timeOf('22:00'), closes: timeOf('06:00') };
    expect(isOpen(night, at('2026-11-23T23:00'))._unsafeUnwrap()).toBe(true);
    expect(isOpen(night, at('2026-11-23T05:59'))._unsafeUnwrap()).toBe(true);
    expect(isOpen(night, at('2026-11-23T06:00'))._unsafeUnwrap()).toBe(false);
    expect(opening(night, '2026-11-23T06:00')).toBe(Date.parse('2026-11-23T18:30:00Z'));
  });
});
