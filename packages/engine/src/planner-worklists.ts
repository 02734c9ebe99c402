import { listedTier } from './ageing.ts';
import { insertInOrder } from './live-worklists.ts';
import { primaryOf, type Worklists } from './plan.ts';
import type { PlannerState, Touched } from './planner-state.ts';
import { dayOf } from './problem.ts';
import { DO_NOT_CONTACT, NOBODY } from './subject-columns.ts';
import { comparePlaces, dueDay, type WorklistPlace, waitingDay } from './worklist-order.ts';

/** The worklists with the touched subjects where they belong now; only lists on which one of them stood or stands are made anew. */
export function worklistsAfter({ problem, plan }: PlannerState, touched: Touched): Worklists {
  const { start, order } = plan.worklists;
  if (touched.rows.size === 0) return plan.worklists;
  const { subjects } = problem;
  const today = dayOf(problem);
  const placeOf = (subject: number): WorklistPlace => ({
    subject,
    tier: listedTier(problem, plan.tier, subject, problem.policy.ageing),
    due: dueDay(subjects.dueOn[subject] as number, today),
    waiting: waitingDay(subjects.contactedOn[subject] as number, subjects.waitingSince[subject] as number),
  });
  const isTouched = new Uint8Array(subjects.ids.count);
  const movers = new Map<number, WorklistPlace[]>();
  const moversOf = (staff: number): WorklistPlace[] => {
    const known = movers.get(staff) ?? [];
    movers.set(staff, known);
    return known;
  };
  for (const [subject, { list }] of touched.rows) {
    isTouched[subject] = 1;
    if (list !== NOBODY) moversOf(list);
    const staff = primaryOf(plan, subject);
    if (staff !== NOBODY && ((subjects.flags[subject] as number) & DO_NOT_CONTACT) === 0) moversOf(staff).push(placeOf(subject));
  }

  const lists = new Map<number, Uint32Array>();
  let growth = 0;
  for (const [staff, places] of movers) {
    const former = order.subarray(start[staff], start[staff + 1]);
    const others = former.filter((subject) => isTouched[subject] === 0);
    const list = insertInOrder(others, places.sort(comparePlaces), placeOf);
    growth += list.length - former.length;
    lists.set(staff, list);
  }
  const next = { start: new Uint32Array(start.length), order: new Uint32Array(order.length + growth) };
  for (let staff = 0; staff + 1 < start.length; staff++) {
    const list = lists.get(staff) ?? order.subarray(start[staff], start[staff + 1]);
    next.order.set(list, next.start[staff]);
    next.start[staff + 1] = (next.start[staff] as number) + list.length;
  }
  return next;
}
