/// <reference types="node" />
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { diskCode } from './disk-error.ts';

export type Lock = {
  /** Whether the lock file still names this holder. */
  readonly isHeld: () => Promise<boolean>;
  readonly release: () => Promise<void>;
};

/**
 * Takes the lock file at `path` for this process, or `undefined` if a living process holds it. The file of a process that has died is put
 * aside. Two that do so in the same moment may both believe that they hold it: whoever lost it is told by `isHeld` before it writes.
 */
export async function takeLock(path: string): Promise<Lock | undefined> {
  // The clock part tells this process from an earlier one with the same number, which is the rule in a container.
  const token = `${process.pid} ${performance.timeOrigin} ${crypto.randomUUID()}`;
  if (!(await isWritten(path, token))) {
    if (await isAlive(path)) return undefined;
    await putAside(path);
    if (!(await isWritten(path, token))) return undefined;
  }
  const isHeld = async (): Promise<boolean> => (await holderOf(path)) === token;
  const release = async (): Promise<void> => {
    if (await isHeld()) await rm(path, { force: true });
  };
  return { isHeld, release };
}

async function isWritten(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (diskCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

async function isAlive(path: string): Promise<boolean> {
  const [pid = '', startedAt = ''] = (await holderOf(path)).split(' ');
  if (!/^[1-9]\d*$/.test(pid)) return false;
  if (Number(pid) === process.pid) return startedAt === String(performance.timeOrigin);
  try {
    return process.kill(Number(pid), 0);
  } catch (cause) {
    return diskCode(cause) === 'EPERM';
  }
}

async function putAside(path: string): Promise<void> {
  try {
    await rename(path, `${path}.stale`);
  } catch (cause) {
    if (diskCode(cause) !== 'ENOENT') throw cause;
  }
}

async function holderOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (diskCode(cause) === 'ENOENT') return '';
    throw cause;
  }
}
