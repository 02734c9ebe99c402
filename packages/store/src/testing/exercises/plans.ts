import type { PlanRow } from '../../records.ts';
import { agree } from '../agree.ts';
import { gives, refuses, valueIn } from '../expect-answer.ts';
import { day, planNumber, planRowNumber, staffNumber, subjectNumber } from '../specimens.ts';
import type { Exercises } from './exercise.ts';

const ON = { on: day('2026-11-23') };

export const PLAN_EXERCISES: Exercises = {
  'puts a plan in force once, and the plan of a later day after it': async (store) => {
    await gives(store.currentPlan(), undefined);
    await gives(store.publishPlan(planNumber(1), ON), true);
    await gives(store.publishPlan(planNumber(1), ON), false);
    await gives(store.publishPlan(planNumber(2), ON), true);
    await gives(store.publishPlan(planNumber(3), { on: day('2026-11-24') }), true);
    await gives(store.currentPlan(), { manifest: planNumber(3), on: '2026-11-24' });
    agree(
      (await valueIn(store.readAudit(0, 10))).map(({ entry: { what, of, from, to } }) => ({ what, of, from, to })),
      [
        { what: 'plan', of: 'plan-1', to: '2026-11-23' },
        { what: 'plan', of: 'plan-2', from: 'plan-1', to: '2026-11-23' },
        { what: 'plan', of: 'plan-3', from: 'plan-2', to: '2026-11-24' },
      ],
      'the audit',
    );
  },

  'never goes back to a plan, nor changes one under its id': async (store) => {
    await gives(store.publishPlan(planNumber(1), ON), true);
    await refuses(store.publishPlan(planNumber(2), { on: day('2026-11-22') }), { kind: 'conflict', what: 'planOrder' });
    await refuses(store.publishPlan(planNumber(1, 2), ON), { kind: 'conflict', what: 'planContent' });
    await refuses(store.publishPlan(planNumber(1), { on: day('2026-11-24') }), { kind: 'conflict', what: 'planContent' });
    await gives(store.publishPlan(planNumber(2), ON), true);
    await refuses(store.publishPlan(planNumber(1), ON), { kind: 'conflict', what: 'planContent' });
    await gives(store.currentPlan(), { manifest: planNumber(2), on: '2026-11-23' });
  },

  'refuses a manifest that is none': async (store) => {
    const part = planNumber(1).parts[0];
    for (const change of [
      { id: '' },
      { id: '../plan' },
      { parts: [{ ...part, rows: -1 }] },
      { parts: [{ ...part, sha256: 'x' }] },
      { parts: [part, part] },
    ])
      await refuses(store.publishPlan({ ...planNumber(1), ...change } as ReturnType<typeof planNumber>, ON), {
        kind: 'invalid',
        what: 'plan',
      });
    await refuses(store.publishPlan(planNumber(1), { on: '2026-02-30' as ReturnType<typeof day> }), { kind: 'invalid', what: 'plan' });
    await refuses(store.loadPlan('../plan', []), { kind: 'invalid', what: 'plan' });
    await gives(store.currentPlan(), undefined);
  },

  'shows the rows of a plan when it is in force, and not before': async (store) => {
    const rows = [planRowNumber(2), planRowNumber(0), planRowNumber(1), planRowNumber(3, { staff: 'staff-2', rank: 0 })];
    const unranked = planRowNumber(4, { rank: undefined, tier: undefined });
    await gives(store.loadPlan('plan-1', [rows.slice(0, 2), [], [...rows.slice(2), unranked]]), 5);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), []);
    await gives(store.plannedFor(subjectNumber(1)), undefined);
    await gives(store.publishPlan(planNumber(1), ON), true);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), [rows[1], rows[2], rows[0]]);
    await gives(store.worklist(staffNumber(1), { from: 1, limit: 1 }), [rows[2]]);
    await gives(store.worklist(staffNumber(2), { limit: 10 }), [rows[3]]);
    await gives(store.plannedFor(subjectNumber(4)), unranked);
    await gives(store.plannedFor(subjectNumber(9)), undefined);
  },

  'loads a plan again in place of its rows, and drops the rows of the plan before': async (store) => {
    await gives(store.loadPlan('plan-1', [[planRowNumber(1), planRowNumber(2)]]), 2);
    await gives(store.loadPlan('plan-1', [[planRowNumber(3)]]), 1);
    await gives(store.publishPlan(planNumber(1), ON), true);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), [planRowNumber(3)]);
    await gives(store.loadPlan('plan-2', [[planRowNumber(4)]]), 1);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), [planRowNumber(3)]);
    await gives(store.publishPlan(planNumber(2), ON), true);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), [planRowNumber(4)]);
    await gives(store.plannedFor(subjectNumber(3)), undefined);
    await gives(store.publishPlan(planNumber(3), ON), true);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), []);
  },

  'keeps no rows of a load that breaks off': async (store) => {
    const broken = { ...planRowNumber(2), staff: 'Sara Ahmadi' } as unknown as PlanRow;
    await refuses(store.loadPlan('plan-1', [[planRowNumber(1)], [broken]]), { kind: 'invalid', what: 'planRow' });
    await refuses(store.loadPlan('plan-1', [[planRowNumber(1)], [planRowNumber(1, { staff: 'staff-2' })]]), {
      kind: 'conflict',
      what: 'planContent',
    });
    await gives(store.publishPlan(planNumber(1), ON), true);
    await gives(store.worklist(staffNumber(1), { limit: 10 }), []);
  },

  'loads a plan from a stream': async (store) => {
    async function* pages(): AsyncIterable<readonly PlanRow[]> {
      for (let page = 0; page < 3; page++) yield [planRowNumber(2 * page), planRowNumber(2 * page + 1)];
    }
    await gives(store.loadPlan('plan-1', pages()), 6);
    await gives(store.publishPlan(planNumber(1), ON), true);
    await gives(
      store.worklist(staffNumber(1), { limit: 10 }).map((rows) => rows.map(({ rank }) => rank)),
      [0, 1, 2, 3, 4, 5],
    );
  },

  'shows a reader the old plan or the new one, whole': async (store) => {
    const of = (staff: string): PlanRow[] => [0, 1, 2].map((rank) => planRowNumber(rank, { staff }));
    await gives(store.loadPlan('plan-1', [of('staff-1')]), 3);
    await gives(store.publishPlan(planNumber(1), ON), true);
    await gives(store.loadPlan('plan-2', [of('staff-1')]), 3);
    const [, ...lists] = await Promise.all([
      valueIn(store.publishPlan(planNumber(2), ON)),
      ...[1, 2, 3, 4].map(() => valueIn(store.worklist(staffNumber(1), { limit: 10 }))),
    ]);
    for (const list of lists) agree(list, of('staff-1'), 'the worklist while a plan is published');
  },
};
