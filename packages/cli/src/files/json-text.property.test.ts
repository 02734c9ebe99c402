import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonTextFaults } from './json-text.ts';

/** Few keys, and strings full of what confuses a scanner: quotes, backslashes, braces and halves of characters. */
const key = fc.constantFrom('a', 'b', 'é', '"', '\\', '__proto__', ':', '😀');
const text = fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ',', ':', 'u', 'd800', '\u0000', '😀', '\ud800'), maxLength: 5 });
const { value } = fc.letrec<{ value: Tree }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text.map((string): Tree => ({ text: string })),
    fc.array(tie('value'), { maxLength: 3 }).map((items): Tree => ({ items })),
    fc.array(fc.tuple(key, tie('value'), fc.boolean()), { maxLength: 4 }).map((fields): Tree => ({ fields })),
  ),
}));

/** JSON as it is written, repeated keys and all; `spelledOut` keys are written in escapes. */
type Tree = { text: string } | { items: Tree[] } | { fields: [key: string, value: Tree, spelledOut: boolean][] };

const written = (tree: Tree): string => {
  if ('text' in tree) return JSON.stringify(tree.text);
  if ('items' in tree) return `[${tree.items.map(written).join(', ')}]`;
  const keyText = (name: string, spelledOut: boolean): string =>
    spelledOut
      ? `"${[...Array(name.length).keys()].map((at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`
      : JSON.stringify(name);
  return `{ ${tree.fields.map(([name, child, spelledOut]) => `${keyText(name, spelledOut)} : ${written(child)}`).join(',')} }`;
};

const loneSurrogates = (tree: Tree): number => {
  if ('text' in tree) return Buffer.from(tree.text).toString() === tree.text ? 0 : 1;
  return ('items' in tree ? tree.items : tree.fields.map(([, child]) => child)).reduce((sum, child) => sum + loneSurrogates(child), 0);
};

const repeatedKeys = (tree: Tree): number => {
  if ('text' in tree) return 0;
  if ('items' in tree) return tree.items.reduce((sum, child) => sum + repeatedKeys(child), 0);
  const names = tree.fields.map(([name]) => name);
  return names.length - new Set(names).size + tree.fields.reduce((sum, [, child]) => sum + repeatedKeys(child), 0);
};

it('finds every repeated key and every lone surrogate, however written, and nothing else', () => {
  fc.assert(
    fc.property(value, (tree) => {
      const faults = jsonTextFaults(written(tree));
      expect(() => JSON.parse(written(tree))).not.toThrow();
      expect(faults.filter(({ code }) => code === 'text.duplicateKey')).toHaveLength(repeatedKeys(tree));
      expect(faults.filter(({ code }) => code === 'text.loneSurrogate')).toHaveLength(loneSurrogates(tree));
    }),
    { numRuns: 2_000 },
  );
});

it('ends on any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'a') }), (any) =>
      Array.isArray(jsonTextFaults(any)),
    ),
  );
});
