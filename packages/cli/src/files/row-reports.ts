import { join } from 'node:path';
import { createLineFile, type LineFile } from './line-file.ts';
import type { RowFault } from './row.ts';

/** A row of a user's file with something to say about it. It holds no part of the row. */
export type RowReport = RowFault & {
  readonly file: string;
  /** Of a file of lines; counted from 1. */
  readonly line?: number;
  /** Of a file that has rows and no lines; counted from 1. */
  readonly row?: number;
  /** The array that holds the row, and its position in it from 0. */
  readonly list?: string;
  readonly index?: number;
  /** For a repeated id: where it came first. */
  readonly firstLine?: number;
  readonly firstRow?: number;
  readonly firstIndex?: number;
};

/** The true number of reports, and the first thousand of them. */
export type RowTally = { readonly count: number; readonly first: readonly RowReport[] };

/** Collects what is to be said about rows: the refused ones, and those that went on with a warning. */
export type RowReports = {
  refuse(report: RowReport): void;
  warn(report: RowReport): void;
  /** To be awaited now and then, so that the files keep up. */
  flush(): Promise<void>;
  close(): Promise<void>;
  readonly refused: RowTally;
  readonly warned: RowTally;
};

export const REJECTED_FILE = 'rejected.ndjson';
export const WARNINGS_FILE = 'warnings.ndjson';

/** Keeps the first reports of each sort in memory, and writes all of them to two files in the directory, if one is given. */
export async function createRowReports(directory?: string): Promise<RowReports> {
  const fileAt = async (name: string): Promise<LineFile | undefined> =>
    directory === undefined ? undefined : createLineFile(join(directory, name));
  const refused = tallyInto(await fileAt(REJECTED_FILE));
  const warned = tallyInto(await fileAt(WARNINGS_FILE));
  return {
    refuse: refused.add,
    warn: warned.add,
    refused: refused.tally,
    warned: warned.tally,
    flush: async () => {
      await refused.flush();
      await warned.flush();
    },
    close: async () => {
      await refused.close();
      await warned.close();
    },
  };
}

function tallyInto(file: LineFile | undefined) {
  const tally = { count: 0, first: [] as RowReport[] };
  return {
    tally,
    add: (report: RowReport): void => {
      tally.count++;
      if (tally.first.length < REPORTS_IN_MEMORY) tally.first.push(report);
      file?.add(`${JSON.stringify(report)}\n`);
    },
    flush: async (): Promise<void> => {
      if (file?.isFull()) await file.flush();
    },
    close: async (): Promise<void> => {
      await file?.close();
    },
  };
}

const REPORTS_IN_MEMORY = 1_000;
