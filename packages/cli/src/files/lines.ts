import { isUtf8 } from 'node:buffer';
import { type ByteOptions, readBytes } from './bytes.ts';

/** A line that is not blank. Lines are counted from 1, blank ones too. `text` has neither line break nor byte order mark. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'input.tooLarge' | 'text.notUtf8' };

export const LINE_BYTES_MAX = 1024 * 1024;

/**
 * Reads the lines of a UTF-8 file, packed or not, in batches, in memory of a fixed size. A line that is too long or not UTF-8 is a fault in its
 * place, and the lines after it are read. LF and CRLF end a line; the last line may go without. System errors are thrown.
 */
export async function* readLines(
  path: string,
  { lineBytesMax = LINE_BYTES_MAX, ...options }: ByteOptions & { lineBytesMax?: number } = {},
): AsyncGenerator<readonly Line[]> {
  const decode = createDecoder(lineBytesMax);
  /** The beginning of a line whose end has not been read. */
  let held = Buffer.alloc(0);
  for await (const chunk of readBytes(path, options)) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield decode(Buffer.concat([held, chunk.subarray(0, end)]));
    // What is longer than a line may be is a fault already: of the rest of it no more than the fact is kept.
    const rest = Buffer.concat(end > 0 ? [chunk.subarray(end)] : [held, chunk]);
    held = rest.length > lineBytesMax ? Buffer.from(rest.subarray(0, lineBytesMax + 1)) : rest;
  }
  if (held.length > 0) yield decode(held);
}

/** The lines of a part of a file that begins and ends with whole lines; the first of them has this number in the file. */
export const linesOf = (block: Buffer, firstNumber: number): readonly Line[] => createDecoder(LINE_BYTES_MAX, firstNumber)(block);

const LINE_FEED = 0x0a;
const BLANK = /^[ \t\r]*$/;

/** Turns blocks of whole lines into lines. A whole block is decoded at once, and line by line only where that fails. */
function createDecoder(lineBytesMax: number, firstNumber = 1): (block: Buffer) => Line[] {
  let number = firstNumber - 1;

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
