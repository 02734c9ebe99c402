import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Comparison, Measure, Side } from './bench/comparison.ts';
import { COMPARISONS } from './bench/comparisons.ts';
import { peakMiB } from './bench/cpu-time.ts';

/**
 * Hot paths beside a peer that does the same work in the same run. Ratios are what counts: machines differ, and are noisy.
 * `npm run bench` takes a minute or two, `npm run night:bench` an hour; `-- --only greedy` tells only the lines with this word in their
 * name, `-- --size 1000000` sets the size of their jobs. Fails where two sides contradict each other, never because one was slow.
 */
const { values } = parseArgs({
  options: {
    night: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    size: { type: 'string' },
    side: { type: 'string' },
  },
});

/** What a side says of itself is told once, however many lines it is in. */
const told = new Set<string>();

if (values.side === undefined) await tellAll();
else await measureHere(values.side, Number(values.size));

async function tellAll(): Promise<void> {
  write(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; processor time, and memory at its peak`);
  write(row('', 'ours', 'peer', 'ours/peer', 'to reach', '', 'peak of both', 'beside'));
  const measured = new Map<string, Promise<Measure>>();
  const measureOnce = (side: Pick<Side, 'name'>, size: number): Promise<Measure> => {
    const key = `${side.name} ${size}`;
    const running = measured.get(key) ?? measureApart(side, size);
    measured.set(key, running);
    return running;
  };
  const lines = COMPARISONS.filter(({ name }) => name.includes(values.only));
  if (lines.length === 0) throw new Error(`no line of the bench has "${values.only}" in its name`);
  for (const comparison of lines) {
    const sizes = values.size === undefined ? comparison.sizes[values.night ? 'night' : 'short'] : [Number(values.size)];
    for (const size of sizes) {
      const { ours, peer } = (await comparison.together?.(size)) ?? {
        ours: await measureOnce(comparison.ours, size),
        peer: await measureOnce(comparison.peer, comparison.peerSize?.(size) ?? size),
      };
      tell(comparison, size, ours, peer);
    }
  }
}

/** In a process of its own, so that its peak of memory is its own and the compiler has seen nothing else. */
async function measureApart(side: Pick<Side, 'name'>, size: number): Promise<Measure> {
  const child = fork(import.meta.filename, ['--side', side.name, '--size', String(size)], {
    execArgv: ['--conditions=@rahyar/source', '--expose-gc', '--max-old-space-size=16384'],
    serialization: 'advanced',
  });
  let found: Measure = { cpuMs: undefined, remark: `${side.name}: broke off` };
  child.on('message', (message) => {
    found = message as Measure;
  });
  await once(child, 'close');
  return found;
}

async function measureHere(name: string, size: number): Promise<void> {
  const side = COMPARISONS.flatMap(({ ours, peer }) => [ours, peer]).find(
    (candidate): candidate is Side => candidate.name === name && 'measure' in candidate,
  );
  if (side === undefined) throw new Error(`invariant: ${name} is a side of a comparison`);
  const found = await side.measure(size);
  // Whatever still listens to the parent would keep this process alive.
  process.send?.({ peakMiB: peakMiB(), ...found }, undefined, undefined, () => process.disconnect());
}

function tell(comparison: Comparison, size: number, ours: Measure, peer: Measure): void {
  const { figure = ({ cpuMs }: Measure) => cpuMs } = comparison;
  const [oursMs, peerMs] = [figure(ours), figure(peer)];
  const ratio = oursMs === undefined || peerMs === undefined ? undefined : oursMs / peerMs;
  const { isWrong, remarks } = ratio === undefined ? { isWrong: false, remarks: [] } : comparison.judge(ours, peer);
  if (isWrong) process.exitCode = 1;
  write(
    row(
      `${comparison.name}, ${size.toLocaleString('en')} ${comparison.ours.unit}`,
      milliseconds(oursMs),
      milliseconds(peerMs),
      ratio === undefined ? '-' : short(ratio),
      short(comparison.target),
      ratio === undefined ? '' : isWrong ? 'WRONG' : ratio <= comparison.target ? 'reached' : 'missed',
      `${ours.peakMiB ?? '-'}/${peer.peakMiB ?? '-'} MiB`,
      comparison.peer.name,
    ),
  );
  for (const remark of [ours.remark, peer.remark, ...remarks]) {
    if (remark === undefined || told.has(remark)) continue;
    told.add(remark);
    write(`    ${remark}`);
  }
}

function row(
  name: string,
  ours: string,
  peer: string,
  ratio: string,
  target: string,
  verdict: string,
  peak: string,
  beside: string,
): string {
  const numbers = [ours.padStart(12), peer.padStart(12), ratio.padStart(9), target.padStart(9), verdict.padEnd(7)].join(' ');
  return `${name.padEnd(52)} ${numbers} ${peak.padStart(15)}  ${beside}`.trimEnd();
}

function milliseconds(cpuMs: number | undefined): string {
  return cpuMs === undefined ? '-' : `${cpuMs.toFixed(cpuMs < 10 ? 2 : cpuMs < 100 ? 1 : 0)} ms`;
}

function short(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
