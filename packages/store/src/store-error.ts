import type { InputIssue, Label } from '@rahyar/domain';

/**
 * Why the store did not do what was asked: a closed union on `kind`; {@link STORE_ERROR_TERMS} says of each whether to try again.
 * After any error nothing of the call has been done, but for `unavailable`: there it may have been. Every call may be repeated unchanged,
 * since a repeated one has no second effect. An error holds no value of what was given and no text of the database.
 */
export type StoreError =
  | { readonly kind: 'conflict'; readonly what: keyof typeof CONFLICT_LABELS }
  | { readonly kind: 'notFound'; readonly what: 'referral' | 'followUp' }
  | { readonly kind: 'invalid'; readonly what: InvalidInput; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'unavailable'; readonly why: keyof typeof UNAVAILABLE_TERMS }
  /** The database, or what was read from it, is damaged. Nothing more is written. */
  | { readonly kind: 'corrupt' };

export type InvalidInput =
  | 'event'
  | 'referral'
  | 'followUp'
  | 'change'
  | 'handOver'
  | 'message'
  | 'settlement'
  | 'plan'
  | 'planRow'
  | 'announcement'
  | 'day'
  | 'terms'
  | 'afterSequence'
  | 'limit';

export const CONFLICT_LABELS = {
  eventContent: { fa: 'رویداد با همین شناسه محتوای دیگری دارد', en: 'an event with this id has other content' },
  referralNotNew: { fa: 'ارجاع نخست باید ساخته شود', en: 'a referral is saved first as created' },
  referralContent: { fa: 'جز وضعیت، چیزی از ارجاع دگرگون نمی‌شود', en: 'only the state of a referral may change' },
  referralState: { fa: 'وضعیت ارجاع به عقب برنمی‌گردد', en: 'the state of a referral does not go back' },
  idempotencyKey: { fa: 'این کلید از آنِ ارجاع دیگری است', en: 'the key belongs to another referral' },
  planContent: { fa: 'برنامه با همین شناسه محتوای دیگری دارد', en: 'a plan with this id has other content' },
  planOrder: { fa: 'برنامهٔ روزی دیرتر در کار است', en: 'the plan of a later day is in force' },
  key: { fa: 'این کلید برای کار دیگری به کار رفته است', en: 'the key was used for something else' },
  announcementContent: { fa: 'اعلام با همین شناسه محتوای دیگری دارد', en: 'an announcement with this id has other content' },
} as const satisfies Record<string, Label>;

/** Retry? `no`: something must change first. `again`: repeat the call. `reopen`: open the store again, then repeat the call. */
export type StoreRetryAdvice = 'no' | 'again' | 'reopen';
type RetryTerm = Label & { readonly retry: StoreRetryAdvice };

/** Why a store does not answer. */
export const UNAVAILABLE_TERMS = {
  busy: { fa: 'دیگری آن را در دست دارد', en: 'others hold it', retry: 'again' },
  lost: { fa: 'پیوند با پایگاه داده برید', en: 'the connection was lost', retry: 'again' },
  full: { fa: 'جای ذخیره پر است', en: 'there is no space left', retry: 'again' },
  refused: { fa: 'پایگاه داده راه نداد', en: 'the database refused the sign-in, or does not know the name', retry: 'no' },
  denied: { fa: 'اجازهٔ نوشتن یا خواندن نیست', en: 'there is no permission to read or write', retry: 'no' },
  newer: { fa: 'نسخهٔ تازه‌تری آن را نوشته است', en: 'a newer version wrote it', retry: 'no' },
  foreign: { fa: 'پرونده از آنِ این برنامه نیست', en: 'it was not written by this store', retry: 'no' },
  outdated: { fa: 'نسخهٔ پایگاه داده امن نیست', en: 'this version of the database has a fault that loses data', retry: 'no' },
  noDriver: { fa: 'رابط پایگاه داده نصب نیست', en: 'the driver of the database is not installed', retry: 'no' },
  exists: { fa: 'پرونده‌ای با این نام هست', en: 'there is a file of that name', retry: 'no' },
  failed: { fa: 'خطای دیگری رخ داد', en: 'it failed in another way', retry: 'reopen' },
  closed: { fa: 'بسته شده است', en: 'it was closed', retry: 'reopen' },
} as const satisfies Record<string, RetryTerm>;

export type StoreErrorKind = StoreError['kind'];

/** Every kind: its name for people, and whether to try again; of `unavailable`, {@link UNAVAILABLE_TERMS} says more. */
export const STORE_ERROR_TERMS = {
  conflict: { fa: 'با آنچه ذخیره شده است نمی‌خواند', en: 'it contradicts what is stored', retry: 'no' },
  notFound: { fa: 'ذخیره نشده است', en: 'it is not stored', retry: 'no' },
  invalid: { fa: 'داده درست نیست و ذخیره نشد', en: 'the data are not valid and were not stored', retry: 'no' },
  unavailable: { fa: 'حافظه در دسترس نیست', en: 'the store is unavailable', retry: 'again' },
  corrupt: { fa: 'دادهٔ ذخیره‌شده آسیب دیده است', en: 'the stored data are damaged', retry: 'no' },
} as const satisfies Record<StoreErrorKind, RetryTerm>;
