import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { loans } from '../bank/loans.ts';
import { marked, markOf } from './marks.ts';
import { sealed } from './sealed.ts';
import { knownWordsOf, openWordOf } from './wire.ts';

const Loose = z.object({
  person: marked('identifier', z.object({ name: z.string() })),
  lines: z
    .array(z.object({ amount: z.int() }))
    .max(2)
    .optional(),
  choice: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), size: z.int() }), z.object({ kind: z.literal('b') })]).nullable(),
  words: z.array(openWordOf(['one'])).default([]),
  fixed: z.object({ at: z.string() }).readonly().optional(),
});
const good = {
  person: { name: 'سارا' },
  lines: [{ amount: 1 }],
  choice: { kind: 'a', size: 1 },
  words: ['one'],
  fixed: { at: 'x' },
};
const pathsOf = (input: unknown) =>
  sealed(Loose)
    .safeParse(input)
    .error?.issues.map(({ path }) => path.join('/'));

describe('sealed', () => {
  it('reads what the schema reads', () => {
    expect(sealed(Loose).parse(good)).toEqual(Loose.parse(good));
    expect(sealed(Loose).parse({ person: good.person, choice: null })).toEqual({ person: good.person, choice: null, words: [] });
  });

  it.each([
    ['', { ...good, more: 1 }],
    ['person', { ...good, person: { ...good.person, more: 1 } }],
    ['lines/0', { ...good, lines: [{ amount: 1, more: 1 }] }],
    ['choice', { ...good, choice: { kind: 'b', size: 1 } }],
    ['fixed', { ...good, fixed: { at: 'x', more: 1 } }],
  ])('refuses at "%s" what the schema would drop', (path, input) => {
    expect(Loose.safeParse(input).success).toBe(true);
    expect(pathsOf(input)).toEqual([path]);
  });

  it('keeps checks, marks and known words, and leaves the schema as it was', () => {
    const copy = sealed(Loose);
    expect(pathsOf({ ...good, lines: [{ amount: 1 }, { amount: 2 }, { amount: 3 }] })).toEqual(['lines']);
    expect(markOf(copy.shape.person)).toBe('identifier');
    expect(knownWordsOf(copy.shape.words.def.innerType.element)).toEqual(['one']);
    expect(Loose.safeParse({ ...good, more: 1 }).success).toBe(true);
  });

  it('is made once', () => {
    expect(sealed(Loose)).toBe(sealed(Loose));
    expect(sealed(sealed(Loose))).toBe(sealed(Loose));
  });

  it('takes the examples of a capability', () => {
    for (const { body, example } of Object.values(loans.operations))
      expect(sealed(body as z.ZodObject).safeParse(example).success).toBe(true);
  });
});
