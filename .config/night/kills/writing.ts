import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from './calls.ts';
import type { Order, Settings, Word } from './work.ts';

/** A writer process and what it has said so far. */
export type Writing = {
  readonly isOpen: boolean;
  /** Calls that were begun and not told of yet, in order. */
  takeBegun(): readonly Call[];
  /** Waits until so many calls more are begun, or one was refused. */
  begun(count: number): Promise<void>;
  /** The number of the last call that the store said is done. */
  readonly acknowledged: number;
  /** Why calls were refused that were not told of yet. */
  takeRefusals(): readonly string[];
  /** Waits until it has opened the store. */
  opened(): Promise<void>;
  /** Waits until the program is loaded, and gives it something to do. */
  order(order: Order): Promise<void>;
  /** Waits until the store, which had refused a call, answers again. */
  back(): Promise<void>;
  /** Lets it do nothing more; what it has asked of the system is still carried out. */
  freeze(): void;
  /** Kills it without warning, and waits until everything that it said has been read. */
  kill(): Promise<void>;
};

/** Starts a writer from its bundle. */
export function startWriter(program: string, settings?: Settings): Writing {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...(settings === undefined ? [] : [JSON.stringify(settings)])],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let rest = '';
  let isOpen = false;
  let acknowledged = 0;
  let begun: Call[] = [];
  let begunCount = 0;
  let [isReady, isBack] = [false, false];
  let refusals: string[] = [];
  const hear = (word: Word): void => {
    if (word.kind === 'ready') isReady = true;
    else if (word.kind === 'opened') isOpen = true;
    else if (word.kind === 'begins') {
      begun.push(word.call);
      begunCount += 1;
    } else if (word.kind === 'done') acknowledged = word.number;
    else if (word.kind === 'refused') refusals.push(word.why);
    else isBack = true;
  };
  // A killed process leaves the last line unfinished: it counts for nothing.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(JSON.parse(line) as Word);
  });
  // One that is killed does not read its orders any more.
  child.stdin.on('error', () => undefined);
  const closed = once(child, 'close');
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (child.exitCode !== null) throw new Error(`a writer ended with ${child.exitCode}`);
      await pause(5);
    }
  };
  return {
    get isOpen() {
      return isOpen;
    },
    takeBegun: () => {
      const taken = begun;
      begun = [];
      return taken;
    },
    begun: (count) => {
      const least = begunCount + count;
      return until(() => begunCount >= least || refusals.length > 0);
    },
    get acknowledged() {
      return acknowledged;
    },
    takeRefusals: () => {
      const taken = refusals;
      refusals = [];
      return taken;
    },
    opened: () => until(() => isOpen || refusals.length > 0),
    order: async (order) => {
      await until(() => isReady);
      isBack = false;
      child.stdin.write(`${JSON.stringify(order)}\n`);
    },
    back: () => until(() => isBack),
    freeze: () => {
      child.kill('SIGSTOP');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
