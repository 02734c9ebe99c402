import { expect, it } from 'vitest';
import { renderDecisions } from './decisions.ts';

it('lists each record by number and title, and not the template', () => {
  const index = renderDecisions({
    '0000-template.md': '# 0000 · Title',
    '0001-one.md': '# 0001 One thing\n\n# 0002 no',
    '0102-two.md': '# 0102: Two',
  });
  expect(index.endsWith('\n\n- [0001](0001-one.md) One thing\n- [0102](0102-two.md) Two\n')).toBe(true);
});

it('refuses a record whose heading does not carry its number', () => {
  expect(() => renderDecisions({ '0001-one.md': '# One thing' })).toThrow('0001-one.md');
  expect(() => renderDecisions({ '0001-one.md': '# 0002 One thing' })).toThrow('0001-one.md');
});
