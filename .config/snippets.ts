const block = /(<!-- from (\S+?)(?:#(\S+))? -->\n```\w+\n)((?:(?!```).*\n)*)(```)/g;

/**
 * Fills each code block that stands under `<!-- from examples/x.ts -->`, or `<!-- from examples/x.ts#part -->`, with that file's text.
 * A part lies between `// #region part` and `// #endregion` and loses its common indent.
 */
export const withSnippets = (markdown: string, read: (path: string) => string): string =>
  markdown.replaceAll(block, (_, opening: string, path: string, part: string | undefined, _text: string, closing: string) => {
    const text = read(path);
    return `${opening}${part === undefined ? text.trimEnd() : partOf(text, path, part)}\n${closing}`;
  });

const partOf = (text: string, path: string, part: string): string => {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${part}`);
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === '// #endregion');
  if (start < 0 || length < 0) throw new Error(`${path} has no region ${part}`);
  const body = lines.slice(start + 1, start + 1 + length);
  const indent = Math.min(...body.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return body
    .map((line) => line.slice(indent))
    .join('\n')
    .trim();
};
