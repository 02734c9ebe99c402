import { type InputError, Instant, parseWith, ReferralId } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { isKnown, type OpenWord, openWord, type UnknownWord } from './open-word.ts';
import { PartnerMadeId, ReasonCode, Word } from './wire-text.ts';

/** The states of a referral at the partner. It begins at `created`; `declined` and `completed` are final. */
export const PARTNER_STATES = ['created', 'accepted', 'declined', 'completed'] as const;
export type PartnerState = (typeof PARTNER_STATES)[number];

export const PARTNER_EVENT_TYPES = ['referral.state_changed'] as const;

const Envelope = z.looseObject({ id: PartnerMadeId, type: Word, timestamp: Instant });

/**
 * A partner's event on the wire, version 1. Fields that are not named here are allowed and not read. `stateVersion` starts at 1 and
 * grows with every change of one referral.
 */
export const PartnerEventV1 = z.looseObject({
  ...Envelope.shape,
  type: z.literal('referral.state_changed'),
  data: z.looseObject({ referralId: ReferralId, state: Word, stateVersion: z.int().min(1), code: ReasonCode.optional() }),
});
export interface PartnerEventV1 extends z.infer<typeof PartnerEventV1> {}

/**
 * The event of any other thing with a state, such as `bank.loan.state_changed`: thin, without a person in it. What changed is read at the
 * partner by the id. `stateVersion` starts at 1 and grows with every change of one thing.
 */
export const StateChangedV1 = z.looseObject({
  ...Envelope.shape,
  type: Word.endsWith('.state_changed'),
  data: z.looseObject({ id: PartnerMadeId, state: Word, stateVersion: z.int().min(1), code: ReasonCode.optional() }),
});
export interface StateChangedV1 extends z.infer<typeof StateChangedV1> {}

/** A referral moved at the partner. `code` is the partner's reason, where it gave one. */
export type ReferralStateChanged = {
  readonly kind: 'referralStateChanged';
  readonly id: string;
  readonly at: Instant;
  readonly referralId: ReferralId;
  readonly state: OpenWord<PartnerState>;
  readonly stateVersion: number;
  readonly code?: string;
};

/** Another thing moved at the partner; `type` is its event's, `thingId` the partner's id of it. Its states are those of its machine. */
export type ThingStateChanged = {
  readonly kind: 'stateChanged';
  readonly id: string;
  readonly at: Instant;
  readonly type: string;
  readonly thingId: string;
  readonly state: string;
  readonly stateVersion: number;
  readonly code?: string;
};

/** An event of a type that this version does not know: kept, so that it can be counted and acknowledged, and not acted on. */
export type UnrecognizedPartnerEvent = {
  readonly kind: 'unrecognized';
  readonly id: string;
  readonly at: Instant;
  readonly type: UnknownWord;
};

export type PartnerEvent = ReferralStateChanged | ThingStateChanged | UnrecognizedPartnerEvent;

/** Parses one event from the wire. Words and types that are newer than this version are kept and marked; a broken shape is an error. */
export function parsePartnerEvent(input: unknown): Result<PartnerEvent, InputError> {
  return parseWith(Envelope, input).andThen((envelope) => {
    const type = openWord(PARTNER_EVENT_TYPES, envelope.type);
    if (isKnown(PARTNER_EVENT_TYPES, type)) return parseWith(PartnerEventV1, input).map(referralStateChanged);
    if (type.endsWith('.state_changed')) return parseWith(StateChangedV1, input).map(stateChanged);
    return ok<PartnerEvent>({ kind: 'unrecognized', id: envelope.id, at: envelope.timestamp, type });
  });
}

const stateChanged = ({ id, type, timestamp, data }: StateChangedV1): PartnerEvent => ({
  kind: 'stateChanged',
  id,
  at: timestamp,
  type,
  thingId: data.id,
  state: data.state,
  stateVersion: data.stateVersion,
  ...(data.code === undefined ? {} : { code: data.code }),
});

const referralStateChanged = ({ id, timestamp, data }: PartnerEventV1): PartnerEvent => ({
  kind: 'referralStateChanged',
  id,
  at: timestamp,
  referralId: data.referralId,
  state: openWord(PARTNER_STATES, data.state),
  stateVersion: data.stateVersion,
  ...(data.code === undefined ? {} : { code: data.code }),
});
