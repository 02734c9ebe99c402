import { packed } from './packed.ts';

/** Lines of a file of the plan, in order; `rows` is how many. */
export type WrittenText = { readonly rows: number; readonly text: Uint8Array };

export function writtenText(lines: Iterable<string>): Uint8Array {
  let rows = 0;
  let pending = '';
  const blocks: Buffer[] = [];
  for (const line of lines) {
    rows++;
    pending += line;
    if (pending.length < PENDING_UNITS_MAX) continue;
    blocks.push(Buffer.from(pending, 'utf8'));
    pending = '';
  }
  return packed({ rows, text: Buffer.concat([...blocks, Buffer.from(pending, 'utf8')]) } satisfies WrittenText);
}

const PENDING_UNITS_MAX = 1024 * 1024;
