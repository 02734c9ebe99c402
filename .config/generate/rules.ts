import type { RULES } from '@rahyar/engine';
import type { SABOTEURS } from '@rahyar/engine/testing';

/** The rule book: a table of all rules, then for each its paragraph and its saboteur. `sourceOf` reads the file in which a rule stands. */
export const renderRules = (
  rules: readonly Pick<(typeof RULES)[number], 'id' | 'title' | 'source'>[],
  saboteurs: readonly Pick<(typeof SABOTEURS)[number], 'rule' | 'does'>[],
  sourceOf: (id: string) => string,
): string =>
  `${[
    '# Rules · قاعده‌ها',
    '',
    '<!-- Written by `npm run generate` from the catalogue of @rahyar/engine; change the rules, not this page. -->',
    '',
    `${rules.length} rules say what a plan must be. \`verify\` checks each of them on any plan, ours or a foreign one, by reading the problem and the plan`,
    'alone, never the solver. Each rule has a *saboteur*: a small dishonest change to a plan that exactly this rule must catch. *Source* is the',
    'line of the founding text; *assumed* marks a rule that the text leaves open and the SDK chose.',
    '',
    '| rule | فارسی | English | source |',
    '|---|---|---|---|',
    ...rules.map(({ id, title, source }) => `| [${id}](#${id.toLowerCase()}) | ${title.fa} | ${title.en} | ${source} |`),
    ...rules.flatMap(({ id }) => [
      '',
      `## ${id}`,
      '',
      paragraphOf(id, sourceOf(id)),
      ...saboteurs.filter(({ rule }) => rule === id).map(({ does }) => `\n*Saboteur*: a plan that ${does}.`),
    ]),
  ].join('\n')}\n`;

/** The docstring of the rule in its file, on one line. */
const paragraphOf = (id: string, source: string): string => {
  const [, docstring] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const \w+: Rule = \{/.exec(source) ?? [];
  if (docstring === undefined || !source.includes(`id: '${id}'`)) throw new Error(`no docstring of ${id} in its file`);
  return docstring
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
};
