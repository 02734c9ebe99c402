import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { loan } from '../bank/loans.ts';
import { marked } from '../contract/marks.ts';
import { AddressV1, Count, MobileV1, Title } from '../contract/wire.ts';
import { redacted } from './redact.ts';

const Person = z.object({
  title: Title,
  mobiles: z.array(MobileV1),
  address: AddressV1.optional(),
  face: marked('biometric', z.object({ score: z.number() })).nullable(),
  either: z.union([z.object({ count: Count }), z.object({ mobile: MobileV1 })]).optional(),
  bare: z.string().optional(),
});
const person = {
  title: 'مجتمع',
  mobiles: ['+989121234567', '+989121234568'],
  address: { division: '0101', postalCode: '1234567890', text: 'خیابان آزادی' },
  face: { score: 0.5 },
  either: { mobile: '+989121234567' },
  bare: 'سارا',
  more: 'سارا',
};

describe('redacted', () => {
  it('keeps what is marked none, names what is not, and drops what nobody named', () => {
    expect(redacted(Person, person)).toEqual({
      title: 'مجتمع',
      mobiles: '[contact]',
      address: { division: '0101', postalCode: '[contact]', text: '[contact]' },
      face: '[biometric]',
      either: { mobile: '[contact]' },
      bare: '[unmarked]',
    });
    expect(redacted(Person, { face: null, either: { count: 3 } })).toEqual({ face: null, either: { count: 3 } });
  });

  it('trusts no value that is not of its schema', () => {
    const wrong = { title: 12, mobiles: 'سارا', address: 'سارا', either: 'سارا' };
    expect(redacted(Person, wrong)).toEqual({ title: '[unmarked]', mobiles: '[contact]', address: '[unmarked]', either: '[unmarked]' });
    expect(redacted(Person, ['سارا'])).toBe('[unmarked]');
  });

  it('lets no text through that is not of a field marked none', () => {
    const canary = '+989120000000';
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom('title', 'mobiles', 'address', 'text', 'face', 'either', 'mobile', 'bare', 'x'),
          values: [fc.constant(canary)],
        }),
        (value) => {
          const { title: _shown, ...hidden } = redacted(Person, value) as Record<string, unknown>;
          expect(JSON.stringify(hidden)).not.toContain(canary);
        },
      ),
    );
  });

  it('shows of a loan its state and not its sums', () => {
    const shown = redacted(loan.schema, { ...loan.example, state: 'draft', stateVersion: 1 });
    expect(shown).toMatchObject({ memberId: 'member-1', state: 'draft', amount: '[financial]' });
  });
});
