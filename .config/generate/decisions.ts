/** The index of decision records: one line each, with the title that the record gives itself. `records` is file name and text. */
export const renderDecisions = (records: Readonly<Record<string, string>>): string =>
  `${[
    '# Decisions',
    '',
    '<!-- Written by `npm run generate` from the headings of the records; change a heading, not this page. -->',
    '',
    'Why the house is as it is. A decision that changes an arrow of the architecture, a format or an assumption gets a record:',
    'copy [the template](0000-template.md) to the next free number.',
    '',
    ...Object.entries(records)
      .filter(([file]) => !file.startsWith('0000-'))
      .map(([file, text]) => {
        const [, number, title] = /^# (\d{4})[\s:·]+(.+)$/m.exec(text) ?? [];
        if (number === undefined || !file.startsWith(`${number}-`))
          throw new Error(`${file} does not begin with "# ${file.slice(0, 4)} · title"`);
        return `- [${number}](${file}) ${title}`;
      }),
  ].join('\n')}\n`;
