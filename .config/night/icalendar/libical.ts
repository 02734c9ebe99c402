import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Expand, Starts } from './client.ts';

/** The compiled program and the folder that holds it, or a sentence about what is missing. */
export type Libical = { readonly version: string; readonly expand: Expand; readonly remove: () => void };

/** Compiles the small program beside this file against the libical of the system. */
export function buildLibical(): Libical | { readonly missing: string } {
  const version = spawnSync('pkg-config', ['--modversion', 'libical'], { encoding: 'utf8' });
  if (version.status !== 0) return { missing: 'libical is not installed (Debian: libical-dev and pkg-config)' };
  const flags = spawnSync('pkg-config', ['--cflags', '--libs', 'libical'], { encoding: 'utf8' }).stdout.trim().split(/\s+/);
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-icalendar-'));
  const program = join(folder, 'expand');
  const source = fileURLToPath(new URL('expand.c', import.meta.url));
  const compiled = spawnSync('gcc', ['-O2', '-o', program, source, ...flags], { encoding: 'utf8' });
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (compiled.status === 0) return { version: version.stdout.trim(), expand: (text, window) => expandWith(program, text, window), remove };
  remove();
  return { missing: `the program of libical could not be compiled (gcc): ${compiled.stderr || 'no gcc'}` };
}

const expandWith = (program: string, text: string, { from, to }: Parameters<Expand>[1]): Starts => {
  const child = spawnSync(program, [String((from - 1) * 86_400), String((to + 1) * 86_400)], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1_000_000_000,
  });
  if (child.status !== 0) throw new Error('libical could not read the text');
  return new Map(
    child.stdout
      .trim()
      .split('\n')
      .map((line) => {
        const [uid = '', ...starts] = line.split(' ');
        return [uid, starts.sort()];
      }),
  );
};
