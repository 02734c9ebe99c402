import type { IsoDate } from './civil-time.ts';
import type { DomainEvent } from './event.ts';
import type { ActivityKind, Member, Subject } from './subject.ts';

/** An event that does not fit the subject it names, returned and never dropped in silence. */
export type UnfoldedEvent = {
  readonly event: DomainEvent;
  readonly reason: 'unknownSubject' | 'notAMember' | 'notAPerson' | 'alreadyRegistered';
};

/**
 * Folds events into the facts about subjects: what is known the morning after.
 * Pure and deterministic; the given map is not changed. Folding in two parts equals folding once.
 */
export function foldEvents(
  subjects: ReadonlyMap<string, Subject>,
  events: Iterable<DomainEvent>,
): { subjects: Map<string, Subject>; unfolded: UnfoldedEvent[] } {
  const next = new Map(subjects);
  const unfolded: UnfoldedEvent[] = [];
  for (const event of events) {
    const outcome = applyEvent(next.get(event.subject), event);
    if (typeof outcome === 'string') unfolded.push({ event, reason: outcome });
    else if (outcome === undefined) next.delete(event.subject);
    else next.set(event.subject, outcome);
  }
  return { subjects: next, unfolded };
}

/** The facts after one event: changed facts, `undefined` for a subject that left, or why the event does not fit. */
export function applyEvent(before: Subject | undefined, event: DomainEvent): Subject | undefined | UnfoldedEvent['reason'] {
  if (event.type === 'subjectRegistered') return before === undefined ? { ...event.facts, id: event.subject } : 'alreadyRegistered';
  if (before === undefined) return 'unknownSubject';
  switch (event.type) {
    case 'subjectLeft':
      return undefined;
    case 'membershipRequested':
      return before.subject === 'prospect' ? { ...before, subject: 'applicant', appliedOn: event.on } : 'notAPerson';
    case 'membershipAccepted':
      return becomeMember(before, event.on);
    case 'membershipRequestEnded':
      return becomeProspect(before);
    case 'activityObserved':
      return before.subject === 'member' ? withActivity(before, event.activity, event.on) : 'notAMember';
    case 'obligationChanged':
      return before.subject === 'member' ? { ...before, openObligation: event.open } : 'notAMember';
    case 'homeChanged':
      return withOptional(before, 'home', event.home);
    case 'workChanged':
      return withOptional(before, 'work', event.work);
    case 'relationStarted':
      return { ...before, relations: [...relationsWithout(before, event.relation.organization), event.relation] };
    case 'relationEnded':
      return { ...before, relations: relationsWithout(before, event.organization) };
    case 'socialLinkAccepted':
      return { ...before, socialLinks: [...linksWithout(before, event.rahyar), event.rahyar] };
    case 'socialLinkEnded':
      return { ...before, socialLinks: linksWithout(before, event.rahyar) };
    case 'contactPreferenceChanged':
      return { ...before, doNotContact: event.doNotContact };
    case 'contactLogged':
      return afterContact(before, event.on, event.answered);
    case 'referralProgressed':
      return before;
  }
}

function becomeMember(before: Subject, on: IsoDate): Subject | 'notAPerson' {
  if (before.subject !== 'applicant') return 'notAPerson';
  const { appliedOn: _appliedOn, ...facts } = before;
  return { ...facts, subject: 'member', kind: 'natural', memberSince: on };
}

function becomeProspect(before: Subject): Subject | 'notAPerson' {
  if (before.subject !== 'applicant') return 'notAPerson';
  const { appliedOn: _appliedOn, ...facts } = before;
  return { ...facts, subject: 'prospect' };
}

function withActivity(member: Member, activity: ActivityKind, on: IsoDate): Member {
  const last = member.lastActivity?.[activity];
  return { ...member, lastActivity: { ...member.lastActivity, [activity]: last !== undefined && last > on ? last : on } };
}

function afterContact(before: Subject, on: IsoDate, answered: boolean): Subject {
  const lastContactOn = before.lastContactOn !== undefined && before.lastContactOn > on ? before.lastContactOn : on;
  const contacted = { ...before, lastContactOn };
  return answered && contacted.subject === 'member' ? withActivity(contacted, 'answeredContact', on) : contacted;
}

function withOptional(before: Subject, key: 'home' | 'work', place: Subject['home']): Subject {
  const { [key]: _old, ...rest } = before;
  return place === undefined ? rest : { ...rest, [key]: place };
}

const relationsWithout = (subject: Subject, organization: string) =>
  (subject.relations ?? []).filter((row) => row.organization !== organization);
const linksWithout = (subject: Subject, rahyar: string) => (subject.socialLinks ?? []).filter((row) => row !== rahyar);
