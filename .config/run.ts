import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository. */
export const house = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

export type Run = { readonly succeeded: boolean; readonly stdout: string; readonly output: string };

export type RunOptions = { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly limitMs?: number };

/**
 * Runs a command to its end and gathers what it wrote; `output` holds both streams.
 * A command that passes its limit (ten minutes unless told) is ended with all that it started, and has not succeeded.
 */
export const run = (command: string, args: readonly string[], options: RunOptions = {}): Promise<Run> =>
  new Promise((resolve) => {
    const { cwd = house, env = {}, limitMs = 600_000 } = options;
    const child = spawn(command, args, {
      cwd,
      detached: process.platform !== 'win32',
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const timer = setTimeout(() => {
      output += `\nended after ${limitMs / 1000} s\n`;
      endWithAll(child.pid);
    }, limitMs);
    const interrupt = (): void => {
      endWithAll(child.pid);
      process.exit(130);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const settle = (succeeded: boolean): void => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve({ succeeded, stdout, output });
    };
    child.on('error', (error) => {
      output += error.message;
      settle(false);
    });
    child.on('close', (code) => settle(code === 0));
  });

/** A detached command leads a group of its own; it is asked to end what it started elsewhere, and then the group is ended. */
const endWithAll = (pid: number | undefined): void => {
  if (pid === undefined) return;
  signal(pid, 'SIGTERM');
  setTimeout(() => signal(pid, 'SIGKILL'), 2000).unref();
};

const signal = (pid: number, name: 'SIGTERM' | 'SIGKILL'): void => {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // The group has ended already.
  }
};

/** The tool of that name among the installed dependencies, run by this same Node. */
export const runTool = (bin: string, args: readonly string[], options: RunOptions = {}): Promise<Run> =>
  run(process.execPath, [`${house}/node_modules/${bin}`, ...args], options);
