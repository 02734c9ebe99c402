/// <reference types="node" />
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { apply, type Change, decide, emptyMemory, type Memory, type Proposal } from '../change.ts';
import { storeOver } from '../journal.ts';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { diskError } from './disk-error.ts';
import { type Lock, takeLock } from './lock.ts';
import { type Log, openLog } from './log.ts';
import { readPlan, writePlan } from './plan-file.ts';

/** What opening had to cut from the end of the log, and the name of the file in the directory that keeps it. */
export type Recovery = { readonly cutBytes: number; readonly keptAs: string };

export interface FileStore extends Store {
  /** Present if a write had been broken off before; what was cut had never been acknowledged. */
  readonly recovery: Recovery | undefined;
  /** Waits for the calls before it, then lets go of the directory. Every later call is `unavailable`, `closed`. */
  close(): ResultAsync<void, StoreError>;
}

/**
 * A store in a directory of its own, which is made if it is not there: `log.ndjson` for everything but the plan, `plan.json` for the plan
 * in force, `lock` while it is open. A call that succeeded is on the disk. Everything is held in memory as well, so it is for hundreds of
 * thousands of events, not for ten million. One process at a time.
 */
export const createFileStore = (directory: string): ResultAsync<FileStore, StoreError> => onDisk(() => openStore(directory));

async function openStore(directory: string): Promise<Result<FileStore, StoreError>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await takeLock(join(directory, 'lock'));
  if (lock === undefined) return err({ kind: 'unavailable', why: 'locked' });
  const opened = await onDisk(() => openLocked(directory, lock));
  if (opened.isErr()) await lock.release();
  return opened;
}

async function openLocked(directory: string, lock: Lock): Promise<Result<FileStore, StoreError>> {
  const memory = emptyMemory();
  const planPath = join(directory, 'plan.json');
  const plan = await readPlan(planPath);
  if (plan.isErr()) return err(plan.error);
  if (plan.value !== undefined && !isRemembered(memory, { kind: 'plan', ...plan.value })) return err({ kind: 'corrupt', what: 'plan' });
  const opened = await openLog(join(directory, 'log.ndjson'), (entry) => isProposal(entry) && isRemembered(memory, entry));
  return opened.map((log) => fileStore(memory, log, lock, planPath));
}

/** Takes in what was read from the disk; false if it could not have been written by this store. */
function isRemembered(memory: Memory, proposal: Proposal): boolean {
  const decided = decide(memory, proposal);
  if (decided.isErr() || decided.value === undefined) return false;
  apply(memory, decided.value);
  return true;
}

function isProposal(entry: unknown): entry is Proposal {
  if (typeof entry !== 'object' || entry === null || !('kind' in entry)) return false;
  if (entry.kind === 'events') return 'events' in entry && Array.isArray(entry.events);
  if (entry.kind === 'followUps') return 'followUps' in entry && Array.isArray(entry.followUps);
  return entry.kind === 'referral';
}

function fileStore(memory: Memory, log: Log, lock: Lock, planPath: string): FileStore {
  const write = (change: Change): ResultAsync<void, StoreError> =>
    onDisk(async () => {
      if (!(await lock.isHeld())) return err({ kind: 'unavailable', why: 'locked' });
      if (change.kind === 'plan') await writePlan(planPath, { manifest: change.manifest, on: change.on });
      else await log.append(change);
      return ok(undefined);
    });
  const { store, stop } = storeOver(memory, { write: async (change) => write(change) });
  let closed: Promise<void> | undefined;
  const letGo = async (): Promise<void> => {
    await stop();
    await log.close();
    await lock.release();
  };
  const close = (): ResultAsync<void, StoreError> =>
    onDisk(async () => {
      closed ??= letGo();
      return ok(await closed);
    });
  const recovery = log.torn && { cutBytes: log.torn.bytes, keptAs: basename(log.torn.keptAs) };
  return { ...store, recovery, close };
}

/** Runs disk work; whatever the disk refuses is an error value without its text. */
function onDisk<T>(work: () => Promise<Result<T, StoreError>>): ResultAsync<T, StoreError> {
  return ResultAsync.fromPromise(work(), diskError).andThen((result) => result);
}
