import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { type FileError, fileErrorOf } from './file-error.ts';
import { readJsonFile } from './json-file.ts';
import { isNamedByContent, MANIFEST_BYTES_MAX, MANIFEST_FILE, PLAN_FORMAT } from './plan-format.ts';

/** A plan in the making: a directory beside the one that it will stand in, on the same disk. */
export type PlanDraft = {
  /** Where the files of the plan are written meanwhile. */
  readonly path: string;
  /**
   * Puts the draft in its place: files named by their content first, the manifest last, in one rename. Whoever reads sees the old plan or the
   * new one. Files for people, such as the report, keep their names and are replaced one by one. Fails, and leaves the old plan as it was, when
   * the place has come to hold something else.
   */
  publish(manifest: { readonly files: readonly { readonly name: string }[] }): Promise<Result<void, FileError>>;
  discard(): Promise<void>;
};

/**
 * Begins a plan at a directory that does not exist, is empty, or is a rahyar plan with nothing else in it; anything else is refused, before any
 * work is done.
 */
export async function draftPlan(directory: string): Promise<Result<PlanDraft, FileError>> {
  try {
    const target = await realpath(directory).catch(() => resolve(directory));
    const found = await planAt(target, directory);
    if (found.isErr()) return err(found.error);
    const path = join(dirname(target), `${basename(target)}.new-${randomUUID().slice(0, 8)}`);
    await mkdir(path, { recursive: true });
    return ok({
      path,
      publish: ({ files }) =>
        publish(
          path,
          target,
          directory,
          files.map(({ name }) => name),
        ),
      discard: () => rm(path, { recursive: true, force: true }),
    });
  } catch (cause) {
    return err(fileErrorOf(cause, directory));
  }
}

async function publish(path: string, target: string, directory: string, names: readonly string[]): Promise<Result<void, FileError>> {
  try {
    const found = await planAt(target, directory);
    if (found.isErr()) return err(found.error);
    await mkdir(target, { recursive: true });
    for (const name of [...names, MANIFEST_FILE]) await rename(join(path, name), join(target, name));
    await rm(path, { recursive: true, force: true });
    // Whoever has read the old manifest and comes too late for its files reads the manifest again.
    for (const name of found.value) if (!names.includes(name)) await rm(join(target, name), { force: true });
    return ok(undefined);
  } catch (cause) {
    return err(fileErrorOf(cause, directory));
  }
}

/** The files that the manifest of the plan there lists, none where there is no plan yet. What is not known to be of a plan is somebody's. */
async function planAt(target: string, directory: string): Promise<Result<readonly string[], FileError>> {
  let names: string[];
  try {
    names = await readdir(target);
  } catch (cause) {
    const error = fileErrorOf(cause, directory);
    return error.kind === 'notFound' ? ok([]) : err(error);
  }
  if (names.length === 0) return ok([]);
  const manifest = await readJsonFile(join(target, MANIFEST_FILE), MANIFEST_BYTES_MAX);
  const parsed = manifest.isOk() ? AnyManifest.safeParse(manifest.value.value) : undefined;
  const listed = (parsed?.data?.files ?? []).map(({ name }) => name);
  // A writer that was stopped half-way leaves files named by their content behind.
  const isOwn = (name: string): boolean => name === MANIFEST_FILE || listed.includes(name) || isNamedByContent(name);
  return parsed?.success === true && names.every(isOwn) ? ok(listed) : err({ kind: 'wouldOverwrite', path: directory });
}

/** As much of a manifest as every version of the format has. */
const AnyManifest = z.object({ format: z.literal(PLAN_FORMAT), files: z.array(z.object({ name: z.string() })) });
