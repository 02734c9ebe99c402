/// <reference lib="dom" />
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { DISCOVERY_PATH } from '@rahyar/partners/contract';

const START_MS = 30_000;
const STEP_MS = 100;

/** Starts a program of the partner's own and waits until it answers; `undefined` where it ends or stays silent for 30 seconds. */
export async function startServer(
  command: string,
  baseUrl: string,
  fetch: (request: Request) => Promise<Response>,
): Promise<{ readonly stop: () => void } | undefined> {
  // A group of its own, so that whatever the shell starts ends with it.
  const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended between the two lines.
    }
  };
  for (let waitedMs = 0; waitedMs < START_MS && child.exitCode === null; waitedMs += STEP_MS) {
    const answers = await fetch(new Request(`${baseUrl}${DISCOVERY_PATH}`)).then(
      () => true,
      () => false,
    );
    if (answers) return { stop };
    await pause(STEP_MS);
  }
  stop();
  return undefined;
}
