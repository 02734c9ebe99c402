import * as z from 'zod';
import { RahyariActivity } from './activity.ts';
import { ReferralState } from './case.ts';
import { Channel } from './channel.ts';
import { IsoDate } from './civil-time.ts';
import { DivisionCode } from './identifiers/division-code.ts';
import { AffiliatedOrganizationId, EventId, ReferralId, StaffId, SubjectId } from './ids.ts';
import { ActivityKind, OrganizationRelation, Subject } from './subject.ts';

/** `on` is the civil day in Tehran on which the thing happened. Events of one subject are folded in the order they are given. */
const common = { id: EventId, subject: SubjectId, on: IsoDate };

/** What can happen to a subject. Facts only; an event never carries a tier or a decision. */
export const DomainEvent = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('subjectRegistered'), facts: Subject }),
  z.strictObject({ ...common, type: z.literal('membershipRequested') }),
  z.strictObject({ ...common, type: z.literal('membershipAccepted') }),
  z.strictObject({ ...common, type: z.literal('membershipRequestEnded'), how: z.enum(['rejected', 'withdrawn', 'abandoned']) }),
  z.strictObject({ ...common, type: z.literal('subjectLeft') }),
  z.strictObject({ ...common, type: z.literal('activityObserved'), activity: ActivityKind }),
  z.strictObject({ ...common, type: z.literal('obligationChanged'), open: z.boolean() }),
  z.strictObject({ ...common, type: z.literal('homeChanged'), home: DivisionCode.optional() }),
  z.strictObject({ ...common, type: z.literal('workChanged'), work: DivisionCode.optional() }),
  z.strictObject({ ...common, type: z.literal('relationStarted'), relation: OrganizationRelation }),
  z.strictObject({ ...common, type: z.literal('relationEnded'), organization: AffiliatedOrganizationId }),
  z.strictObject({ ...common, type: z.literal('socialLinkAccepted'), rahyar: StaffId }),
  z.strictObject({ ...common, type: z.literal('socialLinkEnded'), rahyar: StaffId }),
  z.strictObject({ ...common, type: z.literal('contactPreferenceChanged'), doNotContact: z.boolean() }),
  z.strictObject({
    ...common,
    type: z.literal('contactLogged'),
    rahyar: StaffId,
    channel: Channel,
    activity: RahyariActivity,
    answered: z.boolean(),
  }),
  z.strictObject({ ...common, type: z.literal('referralProgressed'), referral: ReferralId, state: ReferralState }),
]);
export type DomainEvent = z.infer<typeof DomainEvent>;
