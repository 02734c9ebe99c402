import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../memory/memory-store.ts';
import { createHandClock } from './hand-clock.ts';
import { runSchedules } from './run-schedules.ts';
import { FOLLOW_UP_SABOTEURS, sabotaged } from './saboteurs.ts';
import { runSchedule } from './schedule.ts';
import { SCHEDULE_FAULTS } from './schedule-calls.ts';

const honest = ({ nowMs }: { readonly nowMs: () => number }) => createMemoryStore({ nowMs });

describe('runSchedules', () => {
  it('finds nothing wrong of an honest store, and strikes with every fault', async () => {
    const { schedules, calls, faults, wrong } = await runSchedules({ makeStore: honest, seeds: { from: 1, count: 150 } });
    expect(wrong).toEqual([]);
    expect(schedules).toBe(150);
    expect(calls).toBeGreaterThan(150 * 20);
    for (const fault of SCHEDULE_FAULTS) expect(faults[fault]).toBeGreaterThan(100);
  });

  it('leaves the same trace on two stores, whether they are new or were used', async () => {
    const { alike, wrong } = await runSchedules({ makeStore: honest, besides: honest, seeds: { from: 1_000, count: 20 } });
    expect([alike, wrong]).toEqual([20, []]);
    const fresh = await runSchedules({ makeStore: honest, seeds: { from: 1_000, count: 20 }, schedulesPerStore: 1 });
    const used = await runSchedules({ makeStore: honest, seeds: { from: 1_000, count: 20 } });
    expect(fresh).toEqual(used);
  });

  it('tells the seed and the line of a trace that differs', async () => {
    const otherwise = FOLLOW_UP_SABOTEURS['fires an hour early'] ?? {};
    const { alike, wrong } = await runSchedules({
      makeStore: honest,
      besides: (clock) => sabotaged(otherwise, clock),
      seeds: { from: 1, count: 5 },
    });
    expect(alike).toBeLessThan(5);
    expect(wrong[0]?.what).toMatch(/^line \d+ is ".*", elsewhere ".*"$/);
  });

  it.each(Object.entries(FOLLOW_UP_SABOTEURS))('finds within 1,000 schedules a store that %s', async (_name, sabotage) => {
    const { wrong } = await runSchedules({
      makeStore: (clock) => sabotaged(sabotage, clock),
      seeds: { from: 1, count: 1_000 },
      wrongAtMost: 1,
    });
    expect(wrong).toHaveLength(1);
  });

  it('repeats a schedule from its seed', async () => {
    const traceOf = async (seed: number) => {
      const clock = createHandClock(0);
      return (await runSchedule({ store: honest(clock), clock, auditSequence: 0 }, seed)).trace;
    };
    expect(await traceOf(7)).toEqual(await traceOf(7));
    expect(await traceOf(7)).not.toEqual(await traceOf(8));
  });
});
