import {
  type DomainEvent,
  EventId,
  type Instant,
  type IsoDate,
  REFERRAL_STATES,
  type Referral,
  type ReferralId,
  type ReferralState,
} from '@rahyar/domain';
import { isKnown } from './open-word.ts';
import { PARTNER_STATES, type PartnerEvent, type PartnerState, type ReferralStateChanged } from './partner-event.ts';

/** The civil day in Tehran of a moment. The time zone is the scheduler's knowledge; the caller lends it. */
export type DayOf = (moment: Instant) => IsoDate;

/** A partner's event that says nothing about the referrals given, returned and never dropped in silence. */
export type UnplacedPartnerEvent = {
  readonly event: PartnerEvent;
  /** `otherThing`: a loan, a cheque, anything with a state that is no referral; it is for whoever keeps such things. */
  readonly reason: 'unknownReferral' | 'otherThing' | 'unknownType' | 'unknownState';
};

/** The partner's word for a state, in ours: created there means sent here. */
const REFERRAL_STATE_OF = {
  created: 'sent',
  accepted: 'accepted',
  declined: 'declined',
  completed: 'completed',
} as const satisfies Record<PartnerState, ReferralState>;

/**
 * What a partner's event means for the subject of the referral, as domain events.
 * A completed membership is also `membershipAccepted`, a declined one `membershipRequestEnded`. Empty for an event that is stale,
 * repeated, about another referral, or in words this version does not know. Deterministic: the ids derive from the partner's event id.
 */
export function eventsFromPartner(event: PartnerEvent, referral: Referral, dayOf: DayOf): DomainEvent[] {
  const state = nextState(event, referral);
  if (state === undefined) return [];
  const on = dayOf(event.at);
  const progressed: DomainEvent = {
    id: derivedId(event, referral, 'progressed'),
    subject: referral.subject,
    on,
    type: 'referralProgressed',
    referral: referral.id,
    state,
  };
  const common = { id: derivedId(event, referral, 'membership'), subject: referral.subject, on };
  if (referral.process !== 'membership') return [progressed];
  if (state === 'completed') return [progressed, { ...common, type: 'membershipAccepted' }];
  if (state === 'declined') return [progressed, { ...common, type: 'membershipRequestEnded', how: 'rejected' }];
  return [progressed];
}

/**
 * The same for a page of events, put in order of `stateVersion` first.
 * `referrals` are those that went to the partner these events came from: a partner cannot move another's referral.
 * Returns the domain events, the referrals that moved in their new state, and what could not be placed.
 */
export function eventsFromPartnerPage(
  page: readonly PartnerEvent[],
  referrals: ReadonlyMap<ReferralId, Referral>,
  dayOf: DayOf,
): { events: DomainEvent[]; moved: Referral[]; unplaced: UnplacedPartnerEvent[] } {
  const events: DomainEvent[] = [];
  const moved = new Map<ReferralId, Referral>();
  const unplaced: UnplacedPartnerEvent[] = [];
  for (const event of byStateVersion(page)) {
    const referral = event.kind === 'referralStateChanged' ? (moved.get(event.referralId) ?? referrals.get(event.referralId)) : undefined;
    const reason = reasonUnplaced(event, referral);
    if (reason !== undefined) unplaced.push({ event, reason });
    if (referral === undefined) continue;
    const derived = eventsFromPartner(event, referral, dayOf);
    const state = nextState(event, referral);
    if (state !== undefined) moved.set(referral.id, { ...referral, state });
    events.push(...derived);
  }
  return { events, moved: [...moved.values()], unplaced };
}

function nextState(event: PartnerEvent, referral: Referral): ReferralState | undefined {
  if (event.kind !== 'referralStateChanged' || event.referralId !== referral.id) return undefined;
  if (!isKnown(PARTNER_STATES, event.state)) return undefined;
  const state = REFERRAL_STATE_OF[event.state];
  return isFinal(referral.state) || rank(state) <= rank(referral.state) ? undefined : state;
}

const isFinal = (state: ReferralState): boolean => state === 'declined' || state === 'completed';
const rank = (state: ReferralState): number => REFERRAL_STATES.indexOf(state);

function reasonUnplaced(event: PartnerEvent, referral: Referral | undefined): UnplacedPartnerEvent['reason'] | undefined {
  if (event.kind === 'stateChanged') return 'otherThing';
  if (event.kind === 'unrecognized') return 'unknownType';
  if (referral === undefined) return 'unknownReferral';
  return isKnown(PARTNER_STATES, event.state) ? undefined : 'unknownState';
}

/** Stable: events of one referral by version, everything else where it stood. */
function byStateVersion(page: readonly PartnerEvent[]): readonly PartnerEvent[] {
  const versionsOf = new Map<ReferralId, ReferralStateChanged[]>();
  for (const event of page) {
    if (event.kind !== 'referralStateChanged') continue;
    const versions = versionsOf.get(event.referralId);
    if (versions === undefined) versionsOf.set(event.referralId, [event]);
    else versions.push(event);
  }
  for (const versions of versionsOf.values()) versions.sort((a, b) => b.stateVersion - a.stateVersion);
  return page.map((event) => (event.kind === 'referralStateChanged' ? (versionsOf.get(event.referralId)?.pop() ?? event) : event));
}

/**
 * A partner's event ids are unique at that partner only, so partner and referral go into the id as an FNV-1a hash.
 * The length stays within an EventId: 40 + 1 + 8 + 1 + 10.
 */
const derivedId = (event: PartnerEvent, referral: Referral, part: 'progressed' | 'membership'): EventId =>
  EventId.parse(`${event.id}.${fnv1a(`${referral.partner} ${referral.id}`)}.${part}`);

function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
