import { bank } from '@rahyar/partners/bank';
import { describe, expect, it } from 'vitest';
import { cellsWith, type Tally } from './faults/matrix.ts';
import { SABOTAGES } from './faults/sabotages.ts';
import { runSocketFaults, type SocketSabotage } from './faults/socket-matrix.ts';
import { SOCKET_FAULTS, type SocketFault } from './faults/socket-run.ts';

const COMMANDS = ['create', 'act'] as const;
const cells = (faults: readonly SocketFault[]) => cellsWith([bank], faults).filter(({ kind }) => COMMANDS.some((one) => one === kind));

it('a slice of the night on real sockets: every fault of the sandbox', async () => {
  const slice = cellsWith([bank], SOCKET_FAULTS).filter(({ kind }) => ['create', 'act', 'read'].includes(kind));
  const report = await runSocketFaults(slice, { runs: slice.length, seed: 7 });
  expect(report.faults).toEqual([]);
  expect(report.rows.filter(({ struck }) => struck === 0)).toEqual([]);
  expect(report.rows.map(({ fault }) => fault)).toEqual(SOCKET_FAULTS);
});

/** What is wrong, the trouble in which it shows, and as what. */
const PLANTED: readonly (readonly [
  title: string,
  sabotage: SocketSabotage,
  faults: readonly SocketFault[],
  shows: keyof Pick<Tally, 'lost' | 'doubled' | 'false'>,
])[] = [
  ...(
    [
      ['a new key for every attempt', ['reset'], 'doubled'],
      ['not_applied said of a time that ran out', ['blackhole'], 'false'],
      ['not_applied noted of what is not known', ['wrongSchema'], 'false'],
      ['applied noted of what was only sent', ['reset'], 'lost'],
      ['redirects followed', ['redirect'], 'false'],
      ['a partner that does not keep its answers', ['reset'], 'doubled'],
      ['a receiver without a memory of webhooks', ['duplicateWebhook'], 'doubled'],
      ['a receiver without a memory of versions', ['reorderWebhook'], 'false'],
    ] as const
  ).map(([title, faults, shows]) => [title, SABOTAGES[title], faults, shows] as const),
  ['a host that does not read the feed', { readsFeed: false }, ['dropWebhook'], 'lost'],
];

describe('a planted fault is caught on real sockets', () => {
  it.each(PLANTED)('%s', async (_title, sabotage, faults, shows) => {
    const planted = await runSocketFaults(cells(faults), { runs: 16, seed: 3, sabotage });
    expect(planted.rows.reduce((sum, row) => sum + row[shows], 0)).toBeGreaterThan(0);
  });
});
