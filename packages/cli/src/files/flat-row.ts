import type { FlatField } from './flat-fields.ts';
import type { RowIssue } from './row-issue.ts';

/** Makes the object of a row out of its cells, one for each column in the order of the header. An empty cell is a field that is not there. */
export type FlatRowMaker = (cells: readonly unknown[]) => unknown;

/** What is wrong with the names of the columns; a field may not come twice, nor once whole and once in parts. A position counts from 0; no name that is not ours is told. */
export function headerIssues(names: readonly string[], fields: ReadonlyMap<string, FlatField>, required: readonly string[]): RowIssue[] {
  return [
    ...names.flatMap((name, position): RowIssue[] => {
      if (!fields.has(name)) return [{ path: ['column', position], code: 'value.unknownKey' }];
      const isTwice = names.indexOf(name) < position || names.some((other) => name.startsWith(`${other}.`));
      return isTwice ? [{ path: ['column', position], code: 'text.duplicateKey' }] : [];
    }),
    ...required.filter((name) => !names.includes(name)).map((name): RowIssue => ({ path: [name], code: 'value.required' })),
  ];
}

/** Lists that are spread over columns are put together again where they have the same length; where not, the schema is given what it must refuse. */
export function flatRowMaker(fields: readonly FlatField[]): FlatRowMaker {
  return (cells) => {
    const row: Record<string, unknown> = {};
    for (let column = 0; column < fields.length; column++) {
      const cell = cells[column];
      if (cell === '' || cell === undefined || cell === null) continue;
      const { path, isSpread, read } = fields[column] as FlatField;
      const value = read(cell);
      if (isSpread) spread(row, path, value);
      else place(row, path, value);
    }
    return row;
  };
}

function place(row: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let target = row;
  for (let step = 0; step < path.length - 1; step++) {
    const name = path[step] as string;
    target[name] ??= {};
    target = target[name] as Record<string, unknown>;
  }
  target[path.at(-1) as string] = value;
}

function spread(row: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const name = path.slice(0, -1).join('.');
  const field = path.at(-1) as string;
  row[name] ??= [];
  const items = row[name] as Record<string, unknown>[];
  if (!Array.isArray(value)) return;
  value.forEach((item: unknown, index) => {
    items[index] = { ...items[index], [field]: item };
  });
}
