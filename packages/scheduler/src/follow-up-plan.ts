import type { KeyProcess, PriorityTier, RahyarKind, SubjectId } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import { type Cadence, type ContactCadence, cadenceFor } from './cadence.ts';
import type { CalendarError } from './calendar-error.ts';
import { type Due, dueOf, type PlanningDay, type Reckoned, settle } from './due.ts';
import type { EpochDay } from './epoch-day.ts';
import { followUpId } from './follow-up-id.ts';
import { addInterval } from './interval.ts';

/** What the time of the next contact depends on. */
export type CadenceSubject = {
  readonly id: SubjectId;
  readonly tier: PriorityTier;
  /** The process of an open matter, and the kind of rahyar who keeps the contact: exceptions of a cadence ask for them. */
  readonly process?: KeyProcess;
  readonly kind?: RahyarKind;
  readonly lastContactDay?: EpochDay;
  /** The day of the application of an applicant; of anybody else, the day since which a first contact is owed, such as that of joining. */
  readonly waitingSinceDay?: EpochDay;
};

/** The day on which planning is done, and by what. */
export type Planning = PlanningDay & { readonly cadence: Cadence };

/**
 * Plans the next contact with one subject by the cadence for it.
 * Counted from the later of the last contact and the day it waits since; due today when there is neither. What is overdue is planned for the
 * first possible day from today. The id hangs on the day counted from, so a new holiday moves the day and keeps the id.
 * Fails with `date.outOfRange`, or with `workingCalendar.notCovered` when the answer lies outside the calendar's days.
 */
export function planFollowUp(subject: CadenceSubject, { cadence, ...at }: Planning): Result<Due, CalendarError> {
  const contact = cadenceFor(cadence, subject);
  const anchor = anchorOf(subject);
  const rule = `cadence.${subject.tier}`;
  return nominalDay(contact, anchor?.day, at).andThen((nominal) =>
    settle(nominal, contact.convention, at).map((settled) =>
      dueOf(
        { id: followUpId(rule, subject.id, anchor?.day ?? 'first'), rule, subject: subject.id, nominal },
        settled,
        { ...contact, timeOfDay: cadence.timeOfDay },
        reckoned(subject.tier, contact, anchor, nominal),
        at,
      ),
    ),
  );
}

/** The day to act of {@link planFollowUp}, without what surrounds it. */
export function dueDay(contact: ContactCadence, anchor: EpochDay | undefined, at: PlanningDay): Result<EpochDay, CalendarError> {
  return nominalDay(contact, anchor, at)
    .andThen((nominal) => settle(nominal, contact.convention, at))
    .map(({ effective }) => effective);
}

const nominalDay = (
  { every }: ContactCadence,
  anchor: EpochDay | undefined,
  { today, calendar }: PlanningDay,
): Result<EpochDay, CalendarError> => (anchor === undefined ? ok(today) : addInterval(calendar, anchor, every));

type Anchor = { readonly basis: 'lastContact' | 'waitingSince'; readonly day: EpochDay };

function anchorOf({ lastContactDay, waitingSinceDay }: CadenceSubject): Anchor | undefined {
  if (lastContactDay !== undefined && (waitingSinceDay === undefined || lastContactDay >= waitingSinceDay))
    return { basis: 'lastContact', day: lastContactDay };
  return waitingSinceDay === undefined ? undefined : { basis: 'waitingSince', day: waitingSinceDay };
}

function reckoned(tier: PriorityTier, { every }: ContactCadence, anchor: Anchor | undefined, nominal: EpochDay): Reckoned {
  if (anchor === undefined) return { steps: [{ step: 'neverContacted', day: nominal }], restsOn: [nominal] };
  return {
    steps: [
      { step: 'countedFrom', ...anchor },
      { step: 'intervalAdded', every, times: 1, tier, day: nominal },
    ],
    restsOn: every.unit === 'workingDays' ? [anchor.day, nominal] : [nominal],
  };
}
