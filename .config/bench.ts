import { tz } from '@date-fns/tz';
import { generatePopulation, subjectAt } from '@rahyar/cli';
import { DEFAULT_POLICY, IsoDate, type Rahyar } from '@rahyar/domain';
import { type AssignmentProblem, assign, classify, isDedicated, verify } from '@rahyar/engine';
import { ASSUMED_CADENCE, dueDays, epochDayOfIsoDate, iranWorkingCalendar } from '@rahyar/scheduler';
import { addDays, newDate } from 'date-fns-jalali';

/**
 * Hot paths beside a peer that does the same work in the same run. Ratios are what counts: machines differ, and are noisy.
 * `npm run bench -- 1000000` sets the number of people.
 */
const people = Number(process.argv[2] ?? 200_000);
const on = IsoDate.parse('2026-11-24');

/** The least processor time of three runs, in milliseconds. */
function cpuMs(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function tell(name: string, ours: number, peer: string, theirs: number): void {
  process.stdout.write(
    `${name.padEnd(34)} ${ours.toFixed(0).padStart(8)} ms   ${peer.padEnd(44)} ${theirs.toFixed(0).padStart(8)} ms   ours/peer ${(ours / theirs).toFixed(3)}\n`,
  );
}

process.stdout.write(`${people.toLocaleString('en')} people, Node ${process.version}, processor time\n`);
const { problem } = generatePopulation({ people, seed: 1405, on, policy: DEFAULT_POLICY });
const columnsMiB = Math.round(process.memoryUsage().arrayBuffers / 2 ** 20);

const ours = assign(problem);
const greedy = greedyOverObjects(problem);
tell(
  'whole plan',
  cpuMs(() => assign(problem)),
  'greedy loop over objects, coverage only',
  cpuMs(greedy.run),
);
tell(
  'whole plan',
  cpuMs(() => assign(problem)),
  'one pass over the columns',
  cpuMs(() => classify(problem)),
);
tell(
  'verifying the rules',
  cpuMs(() => verify(problem, ours)),
  'making the plan',
  cpuMs(() => assign(problem)),
);
for (let rank = 1; rank <= 4; rank++) {
  const covered = ours.tier.reduce((sum, tier, subject) => sum + (tier === rank && isDedicated(ours, subject) ? 1 : 0), 0);
  process.stdout.write(
    `  tier ${rank}: ${covered.toLocaleString('en')} covered, greedy ${(greedy.coveredByTier()[rank] ?? 0).toLocaleString('en')}\n`,
  );
}

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const today = epochDayOfIsoDate(on)._unsafeUnwrap();
const tier = ours.tier.map((rank) => rank - 1);
const columns = { tier, lastContactDay: problem.subjects.contactedOn, waitingSinceDay: problem.subjects.waitingSince };
const tehran = tz('Asia/Tehran');
const start = newDate(1405, 1, 1);
const sample = 20_000;
const dated = cpuMs(() => dueDays(columns, { today, cadence: ASSUMED_CADENCE, calendar }));
const libraryMs = cpuMs(() => {
  for (let row = 0; row < sample; row++) addDays(start, row % 300, { in: tehran });
});
tell('due days', dated, 'date-fns-jalali addDays in Tehran, no calendar', (libraryMs * ours.tier.length) / sample);

process.stdout.write(`columns ${columnsMiB} MiB, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);

/** What one writes first: people as objects, by tier, each to the first covering rahyar of the county with room. Nobody is moved. */
function greedyOverObjects(of: AssignmentProblem): { run: () => void; coveredByTier: () => number[] } {
  const tiers = classify(of);
  const byCounty = new Map<string, Rahyar[]>();
  for (const rahyar of of.rahyars) {
    if (rahyar?.kind !== 'area') continue;
    for (const code of rahyar.jurisdiction) {
      const county = code.slice(0, 4);
      byCounty.set(county, [...(byCounty.get(county) ?? []), rahyar]);
    }
  }
  const rows = Array.from({ length: of.subjects.ids.count }, (_, index) => ({
    subject: subjectAt(of, index),
    tier: tiers[index] as number,
  }));
  let covered: number[] = [];
  const run = (): void => {
    const load = new Map<string, number>();
    covered = [0, 0, 0, 0, 0];
    for (const { subject, tier: rank } of rows.toSorted((a, b) => a.tier - b.tier)) {
      const near = [...(byCounty.get(subject.home?.slice(0, 4) ?? '') ?? []), ...(byCounty.get(subject.work?.slice(0, 4) ?? '') ?? [])];
      const free = near.find((rahyar) => (load.get(rahyar.id) ?? 0) < rahyar.service.caseload.person);
      if (free === undefined) continue;
      load.set(free.id, (load.get(free.id) ?? 0) + 1);
      covered[rank] = (covered[rank] ?? 0) + 1;
    }
  };
  run();
  return { run, coveredByTier: () => covered };
}
