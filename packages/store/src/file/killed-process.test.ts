/// <reference types="node" />
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';

/** Appends events one by one without end, and says each number once the store has said that it is kept. */
const WRITER = `
  const { createFileStore } = await import(process.argv[1]);
  const store = (await createFileStore(process.argv[2]))._unsafeUnwrap();
  for (let number = (await store.readEvents(0, 1e9))._unsafeUnwrap().length + 1; ; number++) {
    const event = { id: 'event-' + number, subject: 'subject-1', on: '2026-11-23', type: 'membershipRequested' };
    if ((await store.appendEvents([event])).isErr()) process.exit(1);
    process.stdout.write(number + '\\n');
  }
`;

describe('a writer that is killed', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rahyar-store-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('has lost nothing that was acknowledged, left nothing half done, and does not keep the next one out', async () => {
    const source = new URL('./file-store.ts', import.meta.url).href;
    for (const acknowledged of [1, 20, 50]) {
      const child = spawn(process.execPath, ['--conditions=@rahyar/source', '--input-type=module', '-e', WRITER, source, directory]);
      let said = '';
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.split('\n').length > acknowledged) break;
      }
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      const last = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
      const store = (await createFileStore(directory))._unsafeUnwrap();
      const kept = (await store.readEvents(0, 1_000_000))._unsafeUnwrap();
      await store.close();
      expect(kept.length).toBeGreaterThanOrEqual(last);
      expect(kept.map(({ event }) => event.id)).toEqual(kept.map((_row, index) => `event-${index + 1}`));
    }
  });
});
