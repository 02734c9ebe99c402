import { parseWith } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { parseJalali } from '../jalali-text.ts';
import { Condition, dayFact, factsAskedBy, holds } from './condition.ts';

const today = parseJalali('1405/09/02')._unsafeUnwrap();
const facts = { requestedDay: today - 3, grade: 'suitable', missing: 2, signed: false };
const says = (condition: Condition): boolean => holds(condition, facts, today);

describe('a condition over the facts of a case', () => {
  it('asks what is known, equal, enough, or long enough ago', () => {
    expect(says({ kind: 'always' })).toBe(true);
    expect(says({ kind: 'known', fact: 'signed' })).toBe(true);
    expect(says({ kind: 'known', fact: 'completedDay' })).toBe(false);
    expect(says({ kind: 'is', fact: 'grade', value: 'suitable' })).toBe(true);
    expect(says({ kind: 'is', fact: 'signed', value: true })).toBe(false);
    expect([1, 2, 3].map((value) => says({ kind: 'atLeast', fact: 'missing', value }))).toEqual([true, true, false]);
    expect([2, 3, 4].map((atLeast) => says({ kind: 'daysSince', fact: 'requestedDay', atLeast }))).toEqual([true, true, false]);
    expect(says({ kind: 'daysSince', fact: 'requestedDay', atLeast: -10 })).toBe(true);
  });

  it('takes what is not known for no answer, under a negation too', () => {
    expect(says({ kind: 'is', fact: 'unknown', value: false })).toBe(false);
    expect(says({ kind: 'not', of: { kind: 'is', fact: 'unknown', value: false } })).toBe(true);
    expect(says({ kind: 'atLeast', fact: 'grade', value: 0 })).toBe(false);
    // Words and answers are no numbers, although they could be read as some.
    for (const missing of ['7', true]) {
      expect(holds({ kind: 'atLeast', fact: 'missing', value: 1 }, { missing }, today)).toBe(false);
      expect(holds({ kind: 'daysSince', fact: 'missing', atLeast: 1 }, { missing }, today)).toBe(false);
    }
    expect(says({ kind: 'daysSince', fact: 'unknown', atLeast: -36_500 })).toBe(false);
  });

  it('joins conditions; all of nothing holds, any of nothing does not', () => {
    const [yes, no]: Condition[] = [
      { kind: 'known', fact: 'grade' },
      { kind: 'known', fact: 'unknown' },
    ];
    const both = [yes, no] as Condition[];
    expect([says({ kind: 'all', of: both }), says({ kind: 'any', of: both })]).toEqual([false, true]);
    expect(says({ kind: 'all', of: [yes as Condition, yes as Condition] })).toBe(true);
    expect(says({ kind: 'any', of: [no as Condition, no as Condition] })).toBe(false);
    expect([says({ kind: 'all', of: [] }), says({ kind: 'any', of: [] })]).toEqual([true, false]);
  });

  it('knows no fact that nobody told, whatever its name', () => {
    for (const fact of ['constructor', 'toString', 'hasOwnProperty']) expect(says({ kind: 'known', fact })).toBe(false);
    expect(dayFact(facts, 'constructor')).toBeUndefined();
    for (const requestedDay of [1.5, '20000', true]) expect(dayFact({ requestedDay }, 'requestedDay')).toBeUndefined();
    expect(dayFact(facts, 'requestedDay')).toBe(today - 3);
  });

  it('names the facts it asks for', () => {
    expect(
      factsAskedBy({
        kind: 'all',
        of: [
          { kind: 'always' },
          { kind: 'not', of: { kind: 'known', fact: 'signed' } },
          { kind: 'daysSince', fact: 'requestedDay', atLeast: 1 },
        ],
      }),
    ).toEqual(['signed', 'requestedDay']);
  });

  it('is read from data, and refused with path and code', () => {
    const read = (input: unknown): unknown =>
      parseWith(Condition, input).match(
        () => 'ok',
        ({ issues }) => issues.map(({ path, code }) => `${path.join('.')}:${code}`),
      );
    expect(read({ kind: 'all', of: [{ kind: 'known', fact: 'requestedDay' }] })).toBe('ok');
    expect(read({ kind: 'known', fact: 'Requested' })).toEqual(['fact:value.format']);
    expect(read({ kind: 'known', fact: 'requested day' })).toEqual(['fact:value.format']);
    expect(['a'.repeat(64), 'a'.repeat(65)].map((fact) => read({ kind: 'known', fact }))).toEqual(['ok', ['fact:value.format']]);
    expect(['', 'a'.repeat(64)].map((value) => read({ kind: 'is', fact: 'a', value }))).toEqual(['ok', 'ok']);
    expect(read({ kind: 'is', fact: 'a', value: 'a'.repeat(65) })).not.toBe('ok');
    const since = (atLeast: number): unknown => read({ kind: 'daysSince', fact: 'a', atLeast });
    expect([-36_501, -36_500, 0, 36_500, 36_501].map(since)).toEqual([
      ['atLeast:value.tooSmall'],
      'ok',
      'ok',
      'ok',
      ['atLeast:value.tooBig'],
    ]);
    expect(read({ kind: 'known', fact: 'a', extra: 1 })).toEqual([':value.unknownKey']);
    expect(read({ kind: 'perhaps' })).toEqual(['kind:value.option']);
    expect(read({ kind: 'not' })).toEqual(['of:value.required']);
    expect(read({ kind: 'atLeast', fact: 'a', value: 1.5 })).toEqual(['value:value.type']);
    const deep = Array.from({ length: 70 }).reduce<unknown>((of) => ({ kind: 'not', of }), { kind: 'always' });
    expect(read(deep)).toEqual([':input.tooDeep']);
  });
});
