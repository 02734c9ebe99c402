import type { Store } from '../store.ts';
import { createHandClock, type HandClock } from './hand-clock.ts';
import { runSchedule } from './schedule.ts';
import { SCHEDULE_FAULTS, type ScheduleFault, type Stage } from './schedule-calls.ts';

export type ScheduleRun = {
  /** Opens an empty store on the clock. */
  readonly makeStore: (clock: HandClock) => Store | Promise<Store>;
  readonly seeds: { readonly from: number; readonly count: number };
  /** After how many schedules a new store is opened, 1,000 if not said. */
  readonly schedulesPerStore?: number;
  /** Another store: every schedule runs on it too, and must leave the same trace. */
  readonly besides?: (clock: HandClock) => Store | Promise<Store>;
  /** Stops after so many schedules that went wrong, 20 if not said. */
  readonly wrongAtMost?: number;
};

export type ScheduleTotals = {
  readonly schedules: number;
  readonly calls: number;
  readonly faults: Readonly<Record<ScheduleFault, number>>;
  /** Schedules that left the same trace on the other store. */
  readonly alike: number;
  /** What went wrong, with the seed that makes it happen again. */
  readonly wrong: readonly { readonly seed: number; readonly what: string }[];
};

/** Runs the schedules of seeds, one after another. */
export async function runSchedules(run: ScheduleRun): Promise<ScheduleTotals> {
  const { makeStore, seeds, schedulesPerStore = 1_000, besides, wrongAtMost = 20 } = run;
  const faults: Record<ScheduleFault, number> = { crash: 0, lostRequest: 0, lostReply: 0, staleToken: 0, clockForward: 0, clockBack: 0 };
  const wrong: { seed: number; what: string }[] = [];
  let [schedules, calls, alike] = [0, 0, 0];
  let stages: readonly Stage[] = [];
  for (let seed = seeds.from; seed < seeds.from + seeds.count && wrong.length < wrongAtMost; seed++) {
    if (schedules % schedulesPerStore === 0 || wrong.length > 0) {
      await closeAll(stages);
      stages = await Promise.all([makeStore, ...(besides === undefined ? [] : [besides])].map(stageOf));
    }
    const [report, other] = await Promise.all(stages.map((stage) => runSchedule(stage, seed)));
    if (report === undefined) break;
    schedules += 1;
    calls += report.calls;
    for (const fault of SCHEDULE_FAULTS) faults[fault] += report.faults[fault];
    if (report.violations[0] !== undefined) wrong.push({ seed, what: report.violations[0] });
    if (other === undefined) continue;
    const difference = firstDifference(report.trace, other.trace);
    if (difference === undefined) alike += 1;
    else wrong.push({ seed, what: difference });
  }
  await closeAll(stages);
  return { schedules, calls, faults, alike, wrong };
}

async function stageOf(makeStore: ScheduleRun['makeStore']): Promise<Stage> {
  const clock = createHandClock(0);
  return { store: await makeStore(clock), clock, auditSequence: 0 };
}

async function closeAll(stages: readonly Stage[]): Promise<void> {
  for (const { store } of stages) {
    const closed = await store.close();
    if (closed.isErr()) throw new Error(`a store does not close: ${closed.error.kind}`);
  }
}

function firstDifference(trace: readonly string[], other: readonly string[]): string | undefined {
  const index = trace.findIndex((line, place) => line !== other[place]);
  if (index === -1 && trace.length === other.length) return undefined;
  return `line ${index + 1} is "${trace[index]}", elsewhere "${other[index]}"`;
}
