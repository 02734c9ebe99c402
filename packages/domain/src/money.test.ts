import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issueOf } from './input-error.ts';
import { addMoney, formatMoney, fromToman, MONEY_AMOUNT_MAX, Money, parseMoney, rial, toToman } from './money.ts';

const amount = (n: number) => rial(n)._unsafeUnwrap();

describe('rial', () => {
  it('takes whole numbers, zero and negative ones too', () => {
    for (const n of [0, 1, -1, MONEY_AMOUNT_MAX, -MONEY_AMOUNT_MAX]) expect(rial(n)._unsafeUnwrap()).toEqual({ amount: n, unit: 'rial' });
    expect(Object.is(amount(-0).amount, 0)).toBe(true);
  });

  it.each([
    [0.5, 'money.notInteger'],
    [Number.NaN, 'money.notInteger'],
    [MONEY_AMOUNT_MAX + 1, 'money.outOfRange'],
    [-MONEY_AMOUNT_MAX - 1, 'money.outOfRange'],
    [Number.POSITIVE_INFINITY, 'money.outOfRange'],
  ] as const)('refuses %d', (n, code) => {
    expect(rial(n)._unsafeUnwrapErr()).toEqual(issueOf(code));
  });
});

describe('toman', () => {
  it('is ten rial, both ways', () => {
    expect(fromToman(1_250)._unsafeUnwrap()).toEqual({ amount: 12_500, unit: 'rial' });
    expect(toToman(amount(12_500))._unsafeUnwrap()).toBe(1_250);
    expect(Object.is(toToman(amount(0))._unsafeUnwrap(), 0)).toBe(true);
  });

  it('rounds nothing away', () => {
    expect(toToman(amount(12_505))._unsafeUnwrapErr()).toEqual(issueOf('money.notInteger'));
    expect(toToman(amount(-5))._unsafeUnwrapErr()).toEqual(issueOf('money.notInteger'));
    expect(fromToman(0.1)._unsafeUnwrapErr()).toEqual(issueOf('money.notInteger'));
    expect(fromToman(Number.NaN)._unsafeUnwrapErr()).toEqual(issueOf('money.notInteger'));
    expect(fromToman(MONEY_AMOUNT_MAX / 10 + 1)._unsafeUnwrapErr()).toEqual(issueOf('money.outOfRange'));
    expect(fromToman(Number.POSITIVE_INFINITY)._unsafeUnwrapErr()).toEqual(issueOf('money.outOfRange'));
  });
});

describe('addMoney', () => {
  it('adds exactly, or says that the sum is out of range', () => {
    expect(addMoney(amount(7), amount(-7))._unsafeUnwrap()).toEqual(amount(0));
    expect(addMoney(amount(MONEY_AMOUNT_MAX), amount(1))._unsafeUnwrapErr()).toEqual(issueOf('money.outOfRange'));
  });
});

describe('formatMoney', () => {
  it('groups by three in both languages', () => {
    expect(formatMoney(amount(0), 'fa')).toBe('۰ ریال');
    expect(formatMoney(amount(12_345_678), 'fa')).toBe('۱۲٬۳۴۵٬۶۷۸ ریال');
    expect(formatMoney(amount(-123), 'en')).toBe('-123 rial');
    expect(formatMoney(amount(1_000), 'en')).toBe('1,000 rial');
  });
});

describe('Money', () => {
  it('parses an object of amount and unit', () => {
    expect(parseMoney({ amount: 10, unit: 'rial' })._unsafeUnwrap()).toEqual(amount(10));
    expect(Object.is(parseMoney({ amount: -0, unit: 'rial' })._unsafeUnwrap().amount, 0)).toBe(true);
  });

  it.each([
    [{ amount: 1.5, unit: 'rial' }, [{ path: ['amount'], code: 'money.notInteger' }]],
    [{ amount: MONEY_AMOUNT_MAX + 1, unit: 'rial' }, [{ path: ['amount'], code: 'money.outOfRange' }]],
    [{ amount: -MONEY_AMOUNT_MAX - 1, unit: 'rial' }, [{ path: ['amount'], code: 'money.outOfRange' }]],
    [{ amount: 1e300, unit: 'rial' }, [{ path: ['amount'], code: 'money.outOfRange' }]],
    [{ amount: '10', unit: 'rial' }, [{ path: ['amount'], code: 'value.type' }]],
    [{ amount: 10, unit: 'toman' }, [{ path: ['unit'], code: 'value.option' }]],
    [{ amount: 10 }, [{ path: ['unit'], code: 'value.required' }]],
    [10, [{ path: [], code: 'value.type' }]],
  ])('refuses %j', (input, issues) => {
    expect(parseMoney(input)._unsafeUnwrapErr().issues).toEqual(issues);
  });

  it('has a JSON schema with its range', () => {
    expect(z.toJSONSchema(Money, { io: 'input' })).toMatchObject({
      properties: { amount: { type: 'integer', minimum: -MONEY_AMOUNT_MAX, maximum: MONEY_AMOUNT_MAX }, unit: { const: 'rial' } },
      required: ['amount', 'unit'],
    });
  });
});
