import type { InputIssue, Instant, Label } from '@rahyar/domain';
import type { EpochDay } from '../epoch-day.ts';
import type { HolidayStatus } from '../public-holiday.ts';
import type { Action } from './action.ts';
import type { JourneyId } from './journey.ts';

/** Where a journey stands. Every state is an answer; none is an error. */
export type StepState =
  /** Nothing is in the way of the next step. */
  | { readonly state: 'ready' }
  | {
      readonly state: 'blocked';
      readonly missing: readonly { readonly prerequisite: JourneyId; readonly obtainedBy: JourneyId | undefined }[];
    }
  | { readonly state: 'invalid'; readonly issues: readonly InputIssue[] }
  /** An open matter, such as an earlier draft, stands in the way, and any of the remedies removes it. */
  | { readonly state: 'conflict'; readonly conflictingId: string | undefined; readonly remedies: readonly JourneyId[] }
  /** The service is closed at this hour. */
  | { readonly state: 'closed'; readonly opensAt: Instant }
  /** `dueBy` is the last day in time, for an answer, a signature or a payment. */
  | { readonly state: 'waiting'; readonly dueBy: EpochDay; readonly confidence: HolidayStatus }
  | { readonly state: 'overdue'; readonly dueBy: EpochDay }
  /** What was got holds no longer; it can be renewed. */
  | { readonly state: 'expired'; readonly validUntil: EpochDay }
  /** A deadline was missed, and what hung on it is gone. */
  | { readonly state: 'lost'; readonly dueBy: EpochDay }
  | { readonly state: 'done'; readonly validUntil: EpochDay | undefined; readonly leadsTo: JourneyId | undefined };

/** What in the journey a state speaks of. None for what is done or lacks a prerequisite. */
export type StepSubject = { readonly kind: 'step' | 'deadline' | 'trouble'; readonly id: JourneyId; readonly since: EpochDay | undefined };

/** The state, what it speaks of, and what is to be done next by whom and when, in order of importance. */
export type Step = StepState & { readonly about: StepSubject | undefined; readonly actions: readonly Action[] };

export const STEP_STATE_LABELS = {
  ready: { fa: 'آمادهٔ گام بعد', en: 'ready for the next step' },
  blocked: { fa: 'متوقف تا برداشتن مانع', en: 'blocked' },
  invalid: { fa: 'داده‌ها کامل یا درست نیست', en: 'the data are not complete or not right' },
  conflict: { fa: 'کار بازی در راه است', en: 'an open matter stands in the way' },
  closed: { fa: 'سامانه در این ساعت بسته است', en: 'the service is closed at this hour' },
  waiting: { fa: 'در انتظار', en: 'waiting' },
  overdue: { fa: 'از موعد گذشته', en: 'overdue' },
  expired: { fa: 'اعتبار به پایان رسیده', en: 'expired' },
  lost: { fa: 'از دست رفته', en: 'lost' },
  done: { fa: 'انجام‌شده', en: 'done' },
} as const satisfies Record<StepState['state'], Label>;
