import type { VOCABULARIES } from '@rahyar/domain';

/** The glossary: a table for each vocabulary, in the order of the list and of its rows. */
export const renderGlossary = (vocabularies: typeof VOCABULARIES): string => {
  const count = vocabularies.reduce((sum, { terms }) => sum + Object.keys(terms).length, 0);
  return `${[
    '# Glossary · واژه‌نامه',
    '',
    '<!-- Written by `npm run generate` from the vocabularies of @rahyar/domain; change them, not this page. -->',
    '',
    `${count} words in ${vocabularies.length} vocabularies. The identifier is what code and files say; it is never renamed. *Source* is the line of the`,
    'founding text (L28 = line 28); *assumed* marks a word that the text leaves open and the SDK chose, see [decisions](decisions/README.md).',
    '',
    vocabularies.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(' · '),
    ...vocabularies.flatMap(({ name, terms }) => [
      '',
      `## ${name}`,
      '',
      '| identifier | فارسی | English | source |',
      '|---|---|---|---|',
      ...Object.entries(terms).map(([identifier, { fa, en, source }]) => `| \`${identifier}\` | ${fa} | ${en} | ${source} |`),
    ]),
  ].join('\n')}\n`;
};
