import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { withPath } from './file-error.ts';

/** A line that is not blank. Lines are counted from 1, blank ones too. `text` has neither line break nor byte order mark. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'input.tooLarge' | 'text.notUtf8' };

export const LINE_BYTES_MAX = 1024 * 1024;

/**
 * Reads the lines of a UTF-8 file, in batches, in memory of a fixed size. A line that is too long or not UTF-8 is a fault in its place, and the
 * lines after it are read. LF and CRLF end a line; the last line may go without. System errors are thrown.
 */
export async function* readLines(
  path: string,
  {
    onChunk,
    chunkBytes = 1024 * 1024,
    lineBytesMax = LINE_BYTES_MAX,
  }: {
    onChunk?: (chunk: Uint8Array) => void;
    chunkBytes?: number;
    lineBytesMax?: number;
  } = {},
): AsyncGenerator<readonly Line[]> {
  const file = await open(path);
  try {
    yield* linesOf(file, path, { onChunk, chunkBytes, lineBytesMax });
  } finally {
    await file.close();
  }
}

type Limits = { onChunk: ((chunk: Uint8Array) => void) | undefined; chunkBytes: number; lineBytesMax: number };

async function* linesOf(file: FileHandle, path: string, { onChunk, chunkBytes, lineBytesMax }: Limits): AsyncGenerator<readonly Line[]> {
  const buffer = Buffer.allocUnsafe(lineBytesMax + 1 + chunkBytes);
  const decode = createDecoder(lineBytesMax);
  /** Bytes at the start of the buffer that belong to a line whose end has not been read. */
  let held = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, held, chunkBytes, null).catch((cause: unknown) => Promise.reject(withPath(cause, path)));
    if (bytesRead === 0) break;
    onChunk?.(buffer.subarray(held, held + bytesRead));
    const filled = held + bytesRead;
    const end = buffer.subarray(0, filled).lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield decode(buffer.subarray(0, end));
    buffer.copyWithin(0, end, filled);
    // What is longer than a line may be is a fault already: of the rest of it no more than the fact is kept.
    held = Math.min(filled - end, lineBytesMax + 1);
  }
  if (held > 0) yield decode(buffer.subarray(0, held));
}

const LINE_FEED = 0x0a;
const BLANK = /^[ \t\r]*$/;

/** Turns blocks of whole lines into lines. A whole block is decoded at once, and line by line only where that fails. */
function createDecoder(lineBytesMax: number): (block: Buffer) => Line[] {
  let number = 0;

  const lineOf = (written: string): Line | undefined => {
    number++;
    if (written.length * UTF8_BYTES_MAX > lineBytesMax && Buffer.byteLength(written) > lineBytesMax)
      return { number, fault: 'input.tooLarge' };
    const text = written.slice(number === 1 && written.startsWith('\uFEFF') ? 1 : 0, written.endsWith('\r') ? -1 : undefined);
    return BLANK.test(text) ? undefined : { number, text };
  };

  const faultyBlock = (block: Buffer): (Line | undefined)[] => {
    const lines: (Line | undefined)[] = [];
    for (let from = 0; from < block.length; ) {
      const lineFeed = block.indexOf(LINE_FEED, from);
      const to = lineFeed === -1 ? block.length : lineFeed;
      const bytes = block.subarray(from, to);
      if (isUtf8(bytes)) lines.push(lineOf(bytes.toString('utf8')));
      else lines.push({ number: ++number, fault: bytes.length > lineBytesMax ? 'input.tooLarge' : 'text.notUtf8' });
      from = to + 1;
    }
    return lines;
  };

  return (block) => {
    const whole = block.at(-1) === LINE_FEED ? block.subarray(0, -1) : block;
    const lines = isUtf8(whole) ? whole.toString('utf8').split('\n').map(lineOf) : faultyBlock(block);
    return lines.filter((line) => line !== undefined);
  };
}

/** UTF-8 bytes of one UTF-16 unit, at most. */
const UTF8_BYTES_MAX = 3;
