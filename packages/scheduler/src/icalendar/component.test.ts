import { describe, expect, it } from 'vitest';
import { ICALENDAR_LIMITS, readComponents } from './component.ts';

const read = (...lines: string[]) => readComponents(lines.join('\r\n'))._unsafeUnwrap();
const HEAD = ['BEGIN:VCALENDAR', 'VERSION:2.0'];
/** Three lines. */
const eventOf = (uid: string) => ['BEGIN:VEVENT', `UID:${uid}`, 'END:VEVENT'];
const uidsOf = ({ components }: ReturnType<typeof read>) => components.map(({ properties }) => properties[0]?.value);

describe('readComponents', () => {
  it('gives events and to-dos with the properties of their own, in the order of the file', () => {
    const alarm = ['BEGIN:VALARM', 'UID:alarm', 'END:VALARM'];
    const found = read(...HEAD, 'BEGIN:VTODO', 'UID:a', ...alarm, 'SUMMARY:x', 'END:VTODO', ...eventOf('b'), 'END:VCALENDAR', '');
    const property = (line: number, name: string, value: string) => ({ line, name, parameters: new Map(), value });
    expect(found).toStrictEqual({
      components: [
        { kind: 'todo', line: 3, properties: [property(4, 'UID', 'a'), property(8, 'SUMMARY', 'x')] },
        { kind: 'event', line: 10, properties: [property(11, 'UID', 'b')] },
      ],
      refused: [],
    });
  });

  it('reads several calendars, and refuses one without the others', () => {
    const calendar = (uid: string, version: string) => ['BEGIN:VCALENDAR', version, ...eventOf(uid), 'END:VCALENDAR'];
    const found = read(...calendar('a', 'VERSION:2.0'), ...calendar('b', 'VERSION:1.0'), ...calendar('c', 'VERSION:2.0'));
    expect(uidsOf(found)).toEqual(['a', 'c']);
    expect(found.refused).toEqual([{ line: 8, code: 'icalendar.versionUnsupported' }]);
  });

  it('looks for the version, the scale and the method wherever the calendar says them', () => {
    const found = read(
      'BEGIN:VCALENDAR',
      'PRODID:-//x',
      'X-A:b',
      'version:2.0',
      'METHOD:publish',
      'CALSCALE:gregorian',
      ...eventOf('a'),
      'END:VCALENDAR',
    );
    expect(uidsOf(found)).toEqual(['a']);
    expect(found.refused).toEqual([]);
    expect(read(...HEAD, ...eventOf('a'), 'METHOD:REQUEST', 'END:VCALENDAR')).toEqual({
      components: [],
      refused: [{ line: 6, code: 'icalendar.methodUnsupported' }],
    });
  });

  it('passes over a byte order mark at the beginning, and keeps one within', () => {
    const lines = [...HEAD, ...eventOf('a\uFEFFb'), 'END:VCALENDAR'];
    expect(uidsOf(read(`\uFEFF${lines[0]}`, ...lines.slice(1)))).toEqual(['a\uFEFFb']);
    expect(uidsOf(read(...lines))).toEqual(['a\uFEFFb']);
  });

  it.each(['X-BEGIN:VCALENDAR', 'BEGIN:VCALENDARS', 'BEGIN:VCALENDAR ', 'BEGIN;X=y:VCALENDAR', 'SUMMARY:x\r\nBEGIN:VCALENDAR'])(
    'takes nothing that begins with %j',
    (beginning) => {
      expect(readComponents(`${beginning}\r\nVERSION:2.0\r\nEND:VCALENDAR`)._unsafeUnwrapErr().code).toBe('icalendar.notCalendar');
    },
  );

  it.each([
    [
      'an end of another name, and closes with the right one',
      ['BEGIN:VEVENT', 'END:VTODO', 'UID:x', 'END:VEVENT', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 4, code: 'icalendar.componentUnclosed' }],
    ],
    [
      'a part that is left open within an event',
      ['BEGIN:VEVENT', 'BEGIN:VALARM', 'END:VEVENT', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 5, code: 'icalendar.componentUnclosed' }],
    ],
    [
      'an event that another begins within',
      ['BEGIN:VEVENT', 'UID:x', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 5, code: 'icalendar.componentNested' }],
    ],
    [
      'a component of another kind, once, with all that it holds',
      ['BEGIN:VJOURNAL', 'BEGIN:VALARM', 'BEGIN:X', 'END:X', 'END:VALARM', 'BROKEN', 'END:VJOURNAL', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 3, code: 'icalendar.componentUnsupported' }],
    ],
    [
      'a broken line of an event, once and the first',
      ['BEGIN:VEVENT', 'BROKEN', 'UID', 'END:VEVENT', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 4, code: 'icalendar.lineFormat' }],
    ],
    [
      'a broken line of a time zone',
      ['BEGIN:VTIMEZONE', 'BEGIN:STANDARD', 'BROKEN', 'END:STANDARD', 'END:VTIMEZONE', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 5, code: 'icalendar.lineFormat' }],
    ],
    [
      'a part of an event within a time zone',
      ['BEGIN:VTIMEZONE', 'BEGIN:VALARM', 'END:VALARM', 'END:VTIMEZONE', ...eventOf('b'), 'END:VCALENDAR'],
      [{ line: 4, code: 'icalendar.componentNested' }],
    ],
    [
      'what stands after the end of the calendar',
      [...eventOf('b'), 'END:VCALENDAR', 'END:VCALENDAR', 'END:VEVENT', 'SUMMARY:x', 'BEGIN:VEVENT'],
      [
        { line: 7, code: 'icalendar.componentUnclosed' },
        { line: 8, code: 'icalendar.componentUnclosed' },
        { line: 9, code: 'icalendar.notCalendar' },
        { line: 10, code: 'icalendar.notCalendar' },
      ],
    ],
    [
      'a text that is cut off within an event',
      [...eventOf('b'), 'BEGIN:VEVENT', 'UID:x'],
      [
        { line: 6, code: 'icalendar.componentUnclosed' },
        { line: 1, code: 'icalendar.componentUnclosed' },
      ],
    ],
    [
      'an event that the end of the calendar cuts off',
      [...eventOf('b'), 'BEGIN:VEVENT', 'UID:x', 'END:VCALENDAR'],
      [{ line: 8, code: 'icalendar.componentUnclosed' }],
    ],
  ])('refuses %s, and reads on', (_, lines, refused) => {
    const found = read(...HEAD, ...lines);
    expect(found.refused).toEqual(refused);
    expect(uidsOf(found)).toEqual(['b']);
  });

  it('takes as many characters as the limit says and not one more', () => {
    const codeOf = (characters: number) => readComponents(' '.repeat(characters))._unsafeUnwrapErr().code;
    expect(codeOf(ICALENDAR_LIMITS.characters)).toBe('icalendar.notCalendar');
    expect(codeOf(ICALENDAR_LIMITS.characters + 1)).toBe('icalendar.tooLarge');
  });

  it('takes as many components as the limit says and not one more', () => {
    const textOf = (count: number) => [...HEAD, ...Array<string>(count).fill('BEGIN:VEVENT\nEND:VEVENT'), 'END:VCALENDAR'].join('\n');
    expect(readComponents(textOf(ICALENDAR_LIMITS.components))._unsafeUnwrap().components).toHaveLength(ICALENDAR_LIMITS.components);
    expect(readComponents(textOf(ICALENDAR_LIMITS.components + 1))._unsafeUnwrapErr().code).toBe('icalendar.tooManyComponents');
  });
});
