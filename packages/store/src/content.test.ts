import { describe, expect, it } from 'vitest';
import { frozen, sameContent } from './content.ts';

describe('sameContent', () => {
  it.each([
    [1, 1],
    [undefined, undefined],
    [null, null],
    [
      { a: 1, b: [{ c: 'x' }] },
      { b: [{ c: 'x' }], a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [[], []],
  ])('holds for %j and %j', (a, b) => {
    expect(sameContent(a, b)).toBe(true);
    expect(sameContent(b, a)).toBe(true);
  });

  it.each([
    [1, '1'],
    [null, undefined],
    [null, {}],
    [[], {}],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: { b: [1] } }, { a: { b: [2] } }],
  ])('does not hold for %j and %j', (a, b) => {
    expect(sameContent(a, b)).toBe(false);
    expect(sameContent(b, a)).toBe(false);
  });
});

describe('frozen', () => {
  it('freezes to the bottom', () => {
    const value = frozen({ a: [{ b: 1 }] });
    expect([value, value.a, value.a[0]].every((part) => Object.isFrozen(part))).toBe(true);
  });
});
