import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** The Node lines on which a user may stand. */
export const NODE_LINES = ['22.23.3', '24.21.0', '26.10.0'] as const;

/** Installs a Node line from its binary package into a folder, and gives the path of its program. */
export async function installNodeLine(folder: string, version: (typeof NODE_LINES)[number]): Promise<string> {
  const home = join(folder, `node-${version}`);
  mkdirSync(home);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const args = ['install', '--prefix', home, '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`];
  const installed = await run('npm', args, { cwd: home });
  if (!installed.succeeded) throw new Error(installed.output);
  return join(home, 'node_modules', name, 'bin', 'node');
}
