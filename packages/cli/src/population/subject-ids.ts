import { numberedIds, type SubjectIds } from '@rahyar/engine';

/** What stands before the number in a generated id. In ascending order, so that bodies, collectives, legal and natural persons follow each other. */
export const ID_PREFIXES = { body: 'b', collective: 'c', legalPerson: 'l', naturalPerson: 'p' } as const;

/** Several ranges of numbered ids, one after the other: prefixes must ascend. Nothing is stored per subject. */
export function rangedIds(ranges: readonly { readonly prefix: string; readonly count: number }[]): SubjectIds {
  let start = 0;
  const parts = ranges.map(({ prefix, count }) => {
    const part = { start, prefix, ids: numberedIds(prefix, count) };
    start += count;
    return part;
  });
  const byPrefix = new Map(parts.map((part) => [part.prefix, part]));
  const partOf = (index: number) => {
    const part = parts.findLast((candidate) => candidate.start <= index && candidate.ids.count > 0);
    if (part === undefined) throw new Error('invariant: no subject has this index');
    return part;
  };
  const at = (index: number): string => {
    const part = partOf(index);
    return part.ids.at(index - part.start);
  };
  const hashAt = (index: number): number => {
    const part = partOf(index);
    return part.ids.hashAt(index - part.start);
  };
  const indexOf = (id: string): number => {
    const part = byPrefix.get(id.slice(0, 1));
    const rank = part === undefined ? -1 : part.ids.indexOf(id);
    return part === undefined || rank === -1 ? -1 : part.start + rank;
  };
  return { count: start, at, indexOf, hashAt, form: { kind: 'numbered', ranges } };
}
