import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, amend, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, MomentV1, Note, openWordOf, StaffRef, SubjectRef } from '../contract/wire.ts';
import { PartnerMadeId } from '../wire-text.ts';

/** An open matter until its outcome. A resolved one may be reopened; what is closed stays so, and a new matter names the same thing. */
export const FOLLOW_UP_MACHINE = stateMachine({
  states: {
    open: { fa: 'باز', en: 'open' },
    acknowledged: { fa: 'دریافت‌شده', en: 'acknowledged' },
    waiting_partner: { fa: 'در انتظار سازمان', en: 'waiting for the partner' },
    waiting_member: { fa: 'در انتظار عضو', en: 'waiting for the member' },
    resolved: { fa: 'به نتیجه رسیده', en: 'resolved' },
    reopened: { fa: 'بازگشوده', en: 'reopened' },
    closed: { fa: 'بسته', en: 'closed' },
  },
  initial: 'open',
  transitions: [
    {
      action: 'close',
      from: ['open', 'acknowledged', 'waiting_partner', 'waiting_member', 'resolved', 'reopened'],
      to: 'closed',
      by: 'caller',
    },
    { action: 'reopen', from: ['resolved'], to: 'reopened', by: 'caller' },
    { action: 'acknowledge', from: ['open', 'reopened'], to: 'acknowledged', by: 'partner' },
    { action: 'take_up', from: ['acknowledged', 'waiting_member'], to: 'waiting_partner', by: 'partner' },
    { action: 'ask_member', from: ['acknowledged', 'waiting_partner'], to: 'waiting_member', by: 'partner' },
    { action: 'resolve', from: ['acknowledged', 'waiting_partner', 'waiting_member'], to: 'resolved', by: 'partner' },
    { action: 'lapse', from: ['resolved'], to: 'closed', by: 'time' },
  ],
});

/** What the matter is about: a loan, a parcel, a referral, by the id of the partner. */
const AnyThingId = marked('none', PartnerMadeId);
export const FOLLOW_UP_TOPICS = ['delay', 'rejection', 'correction', 'complaint', 'question', 'other'] as const;
const ReplyV1 = z.object({ by: StaffRef, text: Note, at: MomentV1 });

export const followUp = resource({
  name: 'followUp',
  title: { fa: 'پیگیری', en: 'follow-up' },
  prefix: 'fup',
  path: '/v1/follow-ups',
  machine: FOLLOW_UP_MACHINE,
  event: 'common.follow_up.state_changed',
  fields: {
    subjectRef: AnyThingId,
    memberId: SubjectRef,
    /** The rahyar who asks. */
    openedBy: StaffRef,
    /** The support officer at the partner who sees to it, once there is one. */
    supportOfficerId: StaffRef.optional(),
    topic: openWordOf(FOLLOW_UP_TOPICS),
    note: Note.optional(),
    dueAt: MomentV1.optional(),
    replies: z.array(ReplyV1).max(200),
  },
  example: {
    subjectRef: 'loan_01J9ZCK3V7',
    memberId: 'member-1',
    openedBy: 'rahyar-1',
    topic: 'delay',
    replies: [],
  },
});

/**
 * Following up a matter of a member at the partner: how a rahyar reaches the support officer there (L59), who follows the members' matters
 * inside the organisation.
 */
export const followUps = capability({
  id: 'common.followUps',
  title: { fa: 'پیگیری امور اعضا', en: "Following up members' matters" },
  processes: [],
  resources: [followUp],
  operations: {
    create: create(followUp, {
      summary: { fa: 'گشودن یک پیگیری', en: 'Open a follow-up' },
      body: {
        subjectRef: AnyThingId,
        memberId: SubjectRef,
        openedBy: StaffRef,
        topic: choiceOf(FOLLOW_UP_TOPICS),
        note: Note.optional(),
        dueAt: MomentV1.optional(),
      },
      example: {
        subjectRef: 'loan_01J9ZCK3V7',
        memberId: 'member-1',
        openedBy: 'rahyar-1',
        topic: 'delay',
        dueAt: '2026-12-01T12:00:00+03:30',
      },
      rejections: ['SUBJECT_NOT_FOUND', 'DUE_IN_PAST'],
    }),
    get: read(followUp, { summary: { fa: 'یک پیگیری', en: 'One follow-up' } }),
    list: list(followUp, {
      summary: { fa: 'پیگیری‌ها', en: 'Follow-ups' },
      filters: {
        memberId: SubjectRef.optional(),
        openedBy: StaffRef.optional(),
        supportOfficerId: StaffRef.optional(),
        subjectRef: AnyThingId.optional(),
        state: choiceOf(['open', 'acknowledged', 'waiting_partner', 'waiting_member', 'resolved', 'reopened', 'closed']).optional(),
      },
    }),
    reply: amend(followUp, 'replies', {
      summary: { fa: 'پاسخ در پیگیری', en: 'Reply in a follow-up' },
      body: ReplyV1.shape,
      example: { by: 'rahyar-1', text: 'مدرک خواسته‌شده بارگذاری شد.', at: '2026-11-29T09:30:00+03:30' },
      appendTo: 'replies',
      inStates: ['open', 'acknowledged', 'waiting_partner', 'waiting_member', 'reopened'],
    }),
    close: act(followUp, 'close', { summary: { fa: 'بستن پیگیری', en: 'Close a follow-up' } }),
    reopen: act(followUp, 'reopen', { summary: { fa: 'بازگشودن پیگیری', en: 'Reopen a follow-up' } }),
  },
});
