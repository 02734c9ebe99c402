/// <reference types="node" />
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../store-error.ts';
import { syncDirectory } from './directory.ts';
import { diskCode } from './disk-error.ts';
import { seal, unseal } from './sealed-line.ts';

/** Writes the plan in force: beside first, then under its name in one step, so that a reader finds the old one or the new one. */
export async function writePlan(path: string, plan: object): Promise<void> {
  const beside = `${path}.next`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(`${seal(plan)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncDirectory(dirname(path));
}

/** The plan in force as it was written; `undefined` before the first. */
export async function readPlan(path: string): Promise<Result<{ manifest: unknown; on: unknown } | undefined, StoreError>> {
  try {
    const plan = unseal((await readFile(path, 'utf8')).trimEnd());
    return typeof plan === 'object' && plan !== null && 'manifest' in plan && 'on' in plan
      ? ok({ manifest: plan.manifest, on: plan.on })
      : err({ kind: 'corrupt', what: 'plan' });
  } catch (cause) {
    if (diskCode(cause) === 'ENOENT') return ok(undefined);
    throw cause;
  }
}
