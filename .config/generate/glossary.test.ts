import { VOCABULARIES } from '@rahyar/domain';
import { expect, it } from 'vitest';
import { renderGlossary } from './glossary.ts';

it('gives a row to every word, under the name of its vocabulary', () => {
  const glossary = renderGlossary([
    { name: 'Colour', terms: { red: { fa: 'سرخ', en: 'red', source: 'L1' }, blue: { fa: 'آبی', en: 'blue', source: 'assumed' } } },
  ]);
  expect(glossary).toContain('2 words in 1 vocabularies.');
  expect(glossary).toContain('\n## Colour\n\n| identifier | فارسی | English | source |\n|---|---|---|---|\n| `red` | سرخ | red | L1 |\n');
  expect(glossary.endsWith('| `blue` | آبی | blue | assumed |\n')).toBe(true);
});

it('holds every word of the domain, and none that would break its table', () => {
  const rows = renderGlossary(VOCABULARIES)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows).toHaveLength(VOCABULARIES.reduce((sum, { terms }) => sum + Object.keys(terms).length, 0));
  expect(rows.filter((row) => row.split('|').length !== 6)).toEqual([]);
});
