/// <reference lib="dom" />
import { bank } from '@rahyar/partners/bank';
import { part } from '@rahyar/partners/part';
import { ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import type { Sabotage } from './faults/command-run.ts';
import { FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';
import { OPERATION_KINDS } from './faults/intention.ts';
import { cellsOf, runFaults } from './faults/matrix.ts';
import type { WebhookSabotage } from './faults/webhook-run.ts';

it('a slice of the night: every fault kind with every operation kind at two partners', async () => {
  const cells = cellsOf([bank, part]);
  expect(new Set(cells.map(({ fault, kind }) => `${fault} ${kind}`)).size).toBe(FAULT_KINDS.length * OPERATION_KINDS.length);
  const report = await runFaults(cells, { runs: cells.length, seed: 11 });
  expect(report.faults).toEqual([]);
  expect(report.rows.filter(({ struck }) => struck === 0)).toEqual([]);
  for (const outcome of ['ok', 'not_applied', 'unknown'])
    expect(report.rows.reduce((sum, { told }) => sum + (told[outcome] ?? 0), 0)).toBeGreaterThan(20);
});

it('goes the same way for the same seed, and another way for another', async () => {
  const cells = cellsOf([bank], ['reset', 'slowWork', 'killBeforeAnswer', 'reorderedWebhook']);
  const courses = async (seed: number) => (await runFaults(cells, { runs: 72, seed })).courses;
  const first = await courses(5);
  expect(await courses(5)).toEqual(first);
  expect(await courses(6)).not.toEqual(first);
});

let made = 0;
/** A wrong client, or a wrong partner, and the trouble in which it shows. */
const PLANTED: readonly {
  readonly title: string;
  readonly sabotage: Sabotage & WebhookSabotage;
  readonly faults: readonly FaultKind[];
  readonly shows: 'lost' | 'doubled' | 'false';
}[] = [
  {
    title: 'a new key for every attempt',
    faults: ['reset', 'blackhole'],
    shows: 'doubled',
    sabotage: {
      request: (request, number) => {
        if (number === 1 || !request.headers.has('idempotency-key')) return request;
        const headers = new Headers([...request.headers, ['idempotency-key', `"new-key-${String(++made).padStart(12, '0')}"`]]);
        headers.set('idempotency-key', `"new-key-${String(made).padStart(12, '0')}"`);
        return new Request(request, { headers });
      },
    },
  },
  {
    title: 'not_applied said of a time that ran out',
    faults: ['blackhole', 'stall'],
    shows: 'false',
    sabotage: {
      told: ({ kind, outcome }) => (kind === 'attempt_timeout' || kind === 'deadline_exceeded' ? 'not_applied' : outcome),
    },
  },
  {
    title: 'not_applied noted of what is not known',
    faults: ['wrongSchema', 'serverError'],
    shows: 'false',
    sabotage: {
      store: (inner) => ({
        ...inner,
        begin: async (record) => {
          const begun = await inner.begin(record);
          (await inner.settle(record.key, 'not_applied'))._unsafeUnwrap();
          return begun;
        },
        settle: () => Promise.resolve(ok(undefined)),
      }),
    },
  },
  {
    title: 'applied noted of what was only sent',
    faults: ['reset', 'killBeforeSend'],
    shows: 'lost',
    sabotage: {
      store: (inner) => ({
        ...inner,
        begin: async (record) => {
          const begun = await inner.begin(record);
          (await inner.settle(record.key, 'applied'))._unsafeUnwrap();
          return begun;
        },
      }),
    },
  },
  {
    title: 'nothing written down before it is sent',
    faults: ['killBeforeAnswer', 'killBeforeSend'],
    shows: 'lost',
    sabotage: { store: (inner) => ({ ...inner, begin: () => Promise.resolve(ok(undefined)) }) },
  },
  {
    title: 'redirects followed',
    faults: ['redirectInward'],
    shows: 'false',
    sabotage: { request: (request) => new Request(request, { redirect: 'follow' }) },
  },
  {
    title: 'a partner that does not keep its answers',
    faults: ['reset', 'doubledRequest'],
    shows: 'doubled',
    sabotage: { leavesOut: new Set(['idempotentReplay']) },
  },
  {
    title: 'a receiver without a memory of webhooks',
    faults: ['duplicateWebhook'],
    shows: 'doubled',
    sabotage: { replays: (inner) => ({ ...inner, claim: () => Promise.resolve('claimed') }) },
  },
  {
    title: 'a receiver without a memory of versions',
    faults: ['reorderedWebhook'],
    shows: 'lost',
    sabotage: {
      replays: (inner) => ({
        ...inner,
        claim: ({ change: _, ...claim }) => inner.claim(claim),
        finish: ({ change: _, ...claim }) => inner.finish(claim),
        release: ({ change: _, ...claim }) => inner.release(claim),
      }),
    },
  },
];

describe('a planted fault is caught', () => {
  it.each(PLANTED)('$title', async ({ faults, shows, sabotage }) => {
    const cells = cellsOf([bank], faults).filter(({ kind }) => ['create', 'act'].includes(kind));
    const whole = await runFaults(cells, { runs: 40, seed: 3 });
    const planted = await runFaults(cells, { runs: 40, seed: 3, sabotage });
    expect(whole.faults).toEqual([]);
    expect(planted.rows.reduce((sum, row) => sum + row[shows], 0)).toBeGreaterThan(0);
  });
});
