import { type AssignmentProblem, classify, NO_DAY, OPEN_OBLIGATION, SUBJECT_KINDS } from '@rahyar/engine';
import { epochDayOfIsoDate } from '@rahyar/scheduler';
import { Engine } from 'json-rules-engine';
import type { Comparison, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { PEOPLE, populationOf, wholePlan } from './whole-plan.ts';

const SAMPLE = 50_000;

/** A rules engine that only labels each person's tier, and seats nobody. */
const rulesEngine: Side = {
  name: 'json-rules-engine, tiers alone',
  unit: 'people',
  measure: async (people) => {
    const problem = populationOf(SAMPLE);
    const engine = tierRules(problem.policy.activity.windowDays);
    const rows = factsOf(problem);
    const tiers = new Uint8Array(rows.length);
    const sampleMs = await leastCpuMs(async () => {
      for (const [row, facts] of rows.entries()) {
        const { events } = await engine.run(facts);
        tiers[row] = Number(events[0]?.type ?? 0);
      }
    });
    const expected = classify(problem);
    return {
      cpuMs: (sampleMs * people) / rows.length,
      answer: tiers.reduce((wrong, tier, row) => wrong + (tier === expected[row] ? 0 : 1), 0),
      remark: `${((1_000 * sampleMs) / rows.length).toFixed(1)} µs a row, extrapolated from ${rows.length.toLocaleString('en')} rows`,
    };
  },
};

export const planAgainstRulesEngine: Comparison = {
  name: 'plan / rules engine',
  ours: wholePlan,
  peer: rulesEngine,
  target: 1 / 100,
  sizes: PEOPLE,
  judge: (_, peer) => ({
    isWrong: peer.answer !== 0,
    remarks: peer.answer === 0 ? [] : [`the rules engine labels ${String(peer.answer)} people otherwise than we do`],
  }),
};

function tierRules(windowDays: number): Engine {
  const is = (fact: string, value: string | boolean) => ({ fact, operator: 'equal', value });
  const activeLately = { fact: 'daysSinceActivity', operator: 'lessThan', value: windowDays };
  const quietLong = { fact: 'daysSinceActivity', operator: 'greaterThanInclusive', value: windowDays };
  return new Engine([
    { conditions: { all: [is('kind', 'member'), { any: [activeLately, is('owes', true)] }] }, event: { type: '1' } },
    { conditions: { all: [is('kind', 'applicant')] }, event: { type: '2' } },
    { conditions: { all: [is('kind', 'member'), quietLong, is('owes', false)] }, event: { type: '3' } },
    { conditions: { all: [is('kind', 'prospect')] }, event: { type: '4' } },
  ]);
}

function factsOf({ subjects, on, policy }: AssignmentProblem): { kind: string; daysSinceActivity: number; owes: boolean }[] {
  const today = epochDayOfIsoDate(on)._unsafeUnwrap();
  return Array.from(subjects.kind, (kind, index) => {
    const activeOn = subjects.activeOn[index] as number;
    return {
      kind: SUBJECT_KINDS[kind] as string,
      daysSinceActivity: activeOn === NO_DAY ? Number.MAX_SAFE_INTEGER : today - activeOn,
      owes: policy.activity.openObligationIsActive && ((subjects.flags[index] as number) & OPEN_OBLIGATION) !== 0,
    };
  });
}
