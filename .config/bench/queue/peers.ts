import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue, Worker } from 'bullmq';
import { Logger, makeWorkerUtils, run, runTaskListOnce } from 'graphile-worker';
import { Redis } from 'ioredis';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { BATCH, type Engine, type Place, untilNone } from './engine.ts';
import { postgresPlace } from './postgres-place.ts';

const QUEUE = 'follow-ups';

export const pgBoss: Engine = {
  name: 'pg-boss',
  found: postgresPlace,
  connect: async (address) => {
    const boss = new PgBoss({ connectionString: address, supervise: false, schedule: false });
    boss.on('error', () => undefined);
    await boss.start();
    await boss.createQueue(QUEUE);
    const fetch = () => boss.fetch(QUEUE, { batchSize: BATCH });
    return {
      add: async (jobs) => {
        await boss.insert(
          QUEUE,
          jobs.map(({ id, desk, wakesAtMs }) => ({ data: { id, desk }, startAfter: new Date(wakesAtMs) })),
        );
      },
      poll: fetch,
      claim: () => untilNone(async () => (await fetch()).length),
      drain: () =>
        untilNone(async () => {
          const taken = (await fetch()).map(({ id }) => id);
          if (taken.length > 0) await boss.complete(QUEUE, taken);
          return taken.length;
        }),
      close: () => boss.stop({ graceful: false }),
    };
  },
};

/** With its batches, which its documentation advises for many short jobs. */
export const graphileWorker: Engine = {
  name: 'graphile-worker',
  found: postgresPlace,
  connect: async (address) => {
    const logger = new Logger(() => () => undefined);
    const pgPool = new pg.Pool({ connectionString: address, max: 12 });
    pgPool.on('error', () => undefined);
    pgPool.on('connect', (client) => client.on('error', () => undefined));
    const utils = await makeWorkerUtils({ pgPool, logger });
    await utils.migrate();
    return {
      add: async (jobs) => {
        await utils.addJobs(
          jobs.map(({ id, desk, wakesAtMs }) => ({ identifier: QUEUE, payload: { id, desk }, runAt: new Date(wakesAtMs) })),
        );
      },
      poll: async () => {
        const client = await pgPool.connect();
        try {
          await runTaskListOnce({ logger, noHandleSignals: true }, { [QUEUE]: () => undefined }, client);
        } finally {
          client.release();
        }
      },
      drain: async () => {
        let count = 0;
        const runner = await run({
          pgPool,
          logger,
          noHandleSignals: true,
          concurrency: 10,
          taskList: {
            [QUEUE]: () => {
              count += 1;
            },
          },
          preset: { worker: { localQueue: { size: BATCH }, completeJobBatchDelay: 0 } },
        });
        await new Promise<void>((resolve) => {
          runner.events.on('localQueue:getJobs:complete', ({ jobs }) => {
            if (jobs.length === 0) resolve();
          });
        });
        await runner.stop();
        return count;
      },
      close: async () => {
        await utils.release();
        await pgPool.end();
      },
    };
  },
};

/** On a Redis server of the machine that writes its log to the disk each second; it loses up to a second when power fails. */
export const bullmq: Engine = {
  name: 'BullMQ',
  found: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rahyar-redis-'));
    const port = await freePort();
    const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...DURABLE], { stdio: 'ignore' });
    const isThere = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.once('spawn', () => resolve(true));
    });
    if (!isThere) return 'no redis-server on this machine';
    return redisPlace(server, `redis://127.0.0.1:${port}`, folder);
  },
  connect: async (address) => {
    const connection = { url: address, maxRetriesPerRequest: null };
    const queue = new Queue(QUEUE, { connection });
    const poller = new Worker(QUEUE, undefined, { connection, autorun: false });
    return {
      add: async (jobs) => {
        const now = Date.now();
        await queue.addBulk(
          jobs.map(({ id, desk, wakesAtMs }) => ({
            name: 'due',
            data: { desk },
            opts: { jobId: id, delay: Math.max(0, wakesAtMs - now), removeOnComplete: true },
          })),
        );
      },
      poll: () => poller.getNextJob('poll', { block: false }),
      drain: async () => {
        let count = 0;
        const worker = new Worker(
          QUEUE,
          async () => {
            count += 1;
          },
          { connection, concurrency: 100 },
        );
        await new Promise<void>((resolve) => {
          worker.once('drained', () => resolve());
        });
        await worker.close();
        return count;
      },
      close: async () => {
        await poller.close();
        await queue.close();
      },
    };
  },
};

const DURABLE = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'];

async function redisPlace(server: ChildProcess, address: string, folder: string): Promise<Place> {
  const redis = new Redis(address);
  // It is there a moment after its process is.
  redis.on('error', () => undefined);
  await redis.ping();
  return {
    address,
    bytes: async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]),
    dispose: async () => {
      redis.disconnect();
      server.kill('SIGKILL');
      await new Promise((resolve) => server.once('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
