import { describe, expect, it } from 'vitest';
import { renderRules } from './rules.ts';

const rule = { id: 'R1', title: { fa: 'یکی بس', en: 'One is enough' }, source: 'L9' } as const;
const file = `/** Another thing. */\nconst other = 1;\n\n/**\n * First line,\n * second line.\n */\nexport const oneIsEnough: Rule = {\n  id: 'R1',\n`;

describe('the rule book', () => {
  it('says title, source, paragraph and saboteur of each rule', () => {
    const book = renderRules([rule], [{ rule: 'R1', does: 'names two' }], () => file);
    expect(book).toContain('| [R1](#r1) | یکی بس | One is enough | L9 |');
    expect(book).toContain('\n## R1\n\nFirst line, second line.\n\n*Saboteur*: a plan that names two.\n');
    expect(book).not.toContain('Another thing');
  });

  it('refuses a file without docstring, and the file of another rule', () => {
    expect(() => renderRules([rule], [], () => file.replace(/ \* .*\n/g, '').replace('/**\n */\n', ''))).toThrow('no docstring of R1');
    expect(() => renderRules([rule], [], () => file.replace('R1', 'R2'))).toThrow('no docstring of R1');
  });
});
