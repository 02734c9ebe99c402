import { DivisionCode, withinDivision } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, childrenOf, divisions, findDivision, provinceOf } from './divisions.ts';

const anyDivision = fc.constantFrom(...divisions());
const CODE_LENGTH = { province: 2, county: 4, district: 6, city: 10, cityRegion: 10, ruralDistrict: 10 } as const;

describe('divisions', () => {
  it('each have a code of their level that the domain accepts as it is', () => {
    for (const { code, level } of divisions()) {
      expect(code).toHaveLength(CODE_LENGTH[level]);
      expect(DivisionCode.parse(code)).toBe(code);
    }
  });

  it('each lie in a parent that exists and whose code their own begins with', () => {
    for (const { code, level, parent } of divisions()) {
      expect(parent === undefined).toBe(level === 'province');
      if (parent === undefined) continue;
      expect(findDivision(parent)).toBeDefined();
      expect(withinDivision(code, parent)).toBe(true);
    }
  });

  it('are the children of their parent, and of no other', () => {
    const children = divisions().flatMap(({ code }) => childrenOf(code));
    expect(children).toHaveLength(divisions().length - 31);
    fc.assert(
      fc.property(anyDivision, ({ code, parent }) => {
        for (const child of childrenOf(code)) expect(child.parent).toBe(code);
        if (parent !== undefined) expect(childrenOf(parent).filter((child) => child.code === code)).toHaveLength(1);
      }),
    );
  });

  it('have ancestors that lie in each other, from the province to the parent', () => {
    fc.assert(
      fc.property(anyDivision, ({ code, parent }) => {
        const chain = ancestorsOf(code);
        expect(chain.at(-1)?.code).toBe(parent);
        if (chain.length > 0) expect(chain[0]).toBe(provinceOf(code));
        chain.forEach((ancestor, i) => {
          expect(ancestor.parent).toBe(chain[i - 1]?.code);
          expect(withinDivision(code, ancestor.code)).toBe(true);
        });
      }),
    );
  });

  it('are found by their own codes only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,10}$/)), (text) => {
        expect(findDivision(text)?.code ?? text).toBe(text);
        expect(findDivision(text) === undefined).toBe(divisions().every(({ code }) => code !== text));
      }),
    );
  });
});
