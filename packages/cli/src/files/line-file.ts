import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { withPath } from './file-error.ts';

/** A file that was written to the end. `sha256` is in hexadecimal, of all its bytes. */
export type WrittenFile = { readonly name: string; readonly rows: number; readonly sha256: string };

/** A file of one row per line, being written. Add lines, each with its end, until it is full, then flush. */
export type LineFile = {
  add(line: string): void;
  isFull(): boolean;
  flush(): Promise<void>;
  /** Writes what is left, to the disk itself, and closes. */
  close(): Promise<WrittenFile>;
};

/** Creates a file that must not exist yet. System errors are thrown, with the path. */
export async function createLineFile(path: string): Promise<LineFile> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let pending = '';
  let rows = 0;

  const flush = async (): Promise<void> => {
    if (pending === '') return;
    const bytes = Buffer.from(pending, 'utf8');
    pending = '';
    hash.update(bytes);
    await file.appendFile(bytes).catch((cause: unknown) => Promise.reject(withPath(cause, path)));
  };

  return {
    add: (line) => {
      pending += line;
      rows++;
    },
    isFull: () => pending.length >= PENDING_UNITS_MAX,
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

/** Writes all lines, never holding more than about a megabyte of them. */
export async function writeLines(path: string, lines: Iterable<string>): Promise<WrittenFile> {
  const file = await createLineFile(path);
  try {
    for (const line of lines) {
      file.add(line);
      if (file.isFull()) await file.flush();
    }
  } catch (cause) {
    await file.close().catch(() => undefined);
    throw cause;
  }
  return file.close();
}

/** Writes lines that are text already, each block whole lines of which there are `rows`. */
export async function writeTexts(
  path: string,
  texts: AsyncIterable<{ readonly rows: number; readonly text: Uint8Array }>,
): Promise<WrittenFile> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let rows = 0;
  try {
    for await (const block of texts) {
      hash.update(block.text);
      await file.appendFile(block.text);
      rows += block.rows;
    }
    await file.sync();
  } catch (cause) {
    throw withPath(cause, path);
  } finally {
    await file.close();
  }
  return { name: basename(path), rows, sha256: hash.digest('hex') };
}

/** A file that somebody else has written to the end; without `rows`, its lines are counted. */
export async function writtenFile(path: string, rows?: number): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let lines = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    for (const byte of chunk as Buffer) if (byte === LINE_FEED) lines++;
  }
  return { name: basename(path), rows: rows ?? lines, sha256: hash.digest('hex') };
}

const PENDING_UNITS_MAX = 1024 * 1024;
const LINE_FEED = 0x0a;
