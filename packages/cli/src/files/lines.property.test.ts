import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Line, readLines } from './lines.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rahyar-lines-'));
});
afterAll(() => rm(directory, { recursive: true }));

const LINE_BYTES_MAX = 24;

/** Words of one to four bytes a character, some longer than a line may be, and bytes that are no UTF-8. */
const line = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom('a', 'é', 'س', '𐎱'), maxLength: 8 }).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.integer({ min: 20, max: 90 }).map((length) => Buffer.alloc(length, 'x')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0a))) },
);

it('finds the same lines whatever the size of its chunks, each as the whole file has it', async () => {
  const path = join(directory, 'lines.txt');
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.boolean(), fc.integer({ min: 1, max: 64 }), async (rows, ends, chunkBytes) => {
      await writeFile(
        path,
        Buffer.concat(rows.flatMap((row, index) => (index > 0 ? [Buffer.from('\n'), row] : [row])).concat(ends ? [Buffer.from('\n')] : [])),
      );
      const found: Line[] = [];
      for await (const batch of readLines(path, { chunkBytes, lineBytesMax: LINE_BYTES_MAX })) found.push(...batch);
      expect(found).toEqual(rows.flatMap((row, index) => expectedLine(row, index + 1)));
    }),
    { numRuns: 500 },
  );
});

function expectedLine(bytes: Buffer, number: number): Line[] {
  if (bytes.length > LINE_BYTES_MAX) return [{ number, fault: 'input.tooLarge' }];
  const written = bytes.toString('utf8');
  if (!Buffer.from(written).equals(bytes)) return [{ number, fault: 'text.notUtf8' }];
  const text = (number === 1 ? written.replace(/^\uFEFF/, '') : written).replace(/\r$/, '');
  return /^[ \t\r]*$/.test(text) ? [] : [{ number, text }];
}
