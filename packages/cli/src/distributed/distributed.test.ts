import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../../../../.config/postgres-server.ts';
import { plan } from '../commands/plan.ts';
import { planDistributed } from '../commands/plan-distributed.ts';
import { EXIT } from '../exit-code.ts';
import { generatePopulation } from '../population/population.ts';
import { toCommunityJson, toMembersNdjson } from '../population/population-files.ts';
import { createTerminal, type Terminal } from '../terminal.ts';
import { packed } from './packed.ts';
import type { MadePart } from './part.ts';
import { openPlanQueue, type PlanQueue, type TakenShard } from './plan-queue.ts';
import { runWorker, type WorkerEvent } from './run-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'rahyar-distributed-'));
const at = (name: string): string => join(folder, name);
const on = IsoDate.parse('2026-11-24');
const complaints: string[] = [];
const terminal: Terminal = {
  ...createTerminal({ json: false, quiet: true, language: 'en' }),
  complain: (text) => void complaints.push(text),
};
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  const { problem } = generatePopulation({ people: 10_000, seed: 7, on, policy: DEFAULT_POLICY });
  writeFileSync(at('members.ndjson'), [...toMembersNdjson(problem)].join(''));
  writeFileSync(at('community.json'), toCommunityJson(problem.staff.filter((_, index) => index % 10 === 0)));
});

afterAll(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const optionsFor = (out: string) => ({ members: at('members.ndjson'), community: at('community.json'), on, out: at(out), strict: false });

const filesOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(at(name))
      .sort()
      .map((file) => [file, readFileSync(join(at(name), file), 'utf8')]),
  );

/** Hands out queues of the server. */
const withQueues = async (count: number, use: (url: string, queues: readonly PlanQueue[]) => Promise<void>): Promise<void> => {
  const queues: PlanQueue[] = [];
  try {
    for (let index = 0; index < count; index++) queues.push((await openPlanQueue(server.url))._unsafeUnwrap());
    await use(server.url, queues);
  } finally {
    await Promise.all(queues.map((queue) => queue.close()));
  }
};

describe('a distributed plan', () => {
  it('is to the byte the plan of one process, though a worker was killed in the middle of a shard', async () => {
    await withQueues(3, async (distributed, [killed, ...queues]) => {
      const stopped = new AbortController();
      const events: WorkerEvent[] = [];
      const planned = planDistributed({ ...optionsFor('shards'), distributed, shards: 7 }, terminal);
      while ((await killed?.take()) === undefined) await pause(20);
      const workers = queues.map((queue) => runWorker(queue, stopped.signal, (event) => void events.push(event)));
      expect(await planned).toBe(EXIT.ok);
      stopped.abort();
      await Promise.all(workers);
      await plan(optionsFor('whole'), terminal);
      expect(filesOf('shards')).toEqual(filesOf('whole'));
      expect(events.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
      expect(events.filter(({ stage }) => stage === 'settle')).toHaveLength(1);
    });
  }, 300_000);

  it('fails with a code where a shard meets what no plan can be made of', async () => {
    await withQueues(1, async (_, [queue]) => {
      const stopped = new AbortController();
      const open = queue as PlanQueue;
      await open.begin('broken');
      await open.add('broken', {
        stage: 'input',
        name: 'request',
        shard: 0,
        bytes: packed({ on, policy: DEFAULT_POLICY, staff: [], cuts: [] }),
      });
      await open.start('broken', { stage: 'read', count: 1 });
      const worker = runWorker(open, stopped.signal, ({ outcome }) => {
        if (outcome === 'failed') stopped.abort();
      });
      await worker;
      expect(await open.progress('broken')).toMatchObject({ state: 'failed', failure: 'brokenShard' });
    });
  });
});

describe('a shard', () => {
  const made = (text: string) => [{ name: 'made', bytes: Buffer.from(text) }];
  const begun = async (queue: PlanQueue, name: string): Promise<TakenShard> => {
    await queue.begin(name);
    await queue.start(name, { stage: 'settle', count: 1 });
    const taken = await queue.take();
    if (taken?.plan !== name) throw new Error('another shard was left over');
    return taken;
  };
  const holding = (value: unknown): readonly MadePart[] => [{ name: 'made', bytes: packed(value) }];
  const onward = () => ({ stage: 'list', count: 0 }) as const;

  it('counts once: a late result is refused, whoever brings it', async () => {
    await withQueues(2, async (_, [one, other]) => {
      const taken = await begun(one as PlanQueue, 'zombie');
      // What a supervisor does when a worker is not heard of.
      await one?.giveBack(taken);
      const again = (await other?.take()) as TakenShard;
      expect(again.job).toEqual({ id: taken.job.id, retryCount: taken.job.retryCount + 1 });
      expect(await other?.finish(again, made('result'), onward)).toBe('kept');
      expect(await one?.finish(taken, made('result'), onward)).toBe('late');
      const source = (one as PlanQueue).partsOf('zombie');
      expect((await source({ stage: 'settle', name: 'made' })).map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['result']);
      expect((await one?.progress('zombie'))?.state).toBe('running');
    });
  });

  it('is the same however a worker holds it in memory', async () => {
    await withQueues(1, async (_, [queue]) => {
      const taken = await begun(queue as PlanQueue, 'alike');
      const text = 'rahyar-of-the-north';
      // What is left of a Persian text is held, and written down, in two bytes a letter.
      const [one, other] = [holding([text]), holding([`\u0645${text}`.slice(1)])];
      expect(one).not.toEqual(other);
      expect(await queue?.finish(taken, one, onward)).toBe('kept');
      expect(await queue?.finish(taken, other, onward)).toBe('late');
      expect((await queue?.progress('alike'))?.state).toBe('running');
    });
  });

  it('that two workers make differently fails the plan', async () => {
    await withQueues(1, async (_, [queue]) => {
      const taken = await begun(queue as PlanQueue, 'unequal');
      expect(await queue?.finish(taken, holding(['one']), onward)).toBe('kept');
      expect(await queue?.finish(taken, holding(['two']), onward)).toBe('late');
      expect(await queue?.progress('unequal')).toMatchObject({ state: 'failed', failure: 'unequalResults' });
    });
  });

  it('of a plan that was swept away is refused', async () => {
    await withQueues(1, async (_, [queue]) => {
      const taken = await begun(queue as PlanQueue, 'swept');
      expect(await queue?.finish({ ...taken, plan: 'unknown' }, made('late'), onward)).toBe('late');
      expect(await queue?.finish(taken, made('kept'), () => undefined)).toBe('kept');
    });
  });

  it('ends the plan with the last of the last stage, and the plan is published once', async () => {
    await withQueues(2, async (_, [one, other]) => {
      const taken = await begun(one as PlanQueue, 'once');
      expect(await one?.publish('once')).toBe(false);
      expect(await one?.finish(taken, made('all'), () => undefined)).toBe('kept');
      expect((await one?.progress('once'))?.state).toBe('made');
      expect((await Promise.all([one?.publish('once'), other?.publish('once')])).toSorted()).toEqual([false, true]);
      expect(await (one as PlanQueue).partsOf('once')({ stage: 'settle', name: 'made' })).toEqual([]);
    });
  });
});

describe('trouble with the database is told with a code', () => {
  it.each([
    ['a wrong password', (url: string) => url.replace(/:[^:@/]+@/, ':wrong@'), 'refused', EXIT.usage],
    ['no server', (url: string) => url.replace(/:\d+\//, ':1/'), 'lost', EXIT.internal],
    ['no such database', (url: string) => url.replace(/\/[^/]*$/, '/nowhere'), 'refused', EXIT.usage],
  ])('%s', async (_, broken, why, code) => {
    complaints.length = 0;
    expect(await planDistributed({ ...optionsFor('trouble'), distributed: broken(server.url) }, terminal)).toBe(code);
    expect(complaints).toEqual([expect.stringContaining(`(${why})`)]);
    expect(complaints.join()).not.toContain('wrong');
  });

  it('and a file that is not NDJSON is refused before anything is opened', async () => {
    complaints.length = 0;
    expect(
      await planDistributed(
        { ...optionsFor('table'), members: 'members.parquet', distributed: 'postgres://nobody@localhost:1/x' },
        terminal,
      ),
    ).toBe(EXIT.usage);
    expect(complaints).toHaveLength(1);
  });
});
