import { type InputError, Instant, parseWith, ReferralId } from '@rahyar/domain';
import type { Result } from 'neverthrow';
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

/** An event of a type that this version does not know: kept, so that it can be counted and acknowledged, and not acted on. */
export type UnrecognizedPartnerEvent = {
  readonly kind: 'unrecognized';
  readonly id: string;
  readonly at: Instant;
  readonly type: UnknownWord;
};

export type PartnerEvent = ReferralStateChanged | UnrecognizedPartnerEvent;

/** Parses one event from the wire. Words and types that are newer than this version are kept and marked; a broken shape is an error. */
export function parsePartnerEvent(input: unknown): Result<PartnerEvent, InputError> {
  return parseWith(Envelope, input).andThen((envelope) => {
    const type = openWord(PARTNER_EVENT_TYPES, envelope.type);
    return isKnown(PARTNER_EVENT_TYPES, type)
      ? parseWith(PartnerEventV1, input).map(stateChanged)
      : parseWith(Envelope, input).map(({ id, timestamp }): PartnerEvent => ({ kind: 'unrecognized', id, at: timestamp, type }));
  });
}

const stateChanged = ({ id, timestamp, data }: PartnerEventV1): PartnerEvent => ({
  kind: 'referralStateChanged',
  id,
  at: timestamp,
  referralId: data.referralId,
  state: openWord(PARTNER_STATES, data.state),
  stateVersion: data.stateVersion,
  ...(data.code === undefined ? {} : { code: data.code }),
});
