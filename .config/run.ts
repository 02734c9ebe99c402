import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository. */
export const house = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

export type Run = { readonly succeeded: boolean; readonly stdout: string; readonly output: string };

/** Runs a command to its end and gathers what it wrote; `output` holds both streams. */
export const run = (
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Run> =>
  new Promise((resolve) => {
    const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1', ...options.env };
    execFile(command, [...args], { cwd: options.cwd ?? house, env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const cause = error !== null && stdout === '' && stderr === '' ? error.message : '';
      resolve({ succeeded: error === null, stdout, output: `${stdout}${stderr}${cause}` });
    });
  });

/** The tool of that name among the installed dependencies, run by this same Node. */
export const runTool = (bin: string, args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<Run> =>
  run(process.execPath, [`${house}/node_modules/${bin}`, ...args], options);
