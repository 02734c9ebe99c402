import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochDay } from '@rahyar/scheduler';
import { ASSUMED_CADENCE, toInstant } from '@rahyar/scheduler';
import type { StoreError } from '@rahyar/store';
import { openSqliteStore, type SqliteStore } from '@rahyar/store/sqlite';
import { err, type Result } from 'neverthrow';
import * as z from 'zod';

/** What a demonstration is of; another one starts with an empty memory. */
export type DemoSubject = { readonly people: number; readonly seed: number; readonly on: string };

const Begun = z.strictObject({ people: z.number(), seed: z.number(), on: z.string(), beganAtMs: z.number() });

export type DemoMemory = {
  readonly store: SqliteStore;
  /** The clock of the demonstration: nine o'clock of the day when it was first begun, and from there on as long as that is ago. */
  readonly clock: { readonly nowMs: () => number; readonly beginDay: (day: EpochDay) => void };
  /** Whether a demonstration that was stopped goes on. */
  readonly goesOn: boolean;
};

/** The memory of a demonstration in a directory. One of the same people, seed and day that was stopped there goes on; any other is forgotten. */
export async function openDemoMemory(folder: string, subject: DemoSubject, firstDay: EpochDay): Promise<Result<DemoMemory, StoreError>> {
  const file = join(folder, 'memory.sqlite');
  const begun = await begin(folder, file, subject);
  if (begun === undefined) return err({ kind: 'unavailable', why: 'denied' });
  const { goesOn, beganAtMs } = begun;
  let startMs = Date.parse(toInstant(firstDay, ASSUMED_CADENCE.timeOfDay));
  const clock = {
    nowMs: () => startMs + Math.max(0, Date.now() - beganAtMs),
    beginDay: (day: EpochDay) => {
      startMs = Date.parse(toInstant(day, ASSUMED_CADENCE.timeOfDay));
    },
  };
  return await openSqliteStore(file, { nowMs: clock.nowMs }).map((store) => ({ store, clock, goesOn }));
}

/** When the demonstration was begun, now or before; `undefined` where the directory cannot be written. */
async function begin(
  folder: string,
  file: string,
  subject: DemoSubject,
): Promise<{ readonly goesOn: boolean; readonly beganAtMs: number } | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    const before = await begunIn(folder);
    if (before !== undefined && before.people === subject.people && before.seed === subject.seed && before.on === subject.on)
      return { goesOn: true, beganAtMs: before.beganAtMs };
    for (const name of [file, `${file}-wal`, `${file}-shm`, join(folder, 'told.ndjson')]) await rm(name, { force: true });
    const beganAtMs = Date.now();
    await writeFile(join(folder, 'demo.json'), `${JSON.stringify({ ...subject, beganAtMs } satisfies z.infer<typeof Begun>)}\n`);
    return { goesOn: false, beganAtMs };
  } catch {
    return undefined;
  }
}

async function begunIn(folder: string): Promise<z.infer<typeof Begun> | undefined> {
  try {
    return Begun.safeParse(JSON.parse(await readFile(join(folder, 'demo.json'), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
