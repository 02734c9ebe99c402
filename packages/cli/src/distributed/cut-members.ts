import { stat } from 'node:fs/promises';
import { readBytes } from '../files/bytes.ts';
import { LINE_BYTES_MAX } from '../files/lines.ts';
import type { Chunk } from './read-shard.ts';

/** A members file being cut: its chunks in order, and when all are read, where to cut the ids so that ranges hold about as many each. */
export type CutMembers = {
  readonly chunks: AsyncGenerator<Chunk>;
  /** At most so many ascending ids as there are ranges after the first. Where the ids are cut makes no difference to the plan. */
  cuts(): readonly string[];
};

/** Cuts a file of NDJSON, packed or not, into about so many chunks of whole lines. System errors are thrown. */
export function cutMembers(
  path: string,
  shards: number,
  onProgress: (bytesRead: number, bytesTotal: number) => void = () => undefined,
): CutMembers {
  const sample = createSample();
  return {
    chunks: chunksOf(path, shards, sample.take, onProgress),
    cuts: () => {
      const ids = [...new Set(sample.ids())].sort();
      return [...new Set(Array.from({ length: shards - 1 }, (_, cut) => ids[Math.floor((ids.length * (cut + 1)) / shards)] ?? ''))].filter(
        (id) => id !== '' && id !== ids[0],
      );
    },
  };
}

async function* chunksOf(
  path: string,
  shards: number,
  takeLine: (line: Buffer) => void,
  onProgress: (bytesRead: number, bytesTotal: number) => void,
): AsyncGenerator<Chunk> {
  const bytesTotal = (await stat(path)).size;
  const wanted = bytesTotal === 0 ? CHUNK_BYTES : Math.max(1, bytesTotal / shards);
  let bytesRead = 0;
  let cutFrom = 0;
  let firstLine = 1;
  let lines: Buffer[] = [];
  let open: Buffer = Buffer.alloc(0);
  const chunk = (): Chunk => {
    const text = Buffer.concat(lines);
    const made = { text, firstLine };
    firstLine += countLines(text, takeLine);
    lines = [];
    cutFrom = bytesRead;
    return made;
  };
  const onChunk = (bytes: Uint8Array): void => {
    bytesRead += bytes.length;
  };
  const chunkBytes = Math.max(4_096, Math.min(1024 * 1024, Math.floor(wanted / 8)));
  for await (const bytes of readBytes(path, { onChunk, chunkBytes })) {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) lines.push(open, bytes.subarray(0, end));
    const rest = Buffer.concat(end > 0 ? [bytes.subarray(end)] : [open, bytes]);
    // A line that is longer than a line may be is refused, whatever the rest of it.
    open = rest.length > LINE_BYTES_MAX ? Buffer.from(rest.subarray(0, LINE_BYTES_MAX + 1)) : rest;
    if (lines.length > 0 && bytesRead - cutFrom >= wanted) yield chunk();
    onProgress(bytesRead, bytesTotal);
  }
  lines.push(open);
  if (firstLine === 1 || lines.some(({ length }) => length > 0)) yield chunk();
}

const CHUNK_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;

function countLines(text: Buffer, takeLine: (line: Buffer) => void): number {
  let count = 0;
  let from = 0;
  for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED, from)) {
    takeLine(text.subarray(from, end));
    from = end + 1;
    count++;
  }
  if (from < text.length) takeLine(text.subarray(from));
  return count;
}

/** Ids of lines at even distances. */
function createSample(): { take(line: Buffer): void; ids(): readonly string[] } {
  let ids: string[] = [];
  let step = 1;
  let skipped = 0;
  return {
    take: (line) => {
      skipped++;
      if (skipped < step) return;
      skipped = 0;
      const id = idOf(line);
      if (id !== undefined) ids.push(id);
      if (ids.length < SAMPLE_MAX) return;
      ids = ids.filter((_, index) => index % 2 === 0);
      step *= 2;
    },
    ids: () => ids,
  };
}

const SAMPLE_MAX = 32_768;

/** Whatever is no id is for the shards to refuse. */
const idOf = (line: Buffer): string | undefined => /"id"\s*:\s*"([!#-[\]-~]{1,64})"/.exec(line.toString('latin1'))?.[1];
