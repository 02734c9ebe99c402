import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueOf } from '../input-error.ts';
import { arbitraryDivisionCode } from '../testing/identifier-arbitraries.ts';
import { type DivisionCode, divisionLevel, parentDivision, parseDivisionCode, withinDivision } from './division-code.ts';

const code = (written: string): DivisionCode => parseDivisionCode(written)._unsafeUnwrap();

describe('parseDivisionCode', () => {
  it('takes the lengths of the four levels only', () => {
    const lengths = Array.from({ length: 13 }, (_, length) => length).filter((length) => parseDivisionCode('1'.repeat(length)).isOk());
    expect(lengths).toEqual([2, 4, 6, 10]);
    expect(parseDivisionCode('۰۶۰۱')._unsafeUnwrap()).toBe('0601');
    expect(parseDivisionCode('06/1')._unsafeUnwrapErr()).toEqual(issueOf('identifier.characters'));
  });
});

describe('the tree of codes', () => {
  it('climbs from a place to its province', () => {
    expect(divisionLevel(code('0003012345'))).toBe('place');
    expect(parentDivision(code('0003012345'))).toBe('000301');
    expect(divisionLevel(code('000301'))).toBe('district');
    expect(parentDivision(code('000301'))).toBe('0003');
    expect(divisionLevel(code('0003'))).toBe('county');
    expect(parentDivision(code('0003'))).toBe('00');
    expect(divisionLevel(code('00'))).toBe('province');
    expect(parentDivision(code('00'))).toBeUndefined();
  });

  it('a code lies in itself and in its ancestors, and nowhere else', () => {
    const ancestors = (of: DivisionCode): DivisionCode[] => {
      const parent = parentDivision(of);
      return parent === undefined ? [of] : [of, ...ancestors(parent)];
    };
    const pairs = fc.oneof(
      fc.tuple(arbitraryDivisionCode(), arbitraryDivisionCode()),
      arbitraryDivisionCode().chain((of) => fc.tuple(fc.constant(of), fc.constantFrom(...ancestors(of)))),
    );
    fc.assert(
      fc.property(pairs, ([of, area]) => {
        expect(withinDivision(of, area)).toBe(ancestors(of).includes(area));
      }),
    );
  });

  it('a wider area does not lie in a narrower one', () => {
    expect(withinDivision(code('08'), code('0801'))).toBe(false);
    expect(withinDivision(code('0810'), code('0801'))).toBe(false);
  });
});
