import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { AFFILIATED_ORGANIZATIONS } from '@rahyar/domain';
import { NOBODY, rosterOf } from '@rahyar/engine';
import { arbitraryParts } from '@rahyar/engine/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readMembers } from './members.ts';
import { createRowReports } from './row-reports.ts';
import { writtenSubjects } from './testing/written-subjects.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-formats-'));
});
afterAll(() => rm(root, { recursive: true }));

it('reads the same facts from the same rows in every format, packed or not', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryParts, fc.nat(), async ({ policy, community, subjects }, seed) => {
      const roster = rosterOf(community);
      const rows = subjects
        .map(({ subject }) => subject)
        .sort((a, b) => ((a.id.charCodeAt(1) * seed) % 7) - ((b.id.charCodeAt(1) * seed) % 7));
      const previousOf = (id: string): number => (id.length % 2 === 0 ? NOBODY : 0);
      const read = async (name: string, bytes: Uint8Array) => {
        const path = join(root, name);
        await writeFile(path, bytes);
        const reports = await createRowReports();
        const affiliatedOrganizations = new Set<string>(AFFILIATED_ORGANIZATIONS.map(({ id }) => id));
        const known = { roster, affiliatedOrganizations, isDivision: () => true };
        const { facts, ...counts } = (await readMembers(path, { policy, known, reports, previousOf }))._unsafeUnwrap();
        const { ids, ...columns } = facts.subjects;
        return {
          counts,
          facts: { ...facts, subjects: columns },
          ids: Array.from({ length: ids.count }, (_, index) => ids.at(index)),
          refused: reports.refused,
          warned: reports.warned.first.map(({ line, row, issues }) => ({ number: line ?? row, issues })),
        };
      };
      const ndjson = await read('members.ndjson', writtenSubjects(rows, 'ndjson'));
      expect(ndjson.refused).toEqual({ count: 0, first: [] });
      expect(ndjson.counts).toEqual({ rows: rows.length, accepted: rows.length });
      expect(await read('members.ndjson.gz', gzipSync(writtenSubjects(rows, 'ndjson')))).toEqual(ndjson);
      const csv = await read('members.csv.zst', zstdCompressSync(writtenSubjects(rows, 'csv')));
      expect({ ...csv, warned: csv.warned.map((report) => ({ ...report, number: (report.number ?? 0) - 1 })) }).toEqual(ndjson);
      expect(await read('members.parquet', writtenSubjects(rows, 'parquet'))).toEqual(ndjson);
    }),
    { numRuns: 60 },
  );
});
