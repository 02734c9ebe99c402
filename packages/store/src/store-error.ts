import type { InputIssue, Label } from '@rahyar/domain';

/**
 * Why the store did not do what was asked: a closed union on `kind`; {@link STORE_ERROR_TERMS} says of each whether to try again.
 * After any error nothing of the call has been done, but for `unavailable`: there it may have been. Every call may be repeated unchanged,
 * since a repeated one has no second effect. An error holds no value of what was given.
 */
export type StoreError =
  | {
      readonly kind: 'conflict';
      /**
       * `eventContent`: an event id is known with other content. `referralNotNew`: a referral is saved for the first time and is not
       * `created`. `referralContent`: more than the state differs. `referralState`: the state would move back. `idempotencyKey`: the key
       * belongs to another referral. `planContent`: a plan id is known with other content. `planOrder`: a later day's plan is current.
       */
      readonly what:
        | 'eventContent'
        | 'referralNotNew'
        | 'referralContent'
        | 'referralState'
        | 'idempotencyKey'
        | 'planContent'
        | 'planOrder';
    }
  | { readonly kind: 'notFound'; readonly what: 'referral' }
  | {
      readonly kind: 'invalid';
      readonly what: 'event' | 'referral' | 'followUp' | 'plan' | 'afterSequence' | 'limit';
      readonly issues: readonly InputIssue[];
    }
  | {
      readonly kind: 'unavailable';
      /** `locked`: another process has it open. `full`, `denied`: the disk says so. `failed`: any other failure. `closed`: open it again. */
      readonly why: 'locked' | 'full' | 'denied' | 'failed' | 'closed';
    }
  | {
      readonly kind: 'corrupt';
      readonly what: 'log' | 'plan' /** The first bad line of the log, counted from 1. */;
      readonly line?: number;
    };

export type StoreErrorKind = StoreError['kind'];

/** Retry? `no`: something must change first. `reopen`: open the store again, then repeat the call unchanged. */
export type StoreRetryAdvice = 'no' | 'reopen';

/** Every kind: its name for people, and whether to try again. */
export const STORE_ERROR_TERMS = {
  conflict: { fa: 'با آنچه ذخیره شده است نمی‌خواند', en: 'it contradicts what is stored', retry: 'no' },
  notFound: { fa: 'ذخیره نشده است', en: 'it is not stored', retry: 'no' },
  invalid: { fa: 'داده درست نیست و ذخیره نشد', en: 'the data are not valid and were not stored', retry: 'no' },
  unavailable: { fa: 'حافظه در دسترس نیست', en: 'the store is unavailable', retry: 'reopen' },
  corrupt: { fa: 'دادهٔ ذخیره‌شده آسیب دیده است', en: 'the stored data are damaged', retry: 'no' },
} as const satisfies Record<StoreErrorKind, Label & { readonly retry: StoreRetryAdvice }>;
