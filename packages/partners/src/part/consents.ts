import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { act, create, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, MomentV1, openWordOf, SubjectRef } from '../contract/wire.ts';

/** What a member agrees to: each purpose is agreed to by name, none follows from another. */
export const CONSENT_PURPOSES = ['credit_assessment', 'identity_verification', 'account_data'] as const;

/** The member answers the partner, not the caller; a consent that was given can be taken back at any moment. */
export const CONSENT_MACHINE = stateMachine({
  states: {
    awaiting_member: { fa: 'در انتظار پاسخ عضو', en: 'awaiting the member' },
    granted: { fa: 'داده‌شده', en: 'granted' },
    declined: { fa: 'ردشده', en: 'declined' },
    revoked: { fa: 'پس‌گرفته‌شده', en: 'revoked' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'awaiting_member',
  transitions: [
    { action: 'grant', from: ['awaiting_member'], to: 'granted', by: 'partner' },
    { action: 'decline', from: ['awaiting_member'], to: 'declined', by: 'partner' },
    { action: 'revoke', from: ['awaiting_member', 'granted'], to: 'revoked', by: 'caller' },
    { action: 'expire', from: ['awaiting_member', 'granted'], to: 'expired', by: 'time' },
  ],
});

export const consent = resource({
  name: 'consent',
  title: { fa: 'رضایت', en: 'consent' },
  prefix: 'cons',
  path: '/v1/consents',
  machine: CONSENT_MACHINE,
  event: 'part.consent.state_changed',
  fields: {
    memberId: SubjectRef,
    purposes: z.array(openWordOf(CONSENT_PURPOSES)).min(1).max(10),
    validUntil: MomentV1,
    grantedAt: MomentV1.optional(),
  },
  example: {
    memberId: 'member-1',
    purposes: ['credit_assessment'],
    validUntil: '2026-12-26T20:30:00Z',
    grantedAt: '2026-11-26T06:05:00Z',
  },
});

/** A member's own leave to look at what others know of the member. */
export const consents = capability({
  id: 'part.consents',
  title: { fa: 'رضایت عضو', en: 'Consents' },
  processes: ['creditAssessment', 'biometricVerification'],
  resources: [consent],
  operations: {
    create: create(consent, {
      summary: { fa: 'درخواست رضایت از عضو', en: 'Ask a member for consent' },
      body: {
        memberId: SubjectRef,
        purposes: z.array(choiceOf(CONSENT_PURPOSES)).min(1).max(10),
        validUntil: MomentV1,
      },
      example: { memberId: 'member-1', purposes: ['credit_assessment'], validUntil: '2026-12-26T20:30:00Z' },
      rejections: ['MOBILE_NOT_IN_OWN_NAME', 'VALIDITY_TOO_LONG'],
    }),
    get: read(consent, { summary: { fa: 'یک رضایت', en: 'One consent' } }),
    revoke: act(consent, 'revoke', { summary: { fa: 'پس گرفتن رضایت', en: 'Take a consent back' } }),
  },
});
