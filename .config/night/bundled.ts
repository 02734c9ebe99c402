import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { house } from '../run.ts';

/** A program in one file while it is in use: a process that is started again and again then starts at once. */
export async function withBundle<T>(entry: string, use: (program: string) => Promise<T>): Promise<T> {
  // Where the packages are found that are not part of it.
  const folder = mkdtempSync(join(house, 'node_modules', '.bundled-'));
  const program = join(folder, 'program.mjs');
  try {
    await build({
      entryPoints: [entry],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['@rahyar/source'],
      external: ['better-sqlite3', 'pg', 'pg-copy-streams'],
      logLevel: 'error',
    });
    return await use(program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
