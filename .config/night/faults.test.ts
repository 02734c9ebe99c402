import { bank } from '@rahyar/partners/bank';
import { part } from '@rahyar/partners/part';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';
import { OPERATION_KINDS } from './faults/intention.ts';
import { cellsOf, runFaults } from './faults/matrix.ts';
import { SABOTAGES } from './faults/sabotages.ts';

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

/** A wrong client, or a wrong partner, and the trouble in which it shows. */
const PLANTED: readonly (readonly [title: keyof typeof SABOTAGES, faults: readonly FaultKind[], shows: 'lost' | 'doubled' | 'false'])[] = [
  ['a new key for every attempt', ['reset', 'blackhole'], 'doubled'],
  ['not_applied said of a time that ran out', ['blackhole', 'stall'], 'false'],
  ['not_applied noted of what is not known', ['wrongSchema', 'serverError'], 'false'],
  ['applied noted of what was only sent', ['reset', 'killBeforeSend'], 'lost'],
  ['nothing written down before it is sent', ['killBeforeAnswer', 'killBeforeSend'], 'lost'],
  ['redirects followed', ['redirectInward'], 'false'],
  ['a partner that does not keep its answers', ['reset', 'doubledRequest'], 'doubled'],
  ['a receiver without a memory of webhooks', ['duplicateWebhook'], 'doubled'],
  ['a receiver without a memory of versions', ['reorderedWebhook'], 'lost'],
];

describe('a planted fault is caught', () => {
  it.each(PLANTED)('%s', async (title, faults, shows) => {
    const cells = cellsOf([bank], faults).filter(({ kind }) => ['create', 'act'].includes(kind));
    const whole = await runFaults(cells, { runs: 40, seed: 3 });
    const planted = await runFaults(cells, { runs: 40, seed: 3, sabotage: SABOTAGES[title] });
    expect(whole.faults).toEqual([]);
    expect(planted.rows.reduce((sum, row) => sum + row[shows], 0)).toBeGreaterThan(0);
  });
});
