/// <reference types="node" />
import { constants } from 'node:fs';
import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../store-error.ts';
import { syncDirectory } from './directory.ts';
import { seal, unseal } from './sealed-line.ts';

const FORMAT = 1;
const LINE_FEED = 0x0a;
const CHUNK_BYTES = 1 << 20;

/** What was found torn at the end of the log and cut off: it was never acknowledged. The bytes are kept beside the log. */
export type TornTail = { readonly atByte: number; readonly bytes: number; readonly keptAs: string };

export type Log = {
  readonly torn: TornTail | undefined;
  /** Resolves when the change is on the disk. */
  readonly append: (change: object) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Opens an append-only log, one sealed line for each change, and gives every change in it to `take`, in order.
 *
 * A line holds one change whole, so a change is there or not. A write that a power cut broke leaves a last line without its line feed, or
 * with bytes that were never written (NUL); such a tail is copied aside, cut, and reported. Any other bad line, the last one included,
 * may have been acknowledged: the log is `corrupt` and left as it is. Lines carry their number, so that a missing or doubled one shows.
 */
export async function openLog(path: string, take: (change: unknown) => boolean): Promise<Result<Log, StoreError>> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
  try {
    await syncDirectory(dirname(path));
    const read = await readLines(file, take);
    if (read.isErr()) {
      await file.close();
      return err(read.error);
    }
    const { lines, goodBytes, tail } = read.value;
    const torn = tail.length === 0 ? undefined : await cut(file, path, goodBytes, tail);
    return ok(appendable(file, lines, torn));
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

type Lines = { readonly lines: number; readonly goodBytes: number; readonly tail: Buffer };

async function readLines(file: FileHandle, take: (change: unknown) => boolean): Promise<Result<Lines, StoreError>> {
  let lines = 0;
  let goodBytes = 0;
  let begun: Buffer[] = [];
  for (let bytes = await readAt(file, 0), at = 0; bytes.length > 0; bytes = await readAt(file, at)) {
    at += bytes.length;
    let from = 0;
    for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
      const line = Buffer.concat([...begun, bytes.subarray(from, to)]);
      begun = [];
      from = to + 1;
      if (!isTaken(line.toString('utf8'), lines + 1, take)) {
        const isLast = goodBytes + line.length + 1 === (await file.stat()).size;
        if (isLast && line.includes(0)) return ok({ lines, goodBytes, tail: Buffer.concat([line, Buffer.of(LINE_FEED)]) });
        return err({ kind: 'corrupt', what: 'log', line: lines + 1 });
      }
      lines += 1;
      goodBytes += line.length + 1;
    }
    if (from < bytes.length) begun.push(bytes.subarray(from));
  }
  return ok({ lines, goodBytes, tail: Buffer.concat(begun) });
}

async function readAt(file: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
  return buffer.subarray(0, bytesRead);
}

function isTaken(text: string, number: number, take: (change: unknown) => boolean): boolean {
  const entry = unseal(text);
  if (typeof entry !== 'object' || entry === null || !('format' in entry && 'line' in entry && 'change' in entry)) return false;
  return entry.format === FORMAT && entry.line === number && take(entry.change);
}

async function cut(file: FileHandle, path: string, goodBytes: number, tail: Buffer): Promise<TornTail> {
  const keptAs = `${path}.torn-${goodBytes}`;
  await writeFile(keptAs, tail, { mode: 0o600, flush: true });
  await file.truncate(goodBytes);
  await file.sync();
  await syncDirectory(dirname(path));
  return { atByte: goodBytes, bytes: tail.length, keptAs };
}

function appendable(file: FileHandle, linesRead: number, torn: TornTail | undefined): Log {
  let lines = linesRead;
  const append = async (change: object): Promise<void> => {
    await file.appendFile(`${seal({ format: FORMAT, line: lines + 1, change })}\n`);
    await file.datasync();
    lines += 1;
  };
  return { torn, append, close: () => file.close() };
}
