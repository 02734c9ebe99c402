import { err, ok, type Result } from 'neverthrow';
import { sameContent } from './content.ts';
import { instantOf } from './moment.ts';
import type { PublishedPlan } from './plan.ts';
import type { Rows } from './rows.ts';
import type { StoreError } from './store-error.ts';

/** Puts a checked plan in force, with its audit entry; false if it was in force already. */
export async function publishPlan(rows: Rows, plan: PublishedPlan): Promise<Result<boolean, StoreError>> {
  const current = await rows.plan();
  if (current?.manifest.id === plan.manifest.id)
    return sameContent(current, plan) ? ok(false) : err({ kind: 'conflict', what: 'planContent' });
  if (current !== undefined && current.on > plan.on) return err({ kind: 'conflict', what: 'planOrder' });
  const key = `plan.${plan.manifest.id}`;
  // A plan that was in force, and gave way to another, does not come back under its id.
  if ((await rows.auditOf([key])).length > 0) return err({ kind: 'conflict', what: 'planContent' });
  await rows.putPlan(plan);
  await rows.insertAudit([
    {
      key,
      at: instantOf(await rows.now()),
      by: 'planner',
      what: 'plan',
      of: plan.manifest.id,
      ...(current === undefined ? {} : { from: current.manifest.id }),
      to: plan.on,
    },
  ]);
  return ok(true);
}
