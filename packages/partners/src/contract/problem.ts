import type { Label } from '@rahyar/domain';
import * as z from 'zod';
import { PartnerMadeId, Word } from '../wire-text.ts';
import { marked } from './marks.ts';
import { CodeV1 } from './wire.ts';

type ProblemTerm = Label & { readonly status: number; readonly retryable: boolean };

/** The codes that every operation may answer with, whoever the partner is. `retryable`: the very same request may pass later. */
export const PROBLEMS = {
  MALFORMED_BODY: { status: 400, retryable: false, fa: 'متن درخواست JSON درست نیست', en: 'the body is not valid JSON' },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: 400,
    retryable: false,
    fa: 'کلید یکتای درخواست نیامده است',
    en: 'the idempotency key is missing or malformed',
  },
  UNAUTHENTICATED: { status: 401, retryable: false, fa: 'هویت فراخواننده پذیرفته نشد', en: 'the caller is not authenticated' },
  SIGNATURE_INVALID: { status: 401, retryable: false, fa: 'امضای درخواست درست نیست', en: 'the signature of the request is not valid' },
  FORBIDDEN: { status: 403, retryable: false, fa: 'فراخواننده اجازهٔ این کار را ندارد', en: 'the caller may not do this' },
  NOT_FOUND: { status: 404, retryable: false, fa: 'چنین چیزی نیست', en: 'there is no such thing' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    retryable: false,
    fa: 'این روش در این نشانی به کار نمی‌رود',
    en: 'the method is not used at this address',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    retryable: false,
    fa: 'پاسخ در قالب خواسته‌شده نیست',
    en: 'there is no answer in the form that was asked for',
  },
  IDEMPOTENCY_KEY_IN_PROGRESS: {
    status: 409,
    retryable: true,
    fa: 'درخواست نخست با این کلید هنوز در جریان است',
    en: 'the first request with this key is still being carried out',
  },
  INVALID_STATE_TRANSITION: {
    status: 409,
    retryable: false,
    fa: 'این گام در وضعیت کنونی روا نیست',
    en: 'the state does not allow this step',
  },
  STALE_VERSION: { status: 412, retryable: false, fa: 'در این میان تغییر کرده است', en: 'it has changed in the meantime' },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false, fa: 'متن درخواست بیش از اندازه بزرگ است', en: 'the body is too large' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    retryable: false,
    fa: 'قالب متن درخواست پذیرفته نیست',
    en: 'the form of the body is not accepted',
  },
  VALIDATION_FAILED: { status: 422, retryable: false, fa: 'محتوای درخواست درست نیست', en: 'the content of the request is not valid' },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    retryable: false,
    fa: 'این کلید برای درخواست دیگری به کار رفته است',
    en: 'the key was used for another request',
  },
  RATE_LIMITED: { status: 429, retryable: true, fa: 'شمار درخواست‌ها بیش از اندازه است', en: 'too many requests' },
  INTERNAL: { status: 500, retryable: true, fa: 'خطای درونی سازمان', en: 'an error inside the partner' },
  UNAVAILABLE: { status: 503, retryable: true, fa: 'سازمان اکنون در دسترس نیست', en: 'the partner is unavailable' },
  OUTSIDE_SERVICE_HOURS: { status: 503, retryable: true, fa: 'بیرون از ساعت کار سازمان', en: 'outside the service hours of the partner' },
} as const satisfies Record<string, ProblemTerm>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a code is one that every operation shares. */
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** The media type of a problem document. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A place in a request: a JSON pointer of names of schema fields and positions, never of a key that the caller made up. */
const Pointer = z.string().regex(/^(?:\/[A-Za-z0-9_]{1,60}){0,20}$/, 'value.format');
/** What is wrong there, in the words of `INPUT_ISSUE_LABELS`; a partner may have more. */
const IssueCode = z.string().regex(/^[a-z]{1,20}\.[A-Za-z]{1,40}$/, 'value.format');

/** A refusal on the wire (RFC 9457). It never repeats what was refused: only codes, pointers and opaque ids. */
export const ProblemV1 = z.object({
  type: marked('none', z.string().regex(/^urn:rahyar:problem:[A-Z][A-Z0-9_]{0,62}$/, 'value.format')),
  /** For people, in Persian, half-spaces included; programs read `code`. */
  title: marked('none', z.string().regex(/^(?:\P{C}|\u200C){1,200}$/u, 'value.format')),
  status: marked('none', z.int().min(400).max(599)),
  code: CodeV1,
  /** The `X-Request-Id` of the request, or one of the partner's own where it had none. */
  requestId: marked('none', z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'value.format')),
  /** Whether the very same request, with the same key, may pass later. */
  retryable: marked('none', z.boolean()),
  /** What is wrong with the request, for `VALIDATION_FAILED`. */
  errors: z
    .array(z.object({ pointer: marked('none', Pointer), code: marked('none', IssueCode) }))
    .max(100)
    .optional(),
  /** The opaque id of what stands in the way, such as an unfinished draft. */
  conflictingId: marked('none', PartnerMadeId).optional(),
  /** What may be done about it. */
  remedies: z.array(marked('none', Word)).max(10).optional(),
});
export interface ProblemV1 extends z.infer<typeof ProblemV1> {}
