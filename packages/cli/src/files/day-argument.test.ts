import { describe, expect, it } from 'vitest';
import { parseDayArgument } from './day-argument.ts';

describe('parseDayArgument', () => {
  it.each(['1405-09-02', '1405/09/02', '1405/9/2', '۱۴۰۵/۰۹/۰۲', '١٤٠٥-٠٩-٠٢', '2026-11-23', '۲۰۲۶-۱۱-۲۳'])('reads %s', (text) => {
    expect(parseDayArgument(text)._unsafeUnwrap()).toBe('2026-11-23');
  });

  it.each([
    ['', 'date.format'],
    ['today', 'date.format'],
    ['1405-09', 'date.format'],
    ['05-09-02', 'date.format'],
    ['1405-09-02 ', 'date.format'],
    ['2026/11/23', 'date.outOfRange'],
    ['1404-12-30', 'date.notInCalendar'],
    ['1405-13-01', 'date.notInCalendar'],
    ['2026-02-29', 'date.notInCalendar'],
    ['2199-01-01', 'date.outOfRange'],
    ['1303-01-01', 'date.outOfRange'],
    ['1699-01-01', 'date.outOfRange'],
    ['1850-01-01', 'date.outOfRange'],
    ['2200-01-01', 'date.outOfRange'],
  ])('refuses "%s"', (text, code) => {
    expect(parseDayArgument(text)._unsafeUnwrapErr().code).toBe(code);
  });

  it('tells leap years apart: 30 Esfand 1403 and 29 February 2024 are days', () => {
    expect(parseDayArgument('1403-12-30')._unsafeUnwrap()).toBe('2025-03-20');
    expect(parseDayArgument('2024-02-29')._unsafeUnwrap()).toBe('2024-02-29');
  });
});
