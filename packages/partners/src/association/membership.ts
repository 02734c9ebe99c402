import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { act, create, read, search } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import {
  choiceOf,
  DivisionV1,
  DocumentV1,
  IdentityCodeV1,
  MobileV1,
  openWordOf,
  PersonName,
  StaffRef,
  SubjectRef,
} from '../contract/wire.ts';

/** The paths of the membership menu: a person, a child through the guardian's account, an organisation, a permitted foreign national. */
export const APPLICANT_KINDS = ['natural', 'under_eighteen', 'legal', 'foreign_natural'] as const;

/** From an application to its outcome. It is a draft until its documents are handed in; one that was sent back is handed in again. */
export const MEMBERSHIP_MACHINE = stateMachine({
  states: {
    draft: { fa: 'آغازشده', en: 'started' },
    submitted: { fa: 'ثبت‌شده', en: 'submitted' },
    identity_pending: { fa: 'در انتظار احراز هویت', en: 'identity pending' },
    needs_documents: { fa: 'نیازمند تکمیل مدارک', en: 'documents need completion' },
    under_review: { fa: 'در بررسی نهایی', en: 'in final review' },
    accepted: { fa: 'پذیرفته‌شده', en: 'accepted' },
    rejected: { fa: 'ردشده', en: 'rejected' },
    withdrawn: { fa: 'پس‌گرفته‌شده', en: 'withdrawn' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'draft',
  transitions: [
    { action: 'submit_documents', from: ['draft', 'needs_documents'], to: 'submitted', by: 'caller' },
    {
      action: 'withdraw',
      from: ['draft', 'submitted', 'identity_pending', 'needs_documents', 'under_review'],
      to: 'withdrawn',
      by: 'caller',
    },
    { action: 'check_identity', from: ['submitted'], to: 'identity_pending', by: 'partner' },
    { action: 'confirm_identity', from: ['identity_pending'], to: 'under_review', by: 'partner' },
    { action: 'ask_for_documents', from: ['identity_pending', 'under_review'], to: 'needs_documents', by: 'partner' },
    { action: 'accept', from: ['under_review'], to: 'accepted', by: 'partner' },
    { action: 'reject', from: ['identity_pending', 'under_review'], to: 'rejected', by: 'partner' },
    { action: 'expire', from: ['draft', 'identity_pending', 'needs_documents'], to: 'expired', by: 'time' },
  ],
});

export const membershipApplication = resource({
  name: 'membershipApplication',
  title: { fa: 'درخواست عضویت', en: 'membership application' },
  prefix: 'mba',
  path: '/v1/membership-applications',
  machine: MEMBERSHIP_MACHINE,
  event: 'association.membership_application.state_changed',
  fields: {
    memberId: SubjectRef,
    kind: openWordOf(APPLICANT_KINDS),
    nationalId: IdentityCodeV1,
    mobile: MobileV1,
    name: PersonName.optional(),
    guardianId: SubjectRef.optional(),
    residence: DivisionV1.optional(),
    introducerRahyarId: StaffRef.optional(),
    documents: z.array(DocumentV1).max(20),
  },
  example: {
    memberId: 'member-1',
    kind: 'natural',
    nationalId: '0499370899',
    mobile: '+989120000001',
    introducerRahyarId: 'rahyar-1',
    documents: [],
  },
});

/** Membership of the supporters' association: applying, and following the application. Base membership of Em-Resalat comes before it. */
export const membership = capability({
  id: 'association.membership',
  title: { fa: 'عضویت', en: 'Membership' },
  processes: ['membership'],
  resources: [membershipApplication],
  operations: {
    apply: create(membershipApplication, {
      summary: { fa: 'آغاز درخواست عضویت', en: 'Begin a membership application' },
      body: {
        memberId: SubjectRef,
        kind: choiceOf(APPLICANT_KINDS),
        nationalId: IdentityCodeV1,
        mobile: MobileV1,
        name: PersonName.optional(),
        guardianId: SubjectRef.optional(),
        residence: DivisionV1.optional(),
        introducerRahyarId: StaffRef.optional(),
      },
      example: { memberId: 'member-1', kind: 'natural', nationalId: '0499370899', mobile: '+989120000001', introducerRahyarId: 'rahyar-1' },
      rejections: ['MOBILE_NOT_OWN', 'GUARDIAN_REQUIRED'],
      conflicts: ['DUPLICATE_APPLICATION', 'ALREADY_MEMBER'],
      remedies: { DUPLICATE_APPLICATION: { finalise: 'submit_documents', cancel: 'withdraw' } },
    }),
    submitDocuments: act(membershipApplication, 'submit_documents', {
      summary: { fa: 'فرستادن مدارک', en: 'Hand in the documents' },
      body: { documents: z.array(DocumentV1).min(1).max(20) },
      example: { documents: [{ kind: 'national_card', sha256: 'a'.repeat(64) }] },
      rejections: ['DOCUMENTS_INCOMPLETE', 'DOCUMENT_UNREADABLE', 'IDENTITY_NOT_VERIFIED'],
    }),
    get: read(membershipApplication, { summary: { fa: 'یک درخواست عضویت', en: 'One membership application' } }),
    search: search(membershipApplication, {
      summary: { fa: 'درخواست‌های عضویت یک شخص', en: 'The membership applications of a person' },
      by: { nationalId: IdentityCodeV1.optional(), memberId: SubjectRef.optional() },
      example: { nationalId: '0499370899' },
    }),
    withdraw: act(membershipApplication, 'withdraw', {
      summary: { fa: 'پس گرفتن درخواست عضویت', en: 'Withdraw a membership application' },
    }),
  },
});
