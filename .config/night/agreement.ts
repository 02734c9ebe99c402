import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill/full';
import { installNodeLine } from '../node-line.ts';
import { house, run } from '../run.ts';
import type { Comparison } from './agreement/comparison.ts';
import { compareWithDateFnsJalali } from './agreement/date-fns-jalali.ts';
import { compareWithIntl } from './agreement/intl.ts';
import { compareWithOfficialTable } from './agreement/official-table.ts';
import { compareWithTemporal } from './agreement/temporal.ts';

/** Our civil time beside every engine that knows the calendar: `npm run night:agreement`. Fails on any difference. */
const comparisons = [
  ...compareWithOfficialTable(),
  ...compareWithIntl(),
  ...compareWithDateFnsJalali(),
  ...compareWithTemporal(Temporal, 'temporal-polyfill'),
  ...(await compareWithNative()),
];

write(['question', 'beside', 'compared', 'differences']);
for (const { what, peer, compared, differences, first } of comparisons) {
  write([what, peer, compared.toLocaleString('en'), differences.toLocaleString('en')]);
  if (differences > 0) process.stdout.write(`    first: ${first}\n`);
}
const isAgreed = comparisons.every(({ compared, differences }) => compared > 0 && differences === 0);
process.stdout.write(isAgreed ? 'no difference\n' : 'DIFFERENCES\n');
process.exitCode = isAgreed ? 0 : 1;

/** Node 24 has no Temporal of its own, so the newest line is asked in a process of its own. */
async function compareWithNative(): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-agreement-'));
  try {
    const node = await installNodeLine(folder, '26.10.0');
    const asked = await run(node, ['--conditions=@rahyar/source', join(house, '.config/night/agreement/native.ts')], {
      env: { NODE_OPTIONS: '' },
      limitMs: 3_600_000,
    });
    if (!asked.succeeded) throw new Error(asked.output);
    return JSON.parse(asked.stdout) as Comparison[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write([what, peer, compared, differences]: readonly [string, string, string, string]): void {
  process.stdout.write(`${what.padEnd(26)}${peer.padEnd(26)}${compared.padStart(10)}${differences.padStart(13)}\n`);
}
