import type { InputIssue, Label } from '@rahyar/domain';
import type { OpenWord } from './open-word.ts';

/** Whether the partner carried out what was asked. After `unknown`, send the same again with the same key, or wait for its event. */
export type PartnerOutcome = 'not_applied' | 'applied' | 'unknown';

/** What a person may do about an unfinished earlier draft that stands in the way. */
export const CONFLICT_REMEDIES = ['finalise', 'cancel'] as const;
export type ConflictRemedy = (typeof CONFLICT_REMEDIES)[number];

/** In which respect an answer broke the contract. */
export type ContractBreach = 'status' | 'redirect' | 'contentType' | 'encoding' | 'size' | 'json' | 'schema';

/** What an error is about, by kind. */
export type PartnerErrorDetail<Code extends string = string> =
  | {
      readonly kind:
        | 'circuit_open'
        | 'bulkhead_full'
        | 'unauthenticated'
        | 'forbidden'
        | 'not_found'
        | 'precondition_failed'
        | 'rate_limited'
        | 'unavailable'
        | 'network'
        | 'attempt_timeout'
        | 'deadline_exceeded'
        | 'cancelled'
        | 'signature_invalid'
        | 'store_unavailable';
    }
  | { readonly kind: 'invalid_request'; readonly issues: readonly InputIssue[] }
  | {
      readonly kind: 'conflict';
      readonly code?: OpenWord<Code>;
      /** The partner's own opaque id of what stands in the way, such as an unfinalised promissory draft. */
      readonly conflictingId?: string;
      readonly remedies: readonly OpenWord<ConflictRemedy>[];
    }
  | {
      readonly kind: 'rejected';
      readonly code: OpenWord<Code>;
      /** Where the partner found the request wrong: names of fields of the contract, and positions. */
      readonly issues?: readonly InputIssue[];
    }
  /** `expired`: the partner may have forgotten the key, so that a repeat could have a second effect; it was not sent. */
  | { readonly kind: 'idempotency'; readonly reason: 'key_required' | 'reused' | 'in_progress' | 'expired' }
  | { readonly kind: 'contract_violation'; readonly what: ContractBreach; readonly pointers: readonly string[] };

/**
 * Why a partner did not do, or cannot be known to have done, what was asked.
 * A closed union on `kind`; {@link PARTNER_ERROR_TERMS} says of each what to do. It is plain data: it never holds a request, a response,
 * an address, a header or any text that a partner wrote, apart from reason codes and opaque ids of a checked form.
 * `retryable` means that the very same call, with the same key, may succeed later; `retryAfterMs` is the least wait the partner asked for.
 */
export type PartnerError<Code extends string = string> = PartnerErrorDetail<Code> & {
  readonly outcome: PartnerOutcome;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  /** Which call it was; absent where the error was made outside one. */
  readonly call?: CallTrace;
};

/** A call as an error and a log may tell of it. */
export type CallTrace = {
  /** The id of the operation: `bank.loans.create`. */
  readonly operation: string;
  readonly partner: string;
  /** What came of each attempt, in order. */
  readonly attempts: readonly { readonly kind: PartnerErrorKind; readonly tookMs: number }[];
  /** The id that both sides log one attempt under: the last one. */
  readonly requestId?: string;
  /** The trace id of W3C Trace Context: 32 hexadecimal digits. */
  readonly traceId?: string;
  /** The key to repeat or reconcile a command with. */
  readonly idempotencyKey?: string;
};

export type PartnerErrorKind = PartnerError['kind'];

/** Retry? `no`: a person or a program must change something first. `later`: the same call may pass. `signIn`: with new credentials. */
export type RetryAdvice = 'no' | 'later' | 'signIn';

type ErrorTerm = Label & { readonly retry: RetryAdvice; readonly outcome: PartnerOutcome };

/** Every kind: its name for people, whether to try again, and what is known of the effect of a command that ended so. */
export const PARTNER_ERROR_TERMS = {
  invalid_request: {
    fa: 'درخواست درست نیست و فرستاده نشد',
    en: 'the request is not valid and was not sent',
    retry: 'no',
    outcome: 'not_applied',
  },
  circuit_open: {
    fa: 'ارتباط با سازمان برای مدتی بسته است',
    en: 'calls to the partner are paused',
    retry: 'later',
    outcome: 'not_applied',
  },
  bulkhead_full: { fa: 'شمار درخواست‌های هم‌زمان پر است', en: 'too many calls at once', retry: 'later', outcome: 'not_applied' },
  unauthenticated: { fa: 'هویت فراخواننده پذیرفته نشد', en: 'the caller is not authenticated', retry: 'signIn', outcome: 'not_applied' },
  forbidden: { fa: 'اجازهٔ این کار داده نشده است', en: 'the caller may not do this', retry: 'no', outcome: 'not_applied' },
  not_found: { fa: 'چنین چیزی نزد سازمان نیست', en: 'the partner knows no such thing', retry: 'no', outcome: 'not_applied' },
  conflict: { fa: 'با وضع کنونی نزد سازمان نمی‌خواند', en: 'it conflicts with what the partner holds', retry: 'no', outcome: 'not_applied' },
  precondition_failed: {
    fa: 'وضع آن در این میان تغییر کرده است',
    en: 'it has changed in the meantime',
    retry: 'no',
    outcome: 'not_applied',
  },
  rejected: { fa: 'سازمان درخواست را نپذیرفت', en: 'the partner rejected the request', retry: 'no', outcome: 'not_applied' },
  idempotency: { fa: 'کلید یکتای درخواست پذیرفته نشد', en: 'the idempotency key was not accepted', retry: 'no', outcome: 'not_applied' },
  rate_limited: { fa: 'شمار درخواست‌ها بیش از اندازه است', en: 'too many requests', retry: 'later', outcome: 'not_applied' },
  unavailable: { fa: 'سازمان اکنون در دسترس نیست', en: 'the partner is unavailable', retry: 'later', outcome: 'unknown' },
  network: { fa: 'ارتباط شبکه برقرار نماند', en: 'the network failed', retry: 'later', outcome: 'unknown' },
  attempt_timeout: { fa: 'پاسخ به‌هنگام نرسید', en: 'no answer came in time', retry: 'later', outcome: 'unknown' },
  deadline_exceeded: { fa: 'مهلت همهٔ تلاش‌ها گذشت', en: 'the deadline for all attempts has passed', retry: 'later', outcome: 'unknown' },
  cancelled: { fa: 'فراخواننده درخواست را لغو کرد', en: 'the caller cancelled', retry: 'no', outcome: 'unknown' },
  contract_violation: { fa: 'پاسخ سازمان با قرارداد نمی‌خواند', en: 'the answer breaks the contract', retry: 'no', outcome: 'unknown' },
  signature_invalid: {
    fa: 'سازمان امضای درخواست را درست ندانست',
    en: 'the partner found the signature of the request not valid',
    retry: 'no',
    outcome: 'not_applied',
  },
  store_unavailable: {
    fa: 'کلید درخواست ثبت نشد و چیزی فرستاده نشد',
    en: 'the key could not be recorded and nothing was sent',
    retry: 'later',
    outcome: 'not_applied',
  },
} as const satisfies Record<PartnerErrorKind, ErrorTerm>;

/**
 * Makes a partner error with the outcome and the advice of its kind.
 * `known.outcome` says more than the kind does: a reading call applies nothing, a call cancelled before it was sent neither.
 */
export function partnerError(
  detail: PartnerErrorDetail,
  known: { readonly outcome?: PartnerOutcome; readonly retryAfterMs?: number } = {},
): PartnerError {
  const term = PARTNER_ERROR_TERMS[detail.kind];
  const inProgress = detail.kind === 'idempotency' && detail.reason === 'in_progress';
  const isOpen = inProgress || (detail.kind === 'idempotency' && detail.reason === 'expired');
  return Object.freeze({
    ...detail,
    outcome: known.outcome ?? (isOpen ? 'unknown' : term.outcome),
    retryable: inProgress || term.retry === 'later',
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  });
}
