import { type DomainEvent, epochDayOf, type IsoDate, type SubjectId } from '@rahyar/domain';
import { listedTierFrom } from './ageing.ts';
import { reasonFrom, TIER_OF_REASON } from './classify.ts';
import { type EventLeftOut, foldIntoColumns } from './fold-columns.ts';
import { type AssignmentPlan, primaryOf } from './plan.ts';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { allocateColumns, DO_NOT_CONTACT, NO_DAY, NOBODY } from './subject-columns.ts';
import { listedIds } from './subject-ids.ts';
import { comparePlaces, dueDay, type WorklistPlace, waitingDay } from './worklist-order.ts';
import { listOf, pageOfList, type RowFacts, rowFactsOf, type WorklistPage } from './worklist-page.ts';

/** The worklists of a plan in the course of its day: events come in, pages are fresh. Rahyars stay as the plan has them. */
export type LiveWorklists = {
  /** Takes an event in; one that is left out changes nothing. The same events are left out as by {@link foldIntoColumns}, for the same reasons. */
  fold(event: DomainEvent): EventLeftOut['reason'] | undefined;
  /** The next follow-up of a subject is due on another day, or none is due. False when there is no such subject. */
  setDue(subject: SubjectId, dueOn: IsoDate | undefined): boolean;
  /** What {@link worklistPageOf} gives when everything is worked out anew from the columns after the events, with the same rahyars. */
  page(rahyar: number, offset: number, limit: number): WorklistPage;
};

/**
 * Only subjects whom an event touched are kept beside the plan, and only lists on which one of them stands are made anew, when somebody
 * next looks: O(list + touched on it · log list). Memory grows with the touched, not with the plan; the next night's plan begins anew.
 */
export function createLiveWorklists(problem: AssignmentProblem, plan: AssignmentPlan): LiveWorklists {
  const today = dayOf(problem);
  const touched = new Map<number, RowFacts>();
  const touchedOf = new Map<number, Set<number>>();
  const freshLists = new Map<number, Uint32Array>();

  const factsOf = (subject: number): RowFacts => touched.get(subject) ?? rowFactsOf(problem, plan, subject);
  const placeOf = (subject: number): WorklistPlace => {
    const facts = factsOf(subject);
    const tier = listedTierFrom(facts, today, problem.policy.ageing);
    return { subject, tier, due: dueDay(facts.dueOn, today), waiting: waitingDay(facts.contactedOn, facts.waitingSince) };
  };

  const touch = (subject: number, facts: RowFacts): void => {
    touched.set(subject, { ...facts, tier: TIER_OF_REASON[reasonFrom(facts, today, problem.policy.activity)] });
    const rahyar = primaryOf(plan, subject);
    freshLists.delete(rahyar);
    const beside = touchedOf.get(rahyar);
    if (beside === undefined) touchedOf.set(rahyar, new Set([subject]));
    else beside.add(subject);
  };

  const fold = (event: DomainEvent): EventLeftOut['reason'] | undefined => {
    const subject = problem.subjects.ids.indexOf(event.subject);
    const before = subject === NOBODY ? [] : [factsOf(subject)];
    const { problem: after, leftOut } = foldIntoColumns(problemOfFew(problem, event.subject, before), [event]);
    const reason = leftOut[0]?.reason;
    if (reason === undefined) touch(subject, { ...(before[0] as RowFacts), ...firstRow(after) });
    return reason;
  };

  const setDue = (id: SubjectId, dueOn: IsoDate | undefined): boolean => {
    const subject = problem.subjects.ids.indexOf(id);
    if (subject !== NOBODY) touch(subject, { ...factsOf(subject), dueOn: dueOn === undefined ? NO_DAY : epochDayOf(dueOn) });
    return subject !== NOBODY;
  };

  const freshList = (rahyar: number): Uint32Array => {
    const beside = touchedOf.get(rahyar);
    if (beside === undefined) return listOf(plan, rahyar);
    const known = freshLists.get(rahyar);
    if (known !== undefined) return known;
    const others = listOf(plan, rahyar).filter((subject) => !beside.has(subject));
    const movers = [...beside].filter((subject) => (factsOf(subject).flags & DO_NOT_CONTACT) === 0).map(placeOf);
    const list = insertInOrder(others, movers.sort(comparePlaces), placeOf);
    freshLists.set(rahyar, list);
    return list;
  };

  return { fold, setDue, page: (rahyar, offset, limit) => pageOfList(problem, freshList(rahyar), factsOf, rahyar, offset, limit) };
}

/** A problem about one subject, or about none, without places, organisations, links and directives: no place on a worklist depends on them. */
function problemOfFew(problem: AssignmentProblem, id: SubjectId, facts: readonly RowFacts[]): AssignmentProblem {
  const subjects = allocateColumns(listedIds(facts.map(() => id)));
  for (const { kind, flags, activeOn, contactedOn, waitingSince } of facts) {
    subjects.kind[0] = kind;
    subjects.flags[0] = flags;
    subjects.activeOn[0] = activeOn;
    subjects.contactedOn[0] = contactedOn;
    subjects.waitingSince[0] = waitingSince;
  }
  const noDirectives = { givenDirectives: { pins: [], vetoes: [] }, directives: new Map() };
  return { ...problem, ...noDirectives, places: [], organizations: [], relationSets: [[]], linkSets: [[]], subjects };
}

const firstRow = ({ subjects }: AssignmentProblem): Omit<RowFacts, 'tier' | 'dueOn'> => ({
  kind: subjects.kind[0] as number,
  flags: subjects.flags[0] as number,
  activeOn: subjects.activeOn[0] as number,
  contactedOn: subjects.contactedOn[0] as number,
  waitingSince: subjects.waitingSince[0] as number,
});

/** Puts the movers, themselves in order, where they belong among the others. */
export function insertInOrder(
  others: Uint32Array,
  movers: readonly WorklistPlace[],
  placeOf: (subject: number) => WorklistPlace,
): Uint32Array {
  const list = new Uint32Array(others.length + movers.length);
  let copied = 0;
  for (const [position, mover] of movers.entries()) {
    let low = copied;
    let high = others.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePlaces(placeOf(others[middle] as number), mover) < 0) low = middle + 1;
      else high = middle;
    }
    list.set(others.subarray(copied, low), copied + position);
    list[low + position] = mover.subject;
    copied = low;
  }
  list.set(others.subarray(copied), copied + movers.length);
  return list;
}
