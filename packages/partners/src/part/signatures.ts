import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, create, read, view } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, MomentV1, OneTimeUrl, openWordOf, Sha256, SubjectRef, Title } from '../contract/wire.ts';

/** How long a request to sign waits where the caller does not say: one day. */
export const SIGNATURE_VALID_MINUTES = 1_440;

const SIGNER_ROLES = ['issuer', 'guarantor', 'borrower', 'core_leader', 'witness'] as const;

/**
 * The statuses seen at a signature service map so: not signed yet is `created`, `notified` or `viewed` by how far the notice came; signed,
 * delivered, expired and rejected have their own names; "unknown" and "does not exist" are answers, not states. With several signers
 * `viewed` begins with the first one and `signed` with the last.
 */
export const SIGNATURE_MACHINE = stateMachine({
  states: {
    created: { fa: 'ایجادشده', en: 'created' },
    notified: { fa: 'اطلاع‌داده‌شده', en: 'notified' },
    viewed: { fa: 'دیده‌شده', en: 'viewed' },
    signed: { fa: 'امضاشده', en: 'signed' },
    delivered: { fa: 'تحویل‌شده', en: 'delivered' },
    rejected: { fa: 'ردشده', en: 'rejected' },
    expired: { fa: 'منقضی', en: 'expired' },
    cancelled: { fa: 'لغوشده', en: 'cancelled' },
  },
  initial: 'created',
  transitions: [
    { action: 'notify', from: ['created'], to: 'notified', by: 'partner' },
    { action: 'show', from: ['notified'], to: 'viewed', by: 'partner' },
    { action: 'accept_signature', from: ['viewed'], to: 'signed', by: 'partner' },
    { action: 'deliver', from: ['signed'], to: 'delivered', by: 'partner' },
    { action: 'reject', from: ['notified', 'viewed'], to: 'rejected', by: 'partner' },
    { action: 'cancel', from: ['created', 'notified', 'viewed'], to: 'cancelled', by: 'caller' },
    { action: 'expire', from: ['created', 'notified', 'viewed'], to: 'expired', by: 'time' },
  ],
});

const ValidForMinutes = marked('none', z.int().min(1).max(43_200));

export const signature = resource({
  name: 'signature',
  title: { fa: 'درخواست امضا', en: 'signature request' },
  prefix: 'sig',
  path: '/v1/signatures',
  machine: SIGNATURE_MACHINE,
  event: 'part.signature.state_changed',
  fields: {
    title: Title,
    documentSha256: Sha256,
    signers: z
      .array(z.object({ memberId: SubjectRef, role: openWordOf(SIGNER_ROLES), signedAt: MomentV1.optional() }))
      .min(1)
      .max(10),
    validForMinutes: ValidForMinutes,
  },
  example: {
    title: 'سفتهٔ الکترونیکی وام قرض‌الحسنه',
    documentSha256: 'd'.repeat(64),
    signers: [{ memberId: 'member-1', role: 'issuer' }],
    validForMinutes: SIGNATURE_VALID_MINUTES,
  },
});

/** Signing a document with the members' own certificates: contracts, promissory notes, the contract of a booth. */
export const signatures = capability({
  id: 'part.signatures',
  title: { fa: 'امضای دیجیتال', en: 'Digital signature' },
  processes: ['digitalSignature', 'promissoryNotePurchase'],
  resources: [signature],
  operations: {
    create: create(signature, {
      summary: {
        fa: 'درخواست امضای یک سند؛ اگر مهلت گفته نشود ۱۴۴۰ دقیقه است',
        en: 'Ask for signatures on a document; 1,440 minutes where no time is given',
      },
      body: {
        title: Title,
        /** Where the partner fetches the unsigned document, once; its bytes must have the digest. */
        documentUrl: OneTimeUrl,
        documentSha256: Sha256,
        signers: z
          .array(z.object({ memberId: SubjectRef, role: choiceOf(SIGNER_ROLES) }))
          .min(1)
          .max(10),
        validForMinutes: ValidForMinutes.optional(),
      },
      example: {
        title: 'سفتهٔ الکترونیکی وام قرض‌الحسنه',
        documentUrl: 'https://documents.example/one-time/8kTz1LwP',
        documentSha256: 'd'.repeat(64),
        signers: [{ memberId: 'member-1', role: 'issuer' }],
      },
      rejections: ['CERTIFICATE_MISSING', 'CERTIFICATE_EXPIRED', 'DOCUMENT_HASH_MISMATCH'],
    }),
    get: read(signature, { summary: { fa: 'یک درخواست امضا', en: 'One signature request' } }),
    cancel: act(signature, 'cancel', { summary: { fa: 'لغو درخواست امضا', en: 'Cancel a signature request' } }),
    download: view(signature, 'document', {
      summary: { fa: 'نشانی یک‌بارمصرف سند امضاشده', en: 'A one-time address of the signed document' },
      output: z.object({ url: OneTimeUrl, sha256: Sha256, expiresAt: MomentV1 }),
      answerExample: {
        url: 'https://documents.example/one-time/Zr4nB7yQ',
        sha256: 'e'.repeat(64),
        expiresAt: '2026-11-26T08:15:00Z',
      },
    }),
  },
});
