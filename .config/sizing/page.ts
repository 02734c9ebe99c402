import { randomOf } from '../../packages/store/src/testing/random.ts';
import { CELLS, FOLLOW_UPS, MEASURED, type Measured, SHARDS } from './measured.ts';
import { planTime } from './plan-time.ts';
import { type Job, type QueueTerms, type QueueTimes, simulateQueue } from './queue.ts';

/** The page of sizes with its tables, measured and simulated: each stands between two marks that bear its name. */
export function withTables(page: string): string {
  return Object.entries({
    'measured stages': stages(),
    'measured beside': beside(),
    'simulated plans': plans(),
    'simulated follow-ups': followUps(),
  }).reduce((text, [name, table]) => {
    const mark = `<!-- ${name} -->\n`;
    const [before, , after] = text.split(mark);
    return after === undefined ? text : `${before}${mark}\n${table}\n\n${mark}${after}`;
  }, page);
}

const SIZES = [10, 100, 1_000];
const PLAN_WORKERS = [8, 64, 256];
const CLAIMERS = [2, 8, 32];
/** Seconds. Workers that die so often are worse than any that one would keep. */
const LIFE = 3_600;
const RESTART = 30;
/** Everybody is due once in so many days. */
const CADENCE = 90;

const dying = (silence: number): Pick<QueueTerms, 'deaths'> => ({ deaths: { life: LIFE, silence, restart: RESTART } });

/** The same table on every machine. */
function seeded(): () => number {
  const { below } = randomOf(1);
  return () => below(2 ** 16) / 2 ** 16;
}

function stages(): string {
  const { handOver, publish, read, gather, deal, list, settle } = MEASURED.plan;
  const [, [million, cells]] = CELLS;
  const shards = (...parts: readonly Measured['plan']['read'][]): string => tenths(parts.reduce((sum, { seconds }) => sum + seconds, 0));
  return tableOf(
    ['stage of a plan', 'seconds a million members', 'where'],
    [
      ['hand over the members file', tenths(handOver), 'one host'],
      ['read', shards(read), 'workers'],
      ['gather', shards(gather), 'workers'],
      [`find the seats of ${Math.round(cells * 1_000)} thousand cells (${million} M)`, tenths(settle * cells), 'one worker'],
      ['deal out, worklists', shards(deal, list), 'workers'],
      ['put together, check every rule and the certificate, report, publish', tenths(publish), 'one host'],
    ],
  );
}

function beside(): string {
  const { people, plan, due, followUps: ended } = MEASURED.beside;
  return tableOf(
    ['by two, on two cores', 'took', 'simulated'],
    [
      [`a plan of ${people.toLocaleString('en')} people`, `${tenths(plan.took)} s`, `${tenths(plan.simulated)} s`],
      [`${due.toLocaleString('en')} follow-ups claimed and ended`, `${tenths(ended.took)} s`, `${tenths(ended.simulated)} s`],
    ],
  );
}

const tenths = (seconds: number): string => seconds.toFixed(1);

function plans(): string {
  const rows = SIZES.map((millions) => {
    const random = seeded();
    const calm = PLAN_WORKERS.map((workers) => planTime(MEASURED, millions, { workers, random }));
    const mortal = planTime(MEASURED, millions, { workers: PLAN_WORKERS.at(-1) ?? 1, random, ...dying(SHARDS.silence) });
    return [
      sizeOf(millions),
      ...calm.map(({ seconds }) => durationOf(seconds)),
      durationOf(calm[0]?.alone ?? 0),
      `${durationOf(mortal.seconds)}, ${mortal.repeated.toLocaleString('en')} shards again`,
    ];
  });
  const last = PLAN_WORKERS.at(-1);
  return tableOf(
    ['members', ...PLAN_WORKERS.map((workers) => `${workers} workers`), 'of which one host alone', `${last}, each dead after an hour`],
    rows,
  );
}

function followUps(): string {
  const { size, own, shared } = MEASURED.batch;
  const rows = SIZES.map((millions) => {
    const due = Math.round((millions * 1e6) / CADENCE);
    const random = seeded();
    const jobs = Array<Job>(Math.ceil(due / size)).fill({ own, shared });
    const times = CLAIMERS.map((workers) => simulateQueue({ jobs, workers, idle: FOLLOW_UPS.idle, random, ...dying(FOLLOW_UPS.silence) }));
    return [sizeOf(millions), due.toLocaleString('en'), ...times.map(toldOf)];
  });
  return tableOf(['members', 'due a day', ...CLAIMERS.map((workers) => `${workers} processes`)], rows);
}

const toldOf = ({ seconds, database }: QueueTimes): string => `${durationOf(seconds)}, database ${Math.round(database * 100)} %`;

const sizeOf = (millions: number): string => `${millions.toLocaleString('en')} M`;

function durationOf(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
