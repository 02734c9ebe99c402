/// <reference types="node" />
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventNumber } from '../testing/specimens.ts';
import { createFileStore } from './file-store.ts';

describe('a log that was cut anywhere', () => {
  it('keeps every batch whose line is whole, and no part of any other', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rahyar-store-'));
    const log = join(directory, 'log.ndjson');
    const store = (await createFileStore(directory))._unsafeUnwrap();
    for (const first of [1, 4, 7]) await store.appendEvents([0, 1, 2].map((step) => eventNumber(first + step)));
    await store.close();
    const whole = await readFile(log);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length }), async (length) => {
        await writeFile(log, whole.subarray(0, length));
        const opened = (await createFileStore(directory))._unsafeUnwrap();
        const kept = (await opened.readEvents(0, 100))._unsafeUnwrap();
        await opened.close();
        const wholeLines = whole.subarray(0, length).filter((byte) => byte === 0x0a).length;
        expect(kept.map(({ event }) => event.id)).toEqual(
          [1, 2, 3, 4, 5, 6, 7, 8, 9].slice(0, 3 * wholeLines).map((number) => `event-${number}`),
        );
        expect(opened.recovery === undefined).toBe(length === 0 || whole[length - 1] === 0x0a);
        expect((await readFile(log)).equals(whole.subarray(0, length - (opened.recovery?.cutBytes ?? 0)))).toBe(true);
      }),
    );
    await rm(directory, { recursive: true });
  });
});
