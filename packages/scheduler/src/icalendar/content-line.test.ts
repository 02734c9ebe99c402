import { describe, expect, it } from 'vitest';
import { escapeText, fold, parseContentLine, unescapeText, unfold } from './content-line.ts';

const read = (text: string) => parseContentLine({ line: 1, text });

describe('fold', () => {
  it('ends a line after at most 75 octets and never within a character', () => {
    const folded = fold(`SUMMARY:${'پیگیری '.repeat(20)}🙂`);
    const lines = folded.split('\r\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(3);
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75);
    expect(unfold(folded)).toEqual([{ line: 1, text: `SUMMARY:${'پیگیری '.repeat(20)}🙂` }]);
  });

  it('leaves a line of 75 octets whole and folds one of 76', () => {
    expect(fold('x'.repeat(75))).toBe(`${'x'.repeat(75)}\r\n`);
    expect(fold('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x\r\n`);
    expect(fold(`${'x'.repeat(74)}پ`)).toBe(`${'x'.repeat(74)}\r\n پ\r\n`);
  });

  it.each([
    ['~', 1],
    ['\u007F', 1],
    ['\u0080', 2],
    ['\u07FF', 2],
    ['\u0800', 3],
    ['\uFFFF', 3],
    ['\u{10000}', 4],
    ['\u{10FFFF}', 4],
  ])('counts the octets of %j as %i', (character, octets) => {
    expect(new TextEncoder().encode(character)).toHaveLength(octets);
    const before = 'x'.repeat(75 - octets);
    expect(fold(`${before}${character}`)).toBe(`${before}${character}\r\n`);
    expect(fold(`x${before}${character}`)).toBe(`x${before}\r\n ${character}\r\n`);
  });

  it('counts the space that begins a continuation', () => {
    expect(fold('x'.repeat(75 + 74 + 1))).toBe(`${'x'.repeat(75)}\r\n ${'x'.repeat(74)}\r\n x\r\n`);
  });
});

describe('unfold', () => {
  it('joins lines, whatever their end, and keeps the number of the first', () => {
    expect(unfold('A:1\r\nB:2\r\n 3\n\t4\nC:5\n\n')).toEqual([
      { line: 1, text: 'A:1' },
      { line: 2, text: 'B:234' },
      { line: 5, text: 'C:5' },
    ]);
  });

  it('takes 200,000 characters in a line, folded or not, and not one more', () => {
    const half = 'x'.repeat(100_000);
    expect(unfold(`${half}${half}`)).toEqual([{ line: 1, text: `${half}${half}` }]);
    expect(unfold(`${half}\r\n ${half}`)).toEqual([{ line: 1, text: `${half}${half}` }]);
    expect(unfold(`A:1\n${half}${half}x\nB:2`)).toEqual([
      { line: 1, text: 'A:1' },
      { line: 2, text: '', fault: 'icalendar.lineTooLong' },
      { line: 3, text: 'B:2' },
    ]);
  });
});

describe('parseContentLine', () => {
  it('reads parameters, in quotes too, and a value with every sign', () => {
    const line = read('attendee;CN="Rahyar; one: two, three";role=CHAIR;X-LIST=a,"b:,c",,de:mailto:a;b,"c"')._unsafeUnwrap();
    expect(line.name).toBe('ATTENDEE');
    expect([...line.parameters]).toEqual([
      ['CN', 'Rahyar; one: two, three'],
      ['ROLE', 'CHAIR'],
      ['X-LIST', 'a,b:,c,,de'],
    ]);
    expect(line.value).toBe('mailto:a;b,"c"');
  });

  it.each([
    '',
    ':x',
    'SUMMARY',
    'SUMMARY;X',
    'SUMMARY;X=1',
    'A;X=1;X=2:3',
    'A;X=1;x=2:3',
    'پ:A',
    'A;X=1"2":3',
    'A;X="1:2',
    'خلاصه:x',
    'A B:c',
  ])('refuses %j', (text) => {
    expect(read(text)._unsafeUnwrapErr().code).toBe('icalendar.lineFormat');
  });
});

describe('text', () => {
  it('is escaped and read back', () => {
    const text = 'وام؛ مرحلهٔ ۲, بخش\\ب; پایان\nسطر دو';
    expect(escapeText(text)).toBe('وام؛ مرحلهٔ ۲\\, بخش\\\\ب\\; پایان\\nسطر دو');
    expect(unescapeText(escapeText(text))._unsafeUnwrap()).toBe(text);
    expect(unescapeText('one\\Ntwo')._unsafeUnwrap()).toBe('one\ntwo');
  });

  it('breaks lines where a carriage return does, and holds no other control character', () => {
    expect(escapeText('a\r\nb\rc\nd\n\re')).toBe('a\\nb\\nc\\nd\\n\\ne');
    expect(escapeText('a\tb\u0000c\u007Fd\u0085e')).toBe('a\tbcde');
  });

  it.each(['\\x', 'end\\', '\\:'])('with the escape %j is refused', (value) => {
    expect(unescapeText(value)._unsafeUnwrapErr().code).toBe('icalendar.textFormat');
  });
});
