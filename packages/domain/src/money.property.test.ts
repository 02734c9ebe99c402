import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, formatMoney, fromToman, MONEY_AMOUNT_MAX, type Money, parseMoney, rial, toToman } from './money.ts';

const arbitraryMoney: fc.Arbitrary<Money> = fc
  .oneof(fc.maxSafeInteger(), fc.integer({ min: -20, max: 20 }))
  .map((n) => ({ amount: (n % (MONEY_AMOUNT_MAX + 1)) + 0, unit: 'rial' }));

describe('money', () => {
  it('the constructor and the schema accept the same numbers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true }), fc.maxSafeInteger(), fc.integer()), (n) => {
        const made = rial(n);
        const parsed = parseMoney({ amount: n, unit: 'rial' });
        expect(parsed.isOk()).toBe(made.isOk());
        if (made.isOk()) expect(parsed._unsafeUnwrap()).toEqual(made.value);
      }),
    );
  });

  it('addition is exact, commutative, and undone by the opposite amount', () => {
    fc.assert(
      fc.property(arbitraryMoney, arbitraryMoney, (a, b) => {
        const sum = addMoney(a, b);
        expect(sum).toEqual(addMoney(b, a));
        const exact = BigInt(a.amount) + BigInt(b.amount);
        expect(sum.isOk()).toBe(exact <= MONEY_AMOUNT_MAX && exact >= -MONEY_AMOUNT_MAX);
        if (sum.isOk()) expect(addMoney(sum.value, { amount: -b.amount, unit: 'rial' })._unsafeUnwrap()).toEqual(a);
      }),
    );
  });

  it('toman comes back from rial, or is refused', () => {
    fc.assert(
      fc.property(arbitraryMoney, (money) => {
        const toman = toToman(money);
        expect(toman.isOk()).toBe(BigInt(money.amount) % 10n === 0n);
        if (toman.isOk()) expect(fromToman(toman.value)._unsafeUnwrap()).toEqual(money);
      }),
    );
  });

  it('is written as the Unicode locale data writes it', () => {
    const persian = new Intl.NumberFormat('fa-IR');
    const english = new Intl.NumberFormat('en-US');
    fc.assert(
      fc.property(arbitraryMoney, (money) => {
        expect(formatMoney(money, 'fa')).toBe(`${persian.format(money.amount)} ریال`);
        expect(formatMoney(money, 'en')).toBe(`${english.format(money.amount)} rial`);
      }),
    );
  });
});
