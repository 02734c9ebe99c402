import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countTests, type VitestReport } from '../count-tests.ts';
import { installNodeLine, NODE_LINES } from '../node-line.ts';
import { house, run } from '../run.ts';
import { digestOn, HOST_ZONES, type HostDigest } from './hosts/host.ts';

/**
 * The answers of the scheduler under zones of the host times lines of Node, and its tests under each zone and on each line: `npm run night:hosts`.
 * `-- --step 1` asks of every day instead of every third, `-- --no-tests` leaves the tests out. Fails where two hosts differ.
 */
const { values } = parseArgs({
  options: { step: { type: 'string', default: '3' }, tests: { type: 'boolean', default: true } },
  allowNegative: true,
});
const folder = mkdtempSync(join(tmpdir(), 'rahyar-hosts-'));
try {
  const nodes: string[] = [];
  for (const version of NODE_LINES) nodes.push(await installNodeLine(folder, version));
  const isEqualEverywhere = tell(await digestsOfAll(nodes));
  const areTestsEqual = values.tests ? await areTestsEqualEverywhere(nodes) : true;
  process.exitCode = isEqualEverywhere && areTestsEqual ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function digestsOfAll(nodes: readonly string[]): Promise<HostDigest[]> {
  const digests: HostDigest[] = [];
  for (const [index, version] of NODE_LINES.entries()) {
    const node = nodes[index] as string;
    for (const zone of HOST_ZONES) {
      const digest = await digestOn(node, zone, Number(values.step));
      if (digest.node !== version) throw new Error(`asked Node ${version}, Node ${digest.node} answered`);
      write(`Node ${version.padEnd(10)} ${zone.padEnd(22)} ${digest.whole}  ${digest.count.toLocaleString('en')} answers`);
      digests.push(digest);
    }
  }
  return digests;
}

/** Names the lists in which hosts differ. */
function tell(digests: readonly HostDigest[]): boolean {
  const [first] = digests as [HostDigest, ...HostDigest[]];
  for (const { node, timeZone, lists } of digests) {
    const differing = lists.filter(({ name, digest }) => first.lists.find((list) => list.name === name)?.digest !== digest);
    for (const { name } of differing) write(`DIFFERS: ${name}, Node ${node}, ${timeZone}`);
  }
  const isEqual = new Set(digests.map(({ whole }) => whole)).size === 1;
  write(isEqual ? `${digests.length} hosts, one digest` : 'HOSTS DIFFER');
  return isEqual;
}

/** In every zone on the first line of Node, and on the other lines in the first zone. */
async function areTestsEqualEverywhere(nodes: readonly string[]): Promise<boolean> {
  const [first, ...others] = nodes as [string, ...string[]];
  const hosts = [...HOST_ZONES.map((zone) => ({ node: first, zone })), ...others.map((node) => ({ node, zone: HOST_ZONES[0] }))];
  const counts = new Set<string>();
  for (const { node, zone } of hosts) {
    const file = join(folder, 'tests.json');
    const vitest = join(house, 'node_modules/vitest/vitest.mjs');
    const args = [
      vitest,
      'run',
      '--config',
      '.config/vitest.config.ts',
      '--reporter=json',
      `--outputFile=${file}`,
      'packages/scheduler/src',
    ];
    const tested = await run(node, args, { cwd: house, env: { TZ: zone, NODE_OPTIONS: '' }, limitMs: 3_600_000 });
    const { passed, failed } = countTests(JSON.parse(readFileSync(file, 'utf8')) as VitestReport, tested.succeeded);
    write(`tests, ${NODE_LINES[nodes.indexOf(node)]?.padEnd(10)} ${zone.padEnd(22)} ${passed} passed, ${failed} failed`);
    counts.add(failed === 0 ? String(passed) : `${zone} ${failed} failed`);
    rmSync(file);
  }
  const areEqual = counts.size === 1 && !Number.isNaN(Number([...counts][0]));
  write(areEqual ? 'the tests pass alike everywhere' : 'TESTS DIFFER');
  return areEqual;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
