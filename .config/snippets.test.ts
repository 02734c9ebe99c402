import { expect, it } from 'vitest';
import { withSnippets } from './snippets.ts';

const files: Readonly<Record<string, string>> = {
  'examples/a.ts': `const a = 1;\n// #region one\n  const b = 2;\n\n    const c = 3;\n// #endregion\n`,
};
const read = (path: string): string => files[path] ?? '';
const document = (mark: string, text: string): string => `before\n<!-- from ${mark} -->\n\`\`\`ts\n${text}\n\`\`\`\nafter\n`;

it('fills a block with its file', () => {
  const filled = withSnippets(document('examples/a.ts', 'stale'), read);
  expect(filled).toBe(document('examples/a.ts', files['examples/a.ts']?.trimEnd() ?? ''));
  expect(withSnippets(filled, read)).toBe(filled);
});

it('fills an empty block, and leaves what follows', () => {
  const empty = '<!-- from examples/a.ts -->\n```ts\n```\nafter\n\n```sh\nnpm test\n```\n';
  expect(withSnippets(empty, read)).toBe(empty.replace('ts\n', `ts\n${files['examples/a.ts']}`));
});

it('fills a block with one part of its file, unindented', () => {
  expect(withSnippets(document('examples/a.ts#one', 'stale\n$&'), read)).toBe(
    document('examples/a.ts#one', 'const b = 2;\n\n  const c = 3;'),
  );
});

it('leaves an unmarked block alone, and refuses a part that is not there', () => {
  expect(withSnippets('```ts\nx\n```\n', read)).toBe('```ts\nx\n```\n');
  expect(() => withSnippets(document('examples/a.ts#two', ''), read)).toThrow('no region two');
});
