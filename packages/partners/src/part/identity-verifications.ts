import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import {
  Count,
  choiceOf,
  idOf,
  MomentV1,
  NationalIdV1,
  OneTimeUrl,
  openWordOf,
  PersonalDayV1,
  Sha256,
  SubjectRef,
} from '../contract/wire.ts';

/** What is taken of the person. */
export const CAPTURE_METHODS = ['live_video', 'live_image'] as const;
/** How sure the partner is. No raw score leaves it: the scales of such services differ and must not be compared. */
export const SCORE_BANDS = ['high', 'medium', 'low'] as const;

/**
 * A capture that fails is asked for again while attempts are left; what a machine cannot decide a person reviews. Why a capture failed is in
 * the timeline: `LIVENESS_FAILED`, `FACE_MISMATCH`.
 */
export const IDENTITY_VERIFICATION_MACHINE = stateMachine({
  states: {
    created: { fa: 'ایجادشده', en: 'created' },
    awaiting_capture: { fa: 'در انتظار تصویر', en: 'awaiting capture' },
    processing: { fa: 'در حال پردازش', en: 'processing' },
    manual_review: { fa: 'بررسی انسانی', en: 'manual review' },
    verified: { fa: 'تأییدشده', en: 'verified' },
    rejected: { fa: 'ردشده', en: 'rejected' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'created',
  transitions: [
    { action: 'open_capture', from: ['created'], to: 'awaiting_capture', by: 'partner' },
    { action: 'complete', from: ['awaiting_capture'], to: 'processing', by: 'caller' },
    { action: 'ask_again', from: ['processing'], to: 'awaiting_capture', by: 'partner' },
    { action: 'verify', from: ['processing', 'manual_review'], to: 'verified', by: 'partner' },
    { action: 'reject', from: ['processing', 'manual_review'], to: 'rejected', by: 'partner' },
    { action: 'refer_to_person', from: ['processing'], to: 'manual_review', by: 'partner' },
    { action: 'expire', from: ['created', 'awaiting_capture'], to: 'expired', by: 'time' },
  ],
});

/** Of the person, only the opaque id comes back: no number of a card and no picture is ever in an answer. */
export const identityVerification = resource({
  name: 'identityVerification',
  title: { fa: 'احراز هویت بیومتریک', en: 'biometric identity verification' },
  prefix: 'idv',
  path: '/v1/identity-verifications',
  machine: IDENTITY_VERIFICATION_MACHINE,
  event: 'part.identity_verification.state_changed',
  fields: {
    memberId: SubjectRef,
    method: openWordOf(CAPTURE_METHODS),
    consentId: idOf('cons'),
    attemptsLeft: Count,
    captureSha256: marked('biometric', Sha256).optional(),
    uploadUrl: OneTimeUrl.optional(),
    uploadExpiresAt: MomentV1.optional(),
    decision: openWordOf(['verified', 'rejected']).optional(),
    scoreBand: marked('biometric', openWordOf(SCORE_BANDS)).optional(),
  },
  example: {
    memberId: 'member-1',
    method: 'live_video',
    consentId: 'cons_01J9ZC2V4N',
    attemptsLeft: 3,
    uploadUrl: 'https://upload.example/one-time/5QmVq0Xr',
    uploadExpiresAt: '2026-11-26T08:15:00Z',
    decision: 'verified',
    scoreBand: 'high',
  },
});

/** Whether the living person before the camera is the one on the national card. Closed every night: see the summaries. */
export const identityVerifications = capability({
  id: 'part.identityVerifications',
  title: { fa: 'احراز هویت بیومتریک', en: 'Biometric identity verification' },
  processes: ['biometricVerification'],
  resources: [identityVerification],
  operations: {
    start: create(identityVerification, {
      summary: {
        fa: 'آغاز احراز هویت؛ از ساعت ۲۳ تا ۷ به وقت تهران بسته است و با OUTSIDE_SERVICE_HOURS و زمان بازگشایی پاسخ می‌دهد',
        en: 'Start a verification; from 23:00 to 07:00 in Tehran the service is closed and answers OUTSIDE_SERVICE_HOURS with Retry-After',
      },
      body: {
        memberId: SubjectRef,
        method: choiceOf(CAPTURE_METHODS),
        consentId: idOf('cons'),
        nationalId: NationalIdV1,
        birthDate: PersonalDayV1,
        cardSerial: marked('identifier', z.string().regex(/^[0-9A-Z]{9,10}$/, 'value.format')),
      },
      example: {
        memberId: 'member-1',
        method: 'live_video',
        consentId: 'cons_01J9ZC2V4N',
        nationalId: '0012345679',
        birthDate: '1990-03-21',
        cardSerial: '4G12345678',
      },
      rejections: ['CONSENT_REQUIRED', 'CONSENT_REVOKED', 'CARD_NOT_VALID'],
    }),
    createUpload: amend(identityVerification, 'uploads', {
      summary: {
        fa: 'گرفتن نشانی یک‌بارمصرف برای فرستادن تصویر؛ نشانی تازه جای پیشین را می‌گیرد',
        en: 'Get a one-time address for the capture; a new address takes the place of the one before',
      },
      body: { captureSha256: marked('biometric', Sha256) },
      example: { captureSha256: 'c'.repeat(64) },
      inStates: ['awaiting_capture'],
      rejections: ['ATTEMPTS_EXHAUSTED'],
    }),
    complete: act(identityVerification, 'complete', {
      summary: {
        fa: 'اعلام پایان فرستادن تصویر؛ از ساعت ۲۳ تا ۷ به وقت تهران بسته است',
        en: 'Say that the capture is uploaded; closed from 23:00 to 07:00 in Tehran',
      },
      rejections: ['CAPTURE_MISSING', 'DOCUMENT_UNREADABLE', 'ATTEMPTS_EXHAUSTED'],
    }),
    get: read(identityVerification, { summary: { fa: 'یک احراز هویت', en: 'One verification' } }),
  },
});
