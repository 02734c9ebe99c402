import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FollowUp, Instant } from '@rahyar/domain';
import type { Store } from '@rahyar/store';
import { openPostgresStore } from '@rahyar/store/postgres';
import { openSqliteStore } from '@rahyar/store/sqlite';
import { BATCH, type Connection, type Engine, untilNone } from './engine.ts';
import { postgresPlace } from './postgres-place.ts';

export const postgresStore: Engine = {
  name: 'store on PostgreSQL',
  found: postgresPlace,
  connect: async (address) => connectionTo((await openPostgresStore({ connectionString: address }))._unsafeUnwrap()),
};

export const sqliteStore: Engine = {
  name: 'store on SQLite',
  found: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rahyar-bench-'));
    return {
      address: join(folder, 'store.sqlite'),
      bytes: async () => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
      dispose: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  connect: async (address) => connectionTo((await openSqliteStore(address))._unsafeUnwrap()),
};

function connectionTo(store: Store): Connection {
  const claim = async () => (await store.claimFollowUps({ limit: BATCH, leaseMs: 600_000 }))._unsafeUnwrap();
  return {
    add: async (jobs) => {
      const planned = jobs.map(({ id, desk, wakesAtMs }) => ({
        followUp: FollowUp.parse({ ...SAMPLE, id, responsible: desk }),
        wakesAt: Instant.parse(new Date(wakesAtMs).toISOString()),
      }));
      (await store.putFollowUps(planned))._unsafeUnwrap();
    },
    poll: claim,
    claim: () => untilNone(async () => (await claim()).length),
    drain: () =>
      untilNone(async () => {
        const ends = (await claim()).map(({ followUp: { id, responsible }, revision }) => ({
          key: `${id}.done`,
          id,
          ifRevision: revision,
          state: 'done' as const,
          by: responsible,
        }));
        if (ends.length === 0) return 0;
        const outcomes = (await store.changeFollowUps(ends))._unsafeUnwrap();
        return outcomes.filter(({ kind }) => kind === 'changed').length;
      }),
    close: async () => store.close(),
  };
}

const SAMPLE = { subject: 'subject-1', rule: 'cadence.activeMember', dueOn: '2026-11-28', state: 'scheduled' };
