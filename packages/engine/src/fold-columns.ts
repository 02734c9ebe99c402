import { type DivisionCode, type DomainEvent, epochDayOf, type OrganizationRelation } from '@rahyar/domain';
import { withDirectives } from './directives.ts';
import type { AssignmentProblem } from './problem.ts';
import {
  createInterner,
  DO_NOT_CONTACT,
  inOrderOfName,
  linkSetKey,
  NO_DAY,
  NO_PLACE,
  NOBODY,
  OPEN_OBLIGATION,
  type RelationRow,
  relationSetKey,
  SUBJECT_KINDS,
  type SubjectColumns,
} from './subject-columns.ts';

/** An event that the columns do not take: it does not fit its subject, or it makes a subject come or go, for which the columns are laid out anew. */
export type EventLeftOut = { readonly event: DomainEvent; readonly reason: 'unknownSubject' | 'doesNotFit' | 'comesOrGoes' };

/**
 * Folds events into the columns, as `foldEvents` of the domain does into objects: the morning after. The given problem is not changed.
 * What the columns cannot take is returned.
 */
export function foldIntoColumns(
  problem: AssignmentProblem,
  events: Iterable<DomainEvent>,
): { problem: AssignmentProblem; leftOut: EventLeftOut[] } {
  const draft = draftOf(problem);
  const leftOut: EventLeftOut[] = [];
  for (const event of events) {
    const reason = fold(problem, draft, event);
    if (reason !== undefined) leftOut.push({ event, reason });
  }
  const { subjects, places, organizations, relationSets, linkSets } = draft;
  const folded = {
    ...problem,
    subjects,
    places: places.values,
    organizations: organizations.values,
    relationSets: relationSets.values,
    linkSets: linkSets.values,
  };
  return { problem: withDirectives(folded, problem.givenDirectives).problem, leftOut };
}

type Draft = ReturnType<typeof draftOf>;

function draftOf(problem: AssignmentProblem) {
  const subjects: SubjectColumns = { ...problem.subjects };
  const copied = { ...subjects };
  for (const name of COLUMN_NAMES) Object.assign(copied, { [name]: subjects[name].slice() });
  return {
    subjects: copied,
    places: createInterner<DivisionCode>((code) => code, problem.places),
    organizations: createInterner<string>((id) => id, problem.organizations),
    relationSets: createInterner<readonly RelationRow[]>(relationSetKey, problem.relationSets),
    linkSets: createInterner<readonly number[]>(linkSetKey, problem.linkSets),
  };
}

const COLUMN_NAMES = ['kind', 'flags', 'activeOn', 'contactedOn', 'waitingSince', 'home', 'work', 'relationSet', 'linkSet'] as const;

function fold(problem: AssignmentProblem, draft: Draft, event: DomainEvent): EventLeftOut['reason'] | undefined {
  const { subjects } = draft;
  const index = subjects.ids.indexOf(event.subject);
  if (event.type === 'subjectRegistered' || event.type === 'subjectLeft')
    return index === NOBODY && event.type === 'subjectLeft' ? 'unknownSubject' : 'comesOrGoes';
  if (index === NOBODY) return 'unknownSubject';
  const kind = SUBJECT_KINDS[subjects.kind[index] as number];
  const on = epochDayOf(event.on);
  switch (event.type) {
    case 'membershipRequested':
      return kind === 'prospect' ? become(subjects, index, 'applicant', on) : 'doesNotFit';
    case 'membershipAccepted':
      return kind === 'applicant' ? become(subjects, index, 'member', on) : 'doesNotFit';
    case 'membershipRequestEnded':
      return kind === 'applicant' ? become(subjects, index, 'prospect', NO_DAY) : 'doesNotFit';
    case 'activityObserved':
      return kind === 'member'
        ? raise(problem.policy.activity.qualifying.includes(event.activity) ? subjects.activeOn : undefined, index, on)
        : 'doesNotFit';
    case 'obligationChanged':
      return kind === 'member' ? setFlag(subjects, index, OPEN_OBLIGATION, event.open) : 'doesNotFit';
    case 'contactPreferenceChanged':
      return setFlag(subjects, index, DO_NOT_CONTACT, event.doNotContact);
    case 'contactLogged': {
      const counts = event.answered && kind === 'member' && problem.policy.activity.qualifying.includes('answeredContact');
      raise(counts ? subjects.activeOn : undefined, index, on);
      return raise(subjects.contactedOn, index, on);
    }
    case 'homeChanged':
      subjects.home[index] = event.home === undefined ? NO_PLACE : draft.places.indexOf(event.home);
      return undefined;
    case 'workChanged':
      subjects.work[index] = event.work === undefined ? NO_PLACE : draft.places.indexOf(event.work);
      return undefined;
    case 'relationStarted':
      return changeRelations(draft, index, event.relation.organization, event.relation);
    case 'relationEnded':
      return changeRelations(draft, index, event.organization);
    case 'socialLinkAccepted':
    case 'socialLinkEnded':
      return changeLinks(problem, draft, index, event.rahyar, event.type === 'socialLinkAccepted');
    case 'referralProgressed':
      return undefined;
  }
}

function become(subjects: SubjectColumns, index: number, kind: (typeof SUBJECT_KINDS)[number], since: number): undefined {
  subjects.kind[index] = SUBJECT_KINDS.indexOf(kind);
  subjects.waitingSince[index] = since;
}

function raise(column: Int32Array | undefined, index: number, on: number): undefined {
  if (column !== undefined && (column[index] as number) < on) column[index] = on;
}

function setFlag(subjects: SubjectColumns, index: number, flag: number, value: boolean): undefined {
  const others = (subjects.flags[index] as number) & ~flag;
  subjects.flags[index] = value ? others | flag : others;
}

function changeRelations(draft: Draft, index: number, organization: string, started?: OrganizationRelation): undefined {
  const changed = draft.organizations.indexOf(organization);
  const before = draft.relationSets.values[draft.subjects.relationSet[index] as number] ?? [];
  const kept = before.filter((row) => row.organization !== changed || row.relation === 'body');
  const rows: RelationRow[] = started === undefined ? kept : [...kept, { organization: changed, relation: started.relation }];
  draft.subjects.relationSet[index] = draft.relationSets.indexOf(inOrderOfName(rows, draft.organizations.values));
}

function changeLinks(problem: AssignmentProblem, draft: Draft, index: number, rahyar: string, accepted: boolean): undefined {
  const staff = problem.staff.findIndex((member) => member.id === rahyar);
  const before = draft.linkSets.values[draft.subjects.linkSet[index] as number] ?? [];
  const kept = before.filter((row) => row !== staff);
  draft.subjects.linkSet[index] = draft.linkSets.indexOf(accepted && staff !== NOBODY ? [...kept, staff].sort((a, b) => a - b) : kept);
}
