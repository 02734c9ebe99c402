import { spawn } from 'node:child_process';
import { type Processes, withProcesses } from '../processes.ts';
import { RAHYAR } from './plans.ts';

/** Workers of `rahyar worker` on a database. */
export const withWorkers = <T>(url: string, count: number, use: (workers: Processes) => Promise<T>): Promise<T> =>
  withProcesses(
    count,
    () =>
      spawn(process.execPath, ['--conditions=@rahyar/source', RAHYAR, 'worker', '--database', url, '--quiet'], {
        stdio: ['ignore', 'ignore', 'ignore'],
      }),
    use,
  );
