/// <reference types="node" />
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exerciseStore } from '../testing/exercise-store.ts';
import { day, eventNumber, planNumber, registeredEvent } from '../testing/specimens.ts';
import type { StoreUnderTest } from '../testing/store-under-test.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { seal } from './sealed-line.ts';

const openAt = async (directory: string): Promise<FileStore> => (await createFileStore(directory))._unsafeUnwrap();
const closed = async (store: FileStore): Promise<void> => (await store.close())._unsafeUnwrap();

async function underTest(directory: string): Promise<StoreUnderTest> {
  const store = await openAt(directory);
  const reopen = async (): Promise<StoreUnderTest> => {
    await closed(store);
    return underTest(directory);
  };
  const dispose = async (): Promise<void> => {
    await closed(store);
    await rm(directory, { recursive: true });
  };
  return { store, reopen, dispose };
}

describe('the file store keeps the contract:', () => {
  const makeStore = async () => underTest(await mkdtemp(join(tmpdir(), 'rahyar-store-')));
  it.each(exerciseStore(makeStore))('$name', ({ run }) => expect(run()).resolves.toBeUndefined());
});

describe('createFileStore', () => {
  let directory: string;
  let log: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rahyar-store-'));
    log = join(directory, 'log.ndjson');
  });
  afterEach(() => rm(directory, { recursive: true }));

  const withEvents = async (count: number): Promise<void> => {
    const store = await openAt(directory);
    for (let number = 1; number <= count; number++) await store.appendEvents([eventNumber(number)]);
    await closed(store);
  };
  const idsIn = async (store: FileStore) => (await store.readEvents(0, 100))._unsafeUnwrap().map(({ event }) => event.id);

  it('makes its directory, readable by its owner alone', async () => {
    const store = await openAt(join(directory, 'deep', 'inside'));
    await store.appendEvents([registeredEvent(1)]);
    await store.publishPlan(planNumber(1), { on: day('2026-11-23') });
    const modes = await Promise.all(['', 'log.ndjson', 'plan.json'].map((name) => stat(join(directory, 'deep', 'inside', name))));
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600, 0o600]);
    await closed(store);
  });

  it('writes one JSON line for each change, and none for a repeated one', async () => {
    const store = await openAt(directory);
    await store.appendEvents([eventNumber(1), eventNumber(2)]);
    await store.appendEvents([eventNumber(2)]);
    await closed(store);
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).entry.line)).toEqual([1]);
  });

  it('holds changes that are longer than what is read at a time', async () => {
    const store = await openAt(directory);
    const many = Array.from({ length: 12_000 }, (_event, index) => eventNumber(index));
    await store.appendEvents(many);
    await store.appendEvents([eventNumber(12_000)]);
    await closed(store);
    expect((await stat(log)).size).toBeGreaterThan(1 << 20);
    const again = await openAt(directory);
    expect((await again.readEvents(11_998, 100))._unsafeUnwrap().map(({ event }) => event.id)).toEqual([
      'event-11998',
      'event-11999',
      'event-12000',
    ]);
    await closed(again);
  });

  it.each([1, 7, 60])('cuts a last line that misses its last %d bytes, keeps them aside, says so, and goes on', async (missing) => {
    await withEvents(3);
    const bytes = await readFile(log);
    await writeFile(log, bytes.subarray(0, -missing));
    const store = await openAt(directory);
    expect(await idsIn(store)).toEqual(['event-1', 'event-2']);
    const twoLines = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1;
    expect(store.recovery).toEqual({ cutBytes: bytes.length - missing - twoLines, keptAs: `log.ndjson.torn-${twoLines}` });
    expect(await readFile(join(directory, `log.ndjson.torn-${twoLines}`))).toEqual(bytes.subarray(twoLines, -missing));
    expect((await store.appendEvents([eventNumber(3)]))._unsafeUnwrap()).toBe(1);
    await closed(store);
    const again = await openAt(directory);
    expect(again.recovery).toBeUndefined();
    expect(await idsIn(again)).toEqual(['event-1', 'event-2', 'event-3']);
    await closed(again);
  });

  it('cuts a last line with bytes that never reached the disk', async () => {
    await withEvents(2);
    const bytes = await readFile(log);
    bytes.fill(0, bytes.length - 30, bytes.length - 10);
    await writeFile(log, bytes);
    const store = await openAt(directory);
    expect(await idsIn(store)).toEqual(['event-1']);
    expect(store.recovery?.cutBytes).toBe(bytes.length - bytes.indexOf('\n') - 1);
    await closed(store);
  });

  const spoilt: readonly (readonly [what: string, spoil: (lines: string[]) => string[], line: number])[] = [
    ['a changed letter', (lines) => lines.with(1, lines[1]?.replace('event-2', 'event-9') ?? ''), 2],
    ['a changed letter in the last line', (lines) => lines.with(2, lines[2]?.replace('event-3', 'event-9') ?? ''), 3],
    ['a missing line', (lines) => lines.toSpliced(1, 1), 2],
    ['a doubled line', (lines) => lines.toSpliced(1, 0, lines[1] ?? ''), 3],
    ['an empty line', (lines) => lines.toSpliced(1, 0, ''), 2],
    [
      'a line of another format',
      (lines) => lines.with(0, seal({ format: 2, line: 1, change: { kind: 'events', events: [eventNumber(1)] } })),
      1,
    ],
    ['a change of an unknown kind', (lines) => lines.with(0, seal({ format: 1, line: 1, change: { kind: 'wish' } })), 1],
    ['an event that is none', (lines) => lines.with(0, seal({ format: 1, line: 1, change: { kind: 'events', events: [{ id: 'x' }] } })), 1],
    ['a repeated event', (lines) => lines.with(1, seal({ format: 1, line: 2, change: { kind: 'events', events: [eventNumber(1)] } })), 2],
  ];

  it.each(spoilt)('refuses a log with %s, and leaves it as it is', async (_what, spoil, line) => {
    await withEvents(3);
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    const text = `${spoil(lines).join('\n')}\n`;
    await writeFile(log, text);
    const refused = await createFileStore(directory);
    expect(refused._unsafeUnwrapErr()).toEqual({ kind: 'corrupt', what: 'log', line });
    expect(await readFile(log, 'utf8')).toBe(text);
    expect((await createFileStore(directory))._unsafeUnwrapErr().kind).toBe('corrupt');
  });

  it('has a change on the disk before the call succeeds, and a plan beside the old one until it is whole', async () => {
    const handle = await open(join(directory, 'any'), 'w');
    const files: FileHandle = Object.getPrototypeOf(handle);
    await handle.close();
    const store = await openAt(directory);
    const datasync = vi.spyOn(files, 'datasync');
    await store.appendEvents([eventNumber(1)]);
    expect(datasync).toHaveBeenCalledTimes(1);
    datasync.mockRestore();

    const inodeOfPlan = async () => (await stat(join(directory, 'plan.json'))).ino;
    await store.publishPlan(planNumber(1), { on: day('2026-11-23') });
    const before = await inodeOfPlan();
    const sync = vi.spyOn(files, 'sync');
    await store.publishPlan(planNumber(2), { on: day('2026-11-24') });
    expect(sync).toHaveBeenCalledTimes(2);
    expect(await inodeOfPlan()).not.toBe(before);
    sync.mockRestore();
    await closed(store);
  });

  it('refuses a damaged plan, and reads past one that was never finished', async () => {
    const store = await openAt(directory);
    await store.publishPlan(planNumber(1), { on: day('2026-11-23') });
    await closed(store);
    const plan = join(directory, 'plan.json');
    await writeFile(`${plan}.next`, 'half a pl');
    const again = await openAt(directory);
    expect((await again.currentPlan())._unsafeUnwrap()).toEqual({ manifest: planNumber(1), on: '2026-11-23' });
    expect((await again.publishPlan(planNumber(2), { on: day('2026-11-24') }))._unsafeUnwrap()).toBe(true);
    await closed(again);
    await writeFile(plan, (await readFile(plan, 'utf8')).replace('plan-2', 'plan-3'));
    expect((await createFileStore(directory))._unsafeUnwrapErr()).toEqual({ kind: 'corrupt', what: 'plan' });
  });

  it('is open once at a time', async () => {
    const first = await openAt(directory);
    expect((await createFileStore(directory))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'locked' });
    await closed(first);
    await closed(await openAt(directory));
    expect(await readdir(directory)).not.toContain('lock');
  });

  it('takes over from a process that died, even from one with its own number', async () => {
    for (const dead of [`${process.pid} 1.5 another-run`, '999999999 1.5 long-gone', '']) {
      await writeFile(join(directory, 'lock'), dead);
      await closed(await openAt(directory));
    }
  });

  it('does not take over from a process that lives', async () => {
    await writeFile(join(directory, 'lock'), `${process.ppid} 1.5 parent`);
    expect((await createFileStore(directory))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'locked' });
  });

  it('writes nothing once another holds its lock, and does not release that one', async () => {
    const store = await openAt(directory);
    await store.appendEvents([eventNumber(1)]);
    await writeFile(join(directory, 'lock'), 'another');
    expect((await store.appendEvents([eventNumber(2)]))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'locked' });
    await closed(store);
    expect(await readFile(join(directory, 'lock'), 'utf8')).toBe('another');
    const again = await openAt(directory);
    expect(await idsIn(again)).toEqual(['event-1']);
    await closed(again);
  });

  it('refuses every call after it is closed, and may be closed twice', async () => {
    const store = await openAt(directory);
    await closed(store);
    await closed(store);
    expect((await store.appendEvents([eventNumber(1)]))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'closed' });
  });

  it('says that the place cannot be used, without naming it', async () => {
    const occupied = join(directory, 'sara-ahmadi');
    await writeFile(occupied, '');
    const refused = (await createFileStore(join(occupied, 'store')))._unsafeUnwrapErr();
    expect(refused).toEqual({ kind: 'unavailable', why: 'failed' });
    expect(inspect(refused, { showHidden: true, depth: null })).not.toContain('sara-ahmadi');
  });
});
