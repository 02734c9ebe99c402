import { endDay } from '@rahyar/cycle';
import type { FinishedPlan } from '../commands/finish-plan.ts';
import type { RowReports } from '../files/row-reports.ts';
import { assemble, tellRows, textsOf } from './assemble.ts';
import type { PartSource } from './part.ts';
import type { ShardWorld } from './request.ts';

/** Makes of the parts of a plan what is left to be written, checked as every plan is: by all rules and by its certificate. */
export async function conclude(world: ShardWorld, source: PartSource, reports: RowReports): Promise<FinishedPlan> {
  await tellRows(world, source, reports);
  await reports.close();
  const { problem, contradictions, plan } = await assemble(world, source);
  const day = endDay({ problem, leftOut: [] }, plan);
  return { day, timing: world.timing, contradictions, reports, texts: textsOf(world, source) };
}
