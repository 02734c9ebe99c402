import { type FollowUp, type KeyProcess, SubjectId } from '@rahyar/domain';
import { type Action, type EpochDay, followUpId, isoDateOf, type Step } from '@rahyar/scheduler';
import { community } from './community.ts';
import { inWords } from './jalali.ts';

/** Who does what on which day and with whom, a line for each action of a step. */
export const agendaOf = ({ actions }: Step): string[] =>
  actions.map(({ on, by, code, activity, with: whom }) => {
    const who = by.party === 'supportOfficer' ? `supportOfficer at ${by.at}` : by.party;
    return `${inWords(on)}: ${who}, ${code} (${activity}), with ${whom.party}`;
  });

/**
 * Makes an action a follow-up of whoever is to do it: the named rahyar, or the support officer at the organisation (L59).
 * The id hangs on the day that the matter counts from, so that the same matter gives the same follow-up tomorrow.
 */
export function followUpFrom(
  action: Action,
  matter: { readonly process: KeyProcess; readonly subject: string; readonly rahyar: string; readonly since: EpochDay },
): FollowUp {
  const { by } = action;
  const doer =
    by.party === 'supportOfficer'
      ? community.find(({ post }) => post.kind === 'supportOfficer' && post.organizations.includes(by.at))
      : community.find(({ id }) => id === matter.rahyar);
  if (doer === undefined) throw new Error('nobody in the community can do this');
  const rule = `journey.${action.code}`;
  const subject = SubjectId.parse(matter.subject);
  return {
    id: followUpId(rule, subject, matter.since),
    subject,
    responsible: doer.id,
    rule,
    process: matter.process,
    dueOn: isoDateOf(action.on),
    state: 'scheduled',
  };
}
