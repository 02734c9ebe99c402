import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from 'neverthrow';
import { afterAll, expect, it } from 'vitest';
import { createFileChannel } from './file-channel.ts';

const folder = mkdtempSync(join(tmpdir(), 'rahyar-channel-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const message = (key: string) => ({ key, to: 'rahyar-1', kind: 'followUpDue', about: 'f-1' });

it('adds a line for each message, and only the words of a message', async () => {
  const path = join(folder, 'told.ndjson');
  const tell = createFileChannel(path);
  expect(await tell({ ...message('m-1'), ...{ name: 'زهرا' } })).toEqual(ok(undefined));
  expect(await tell(message('m-2'))).toEqual(ok(undefined));
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([message('m-1'), message('m-2')]);
});

it('says later when the disk refuses', async () => {
  expect(await createFileChannel(join(folder, 'no', 'such', 'folder'))(message('m-1'))).toEqual(err('later'));
});
