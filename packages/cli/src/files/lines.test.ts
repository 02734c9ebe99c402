import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Line, readLines } from './lines.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rahyar-lines-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function linesOf(content: string | Uint8Array, options: Parameters<typeof readLines>[1] = {}): Promise<Line[]> {
  const path = join(directory, 'lines.txt');
  await writeFile(path, content);
  const lines: Line[] = [];
  for await (const batch of readLines(path, options)) lines.push(...batch);
  return lines;
}

describe('readLines', () => {
  it('counts blank lines and leaves them out', async () => {
    expect(await linesOf('a\n\n \t\nb')).toEqual([
      { number: 1, text: 'a' },
      { number: 4, text: 'b' },
    ]);
  });

  it('takes LF and CRLF, and a last line without an end', async () => {
    expect((await linesOf('a\r\nb\nc')).map((line) => 'text' in line && line.text)).toEqual(['a', 'b', 'c']);
  });

  it('drops a byte order mark at the beginning of the file only', async () => {
    expect(await linesOf('\uFEFFa\n\uFEFFb\n')).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: '\uFEFFb' },
    ]);
  });

  it('has no line for an empty file', async () => {
    expect(await linesOf('')).toEqual([]);
  });

  it('reports a line that is not UTF-8 in its place, and reads on', async () => {
    const content = Buffer.concat([Buffer.from('الف\n'), Buffer.from([0xed, 0xa0, 0x80, 0x0a]), Buffer.from('ب\n'), Buffer.from([0xd9])]);
    expect(await linesOf(content)).toEqual([
      { number: 1, text: 'الف' },
      { number: 2, fault: 'text.notUtf8' },
      { number: 3, text: 'ب' },
      { number: 4, fault: 'text.notUtf8' },
    ]);
  });

  it('holds no more of a line that is too long than it may be, and reads on', async () => {
    const long = 'x'.repeat(1_000);
    expect(await linesOf(`a\n${long}\nb\n${long}`, { chunkBytes: 16, lineBytesMax: 8 })).toEqual([
      { number: 1, text: 'a' },
      { number: 2, fault: 'input.tooLarge' },
      { number: 3, text: 'b' },
      { number: 4, fault: 'input.tooLarge' },
    ]);
  });

  it('measures a line in bytes', async () => {
    expect(await linesOf('سلام\nسلامت\n', { lineBytesMax: 8 })).toEqual([
      { number: 1, text: 'سلام' },
      { number: 2, fault: 'input.tooLarge' },
    ]);
  });

  it('throws what the system refuses', async () => {
    await expect(linesOf('a', { lineBytesMax: 8 })).resolves.toHaveLength(1);
    await expect(readLines(join(directory, 'absent')).next()).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readLines(directory).next()).rejects.toMatchObject({ code: 'EISDIR', path: directory });
  });
});
