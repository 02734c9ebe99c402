import type { PublishedPlan } from '../plan.ts';
import type { PlanRow } from '../records.ts';
import type { PlanRows } from '../rows.ts';
import { loadedTable, sweepPlans } from './load-plan.ts';
import type { Statement, Transaction } from './transaction.ts';

/** The plan in force. The rows of each load are a table of their own, which becomes a partition when the plan comes into force. */
export const planRows = (transaction: Transaction): PlanRows => ({
  plan: async () => (await transaction.ask<{ body: PublishedPlan | null }>(PLAN, []))[0]?.body ?? undefined,
  putPlan: async (plan) => {
    const [load] = await transaction.tell<{ number: number }>(TAKE_LOAD, [plan.manifest.id]);
    if (load !== undefined) await transaction.tell(attach(load.number), []);
    await transaction.tell(PUT_PLAN, [load?.number ?? null, JSON.stringify(plan)]);
    transaction.afterwards(sweepPlans);
  },
  worklist: async (staff, fromRank, limit) => (await transaction.ask<PlanColumns>(WORKLIST, [staff, fromRank, limit])).map(rowOf),
  planRow: async (subject) => (await transaction.ask<PlanColumns>(ROW_OF_SUBJECT, [subject])).map(rowOf)[0],
});

type PlanColumns = Omit<PlanRow, 'tier' | 'rank'> & { readonly tier: PlanRow['tier'] | null; readonly rank: number | null };

const rowOf = ({ subject, staff, tier, dedicated, rank }: PlanColumns): PlanRow => ({
  subject,
  staff,
  ...(tier === null || tier === undefined ? {} : { tier }),
  dedicated,
  ...(rank === null ? {} : { rank }),
});

const PLAN: Statement = { name: 'plan', text: 'select body from plan_in_force for update' };

const TAKE_LOAD: Statement = { name: 'take load', text: 'delete from plan_load where plan_id = $1 returning number' };

const attach = (number: number): Statement => ({
  name: '',
  text: `alter table plan_row attach partition ${loadedTable(number)} for values in (${number})`,
});

const PUT_PLAN: Statement = { name: 'put plan', text: 'update plan_in_force set number = $1, body = $2' };

const IN_FORCE = 'number = (select number from plan_in_force)';

const WORKLIST: Statement = {
  name: 'worklist',
  text: `
    select subject, staff, tier, dedicated, rank from plan_row
    where ${IN_FORCE} and staff = $1 and rank >= $2
    order by rank limit $3`,
};

const ROW_OF_SUBJECT: Statement = {
  name: 'row of subject',
  text: `select subject, staff, tier, dedicated, rank from plan_row where ${IN_FORCE} and subject = $1`,
};
