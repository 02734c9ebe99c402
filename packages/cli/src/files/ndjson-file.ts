import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { withPath } from './file-error.ts';

/** A file that was written to the end. `sha256` is in hexadecimal, of all its bytes. */
export type WrittenFile = { readonly name: string; readonly rows: number; readonly sha256: string };

/** A file of one JSON value per line, being written. Add rows until it is full, then flush. */
export type NdjsonFile = {
  add(row: object): void;
  isFull(): boolean;
  flush(): Promise<void>;
  /** Writes what is left, to the disk itself, and closes. */
  close(): Promise<WrittenFile>;
};

/** Creates a file that must not exist yet. System errors are thrown, with the path. */
export async function createNdjsonFile(path: string): Promise<NdjsonFile> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let pending: string[] = [];
  let pendingUnits = 0;
  let rows = 0;

  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const bytes = Buffer.from(pending.join(''), 'utf8');
    pending = [];
    pendingUnits = 0;
    hash.update(bytes);
    await file.appendFile(bytes).catch((cause: unknown) => Promise.reject(withPath(cause, path)));
  };

  return {
    add: (row) => {
      const line = `${JSON.stringify(row)}\n`;
      pending.push(line);
      pendingUnits += line.length;
      rows++;
    },
    isFull: () => pendingUnits >= PENDING_UNITS_MAX,
    flush,
    close: async () => {
      try {
        await flush();
        await file.sync().catch((cause: unknown) => Promise.reject(withPath(cause, path)));
      } finally {
        await file.close();
      }
      return { name: basename(path), rows, sha256: hash.digest('hex') };
    },
  };
}

/** Writes all rows, never holding more than about a megabyte of them. */
export async function writeNdjson(path: string, rows: Iterable<object>): Promise<WrittenFile> {
  const file = await createNdjsonFile(path);
  try {
    for (const row of rows) {
      file.add(row);
      if (file.isFull()) await file.flush();
    }
  } catch (cause) {
    await file.close().catch(() => undefined);
    throw cause;
  }
  return file.close();
}

const PENDING_UNITS_MAX = 1024 * 1024;
