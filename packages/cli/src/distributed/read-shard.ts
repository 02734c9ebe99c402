import { Subject } from '@rahyar/domain';
import { NO_PLACE, NOBODY, type SubjectIds } from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import { linesOf } from '../files/lines.ts';
import { createReferenceCheck, MEMBERS_FILE } from '../files/members.ts';
import { createRowParser } from '../files/row.ts';
import type { RowReport } from '../files/row-reports.ts';
import { rowOfLine } from '../files/subject-rows.ts';
import { createSubjectStore } from '../files/subject-store.ts';
import { packed, unpacked } from './packed.ts';
import type { MadePart, PlanFault } from './part.ts';
import type { ShardWorld } from './request.ts';
import { blockOf, rowsBetween, type SubjectBlock } from './subject-block.ts';

/** Whole lines of the members file; the first of them has this number in the file. */
export type Chunk = { readonly text: Uint8Array; readonly firstLine: number };

/** The rows of a chunk that lie in one range, with their lines; `repeated` are rows whose id an earlier row of the chunk has. */
export type ReadRange = {
  readonly block: SubjectBlock;
  readonly lines: Uint32Array;
  readonly repeated: readonly { readonly id: string; readonly line: number }[];
};

/** What is to be said about the rows of a chunk, in the order of lines; what concerns repeated ids is known only when ranges are gathered. */
export type ReadReports = { readonly refused: readonly RowReport[]; readonly warned: readonly RowReport[] };

/** Reads a chunk of the members file and sorts its rows by ranges of ids. */
export function readShard({ request, roster, known }: ShardWorld, bytes: Uint8Array): Result<readonly MadePart[], PlanFault> {
  const { text, firstLine } = unpacked<Chunk>(bytes);
  const parser = createRowParser(Subject);
  const store = createSubjectStore(request.policy, roster.indexOf);
  const unknownReferences = createReferenceCheck(known);
  const refused: RowReport[] = [];
  const warned: RowReport[] = [];
  const repeated: { id: string; line: number }[] = [];
  for (const written of linesOf(Buffer.from(text.buffer, text.byteOffset, text.byteLength), firstLine)) {
    const read = rowOfLine(written, parser);
    const line = read.number;
    if ('fault' in read) refused.push({ file: MEMBERS_FILE, line, ...read.fault });
    else if (!store.add(read.row, line, NOBODY)) repeated.push({ id: read.row.id, line });
    else {
      const issues = unknownReferences(read.row);
      if (issues.length > 0) warned.push({ file: MEMBERS_FILE, line, issues, issueCount: issues.length });
    }
  }
  if (store.placeCount > NO_PLACE) return err('tooManyPlaces');

  const lineOf = store.numbersInOrder();
  const facts = store.toFacts();
  const made: MadePart[] = [{ name: 'reports', bytes: packed({ refused, warned } satisfies ReadReports) }];
  const { ids } = facts.subjects;
  let from = 0;
  for (let range = 0; range <= request.cuts.length; range++) {
    const to = range === request.cuts.length ? ids.count : firstNotBefore(ids, request.cuts[range] as string);
    if (to > from) {
      const rows = rowsBetween(from, to);
      const inRange = repeated.filter(({ id }) => rangeOf(request.cuts, id) === range);
      const piece: ReadRange = { block: blockOf(facts, rows), lines: lineOf.slice(from, to), repeated: inRange };
      made.push({ name: `range-${range}`, bytes: packed(piece) });
    }
    from = to;
  }
  return ok(made);
}

/** The index of the first id that is not before the text; ids are in ASCII, so code units and bytes are in one order. */
export function firstNotBefore(ids: Pick<SubjectIds, 'count' | 'at'>, text: string): number {
  let low = 0;
  let high = ids.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids.at(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

const rangeOf = (cuts: readonly string[], id: string): number =>
  firstNotBefore({ count: cuts.length, at: (index) => cuts[index] as string }, `${id}\0`);
