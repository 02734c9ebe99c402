import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '@rahyar/store';
import { openStore } from './place.ts';
import { type Order, type Settings, type Word, whyOf, work } from './work.ts';

/**
 * A process that writes to a store as fast as it can, and is killed. Orders come in, words go out, one a line; a word is in the pipe before
 * anything else is done. What it is given is laid over what the store tells SQLite.
 */
const say = (word: Word): void => {
  const line = Buffer.from(`${JSON.stringify(word)}\n`);
  for (let from = 0; from < line.length; ) from += writeSync(1, line, from);
};

const settings = process.argv[2];
if (settings !== undefined) await laidOver(Object.entries(JSON.parse(settings) as Settings));
let opened: Store | undefined;
const clock = { now: 0 };
say({ kind: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  if (opened === undefined) {
    const opening = await openStore(order.place, () => clock.now);
    if (opening.isErr()) {
      say({ kind: 'refused', why: whyOf(opening.error) });
      say({ kind: 'back' });
      continue;
    }
    opened = opening.value;
    say({ kind: 'opened' });
  }
  await work(opened, clock, order, say);
  while ((await opened.condition()).isErr()) await pause(20);
  say({ kind: 'back' });
}

async function laidOver(changes: readonly (readonly [string, string])[]): Promise<void> {
  const { default: Better } = await import('better-sqlite3');
  const { DatabaseSync } = await import('node:sqlite');
  const laid = (sql: string): string => changes.reduce((text, [from, to]) => text.replace(from, to), sql);
  for (const driver of [Better.prototype, DatabaseSync.prototype]) {
    const { exec, prepare } = driver as Record<'exec' | 'prepare', (sql: string) => unknown>;
    Object.assign(driver, {
      exec(this: unknown, sql: string): unknown {
        const isSettings = sql.includes('pragma journal_mode');
        if (isSettings && changes.some(([from]) => from.includes('=') && !sql.includes(from)))
          throw new Error('The store has no such setting');
        return exec.call(this, laid(sql));
      },
      prepare(this: unknown, sql: string): unknown {
        return prepare.call(this, laid(sql));
      },
    });
  }
}
