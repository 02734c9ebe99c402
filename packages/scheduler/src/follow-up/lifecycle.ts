import { FOLLOW_UP_STATES, type FollowUpState, type Label } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';

/** Who may act on a follow-up: people by their post, a partner, the member, and the clock, which acts by itself. */
export const FOLLOW_UP_ACTORS = [
  'rahyar',
  'supportOfficer',
  'affairsSecretary',
  'assistantSecretary',
  'member',
  'partner',
  'clock',
] as const;
export type FollowUpActor = (typeof FOLLOW_UP_ACTORS)[number];

export const FOLLOW_UP_ACTOR_LABELS = {
  rahyar: { fa: 'رهیار', en: 'rahyar' },
  supportOfficer: { fa: 'پشتیبان', en: 'support officer' },
  affairsSecretary: { fa: 'دبیر امور', en: 'affairs secretary' },
  assistantSecretary: { fa: 'دستیار دبیر', en: 'assistant secretary' },
  member: { fa: 'عضو', en: 'member' },
  partner: { fa: 'سازمان رهیاری', en: 'partner organisation' },
  clock: { fa: 'گذر زمان', en: 'the passing of time' },
} as const satisfies Record<FollowUpActor, Label>;

const STAFF = ['rahyar', 'supportOfficer', 'affairsSecretary', 'assistantSecretary'] as const;
const SECRETARIAT = ['affairsSecretary', 'assistantSecretary'] as const;
/** Work that has not ended. */
const OPEN = ['scheduled', 'due', 'inProgress', 'waitingForPartner', 'waitingForMember', 'snoozed', 'missed', 'escalated'] as const;

type Act = Label & { readonly from: readonly FollowUpState[]; readonly to: FollowUpState; readonly by: readonly FollowUpActor[] };

/**
 * What can be done with a follow-up: from which states, to which, and by whom. `done` and `cancelled` are the ends; a `missed` one is
 * still owed, until it is done, handed up or cancelled.
 */
export const FOLLOW_UP_ACTS = {
  fallDue: { fa: 'سررسید', en: 'fall due', from: ['scheduled'], to: 'due', by: ['clock'] },
  begin: { fa: 'آغاز', en: 'begin', from: ['scheduled', 'due', 'snoozed', 'missed', 'escalated'], to: 'inProgress', by: STAFF },
  askPartner: { fa: 'پرسش از سازمان', en: 'ask the partner', from: ['due', 'inProgress'], to: 'waitingForPartner', by: STAFF },
  askMember: { fa: 'پرسش از عضو', en: 'ask the member', from: ['due', 'inProgress'], to: 'waitingForMember', by: STAFF },
  partnerAnswers: {
    fa: 'پاسخ سازمان',
    en: 'the partner answers',
    from: ['waitingForPartner'],
    to: 'inProgress',
    by: ['partner', ...STAFF],
  },
  memberAnswers: { fa: 'پاسخ عضو', en: 'the member answers', from: ['waitingForMember'], to: 'inProgress', by: ['member', ...STAFF] },
  snooze: { fa: 'به تعویق انداختن', en: 'snooze', from: ['scheduled', 'due', 'inProgress', 'missed'], to: 'snoozed', by: STAFF },
  wake: { fa: 'پایان تعویق', en: 'wake', from: ['snoozed'], to: 'due', by: ['clock', ...STAFF] },
  complete: {
    fa: 'به انجام رساندن',
    en: 'complete',
    from: ['due', 'inProgress', 'waitingForPartner', 'waitingForMember', 'missed', 'escalated'],
    to: 'done',
    by: STAFF,
  },
  miss: { fa: 'از موعد گذشتن', en: 'miss', from: ['due'], to: 'missed', by: ['clock'] },
  escalate: {
    fa: 'ارجاع به بالا',
    en: 'escalate',
    from: ['due', 'inProgress', 'waitingForPartner', 'waitingForMember', 'missed'],
    to: 'escalated',
    by: ['clock', ...STAFF],
  },
  handBack: { fa: 'بازگرداندن', en: 'hand back', from: ['escalated'], to: 'due', by: SECRETARIAT },
  /** Somebody who decides over the matter, or the member, who need not be followed. */
  cancel: { fa: 'لغو', en: 'cancel', from: OPEN, to: 'cancelled', by: ['rahyar', ...SECRETARIAT, 'member'] },
} as const satisfies Record<string, Act>;
export type FollowUpAct = keyof typeof FOLLOW_UP_ACTS;

/** Why an act is refused. `actor`: somebody else may do it. `state`: nobody may, in this state. Looked at in the order state, actor. */
export const FOLLOW_UP_REFUSAL_LABELS = {
  state: { fa: 'در این وضعیت شدنی نیست', en: 'it cannot be done in this state' },
  actor: { fa: 'این کار با این نقش نیست', en: 'it is not for this role to do' },
} as const satisfies Record<string, Label>;
export type FollowUpRefusal = { readonly kind: 'followUpRefusal'; readonly because: keyof typeof FOLLOW_UP_REFUSAL_LABELS };

/** The state after an act, or why there is none. */
export function act(state: FollowUpState, does: FollowUpAct, by: FollowUpActor): Result<FollowUpState, FollowUpRefusal> {
  const rule: Act = FOLLOW_UP_ACTS[does];
  if (!rule.from.includes(state)) return err({ kind: 'followUpRefusal', because: 'state' });
  if (!rule.by.includes(by)) return err({ kind: 'followUpRefusal', because: 'actor' });
  return ok(rule.to);
}

/** What somebody may do in a state, in the order of {@link FOLLOW_UP_ACTS}. */
export const actsOpenTo = (by: FollowUpActor, state: FollowUpState): readonly FollowUpAct[] =>
  (Object.keys(FOLLOW_UP_ACTS) as FollowUpAct[]).filter((does) => act(state, does, by).isOk());

/** Whether a follow-up in this state is still owed to the member. */
export const isOwed = (state: FollowUpState): boolean => (OPEN as readonly FollowUpState[]).includes(state);

/** The states in which nothing more is owed. */
export const ENDED_STATES: readonly FollowUpState[] = FOLLOW_UP_STATES.filter((state) => !isOwed(state));
