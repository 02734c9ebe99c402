import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { type FileError, fileErrorOf } from './file-error.ts';
import { readJsonFile } from './json-file.ts';
import { MANIFEST_BYTES_MAX, MANIFEST_FILE, PLAN_FORMAT } from './plan-format.ts';

/** A plan in the making: a directory beside the one that it will stand in for, on the same disk. */
export type PlanDraft = {
  /** Where the files of the plan are written meanwhile. */
  readonly path: string;
  /**
   * Puts the draft in its place. A reader sees the old plan or the new one; for the instant between two renames, none. Fails, and leaves all as it
   * was, when the place has come to hold something else.
   */
  publish(): Promise<Result<void, FileError>>;
  discard(): Promise<void>;
};

/**
 * Begins a plan at a directory that does not exist, is empty, or is a rahyar plan with nothing else in it; anything else is refused, before any
 * work is done.
 */
export async function draftPlan(directory: string): Promise<Result<PlanDraft, FileError>> {
  try {
    const target = await realpath(directory).catch(() => resolve(directory));
    const refusal = await refusalOf(target, directory);
    if (refusal !== undefined) return err(refusal);
    const suffix = randomUUID().slice(0, 8);
    const sibling = (word: string): string => join(dirname(target), `${basename(target)}.${word}-${suffix}`);
    const path = sibling('new');
    await mkdir(path, { recursive: true });
    return ok({
      path,
      publish: () => publish(path, target, sibling('old'), directory),
      discard: () => rm(path, { recursive: true, force: true }),
    });
  } catch (cause) {
    return err(fileErrorOf(cause, directory));
  }
}

async function publish(path: string, target: string, retired: string, directory: string): Promise<Result<void, FileError>> {
  try {
    const refusal = await refusalOf(target, directory);
    if (refusal !== undefined) return err(refusal);
    const hadPlan = await moved(target, retired);
    try {
      await rename(path, target);
    } catch (cause) {
      if (hadPlan) await rename(retired, target);
      throw cause;
    }
    if (hadPlan) await rm(retired, { recursive: true, force: true });
    return ok(undefined);
  } catch (cause) {
    return err(fileErrorOf(cause, directory));
  }
}

/** False when there was nothing to move. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (cause) {
    if (fileErrorOf(cause, from).kind === 'notFound') return false;
    throw cause;
  }
}

/** Why the directory may not be replaced: what is not known to be of a plan is somebody's. */
async function refusalOf(target: string, directory: string): Promise<FileError | undefined> {
  let names: string[];
  try {
    names = await readdir(target);
  } catch (cause) {
    const error = fileErrorOf(cause, directory);
    return error.kind === 'notFound' ? undefined : error;
  }
  if (names.length === 0) return undefined;
  const manifest = await readJsonFile(join(target, MANIFEST_FILE), MANIFEST_BYTES_MAX);
  const parsed = manifest.isOk() ? AnyManifest.safeParse(manifest.value.value) : undefined;
  const own = new Set([MANIFEST_FILE, ...(parsed?.data?.files ?? []).map(({ name }) => name)]);
  return parsed?.success === true && names.every((name) => own.has(name)) ? undefined : { kind: 'wouldOverwrite', path: directory };
}

/** As much of a manifest as every version of the format has. */
const AnyManifest = z.object({ format: z.literal(PLAN_FORMAT), files: z.array(z.object({ name: z.string() })) });
