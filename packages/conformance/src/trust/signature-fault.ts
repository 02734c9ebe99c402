/// <reference lib="dom" />
import type { Label } from '@rahyar/domain';
import type { PrivateJwk, SigningKey, SigningTerms } from './sign-request.ts';

export type SignatureFault =
  | 'unsigned'
  | 'forged'
  | 'stale'
  | 'fromFuture'
  | 'otherBody'
  | 'bodyUncovered'
  | 'otherAddress'
  | 'otherKey'
  | 'otherTag';

type Making = {
  readonly nowSeconds: number;
  readonly key: SigningKey;
  readonly forgedKey: PrivateJwk;
  readonly idempotencyKey: string;
  readonly targetUri: string;
};

/** How far outside the 60 seconds of the contract a wrong moment lies, clock differences included. */
const FAR_SECONDS = 900;

/** Each way to sign wrongly, with the sentence of its requirement. */
export const FAULTS: Readonly<
  Record<SignatureFault, { readonly text: Label; readonly make: (making: Making) => 'none' | Partial<SigningTerms> }>
> = {
  unsigned: { text: { fa: 'فرمانِ بی‌امضا پاسخ ۴۰۱ می‌گیرد.', en: 'A command without a signature is answered 401.' }, make: () => 'none' },
  forged: {
    text: {
      fa: 'امضای با کلیدی دیگر، به نام همان کلید، پاسخ ۴۰۱ می‌گیرد.',
      en: 'A signature by another key under the same name is answered 401.',
    },
    make: ({ key, forgedKey }) => ({ key: { id: key.id, privateJwk: forgedKey } }),
  },
  stale: {
    text: { fa: 'امضای کهنه پاسخ ۴۰۱ می‌گیرد.', en: 'A stale signature is answered 401.' },
    make: ({ nowSeconds }) => ({ createdSeconds: nowSeconds - FAR_SECONDS }),
  },
  fromFuture: {
    text: { fa: 'امضای آینده پاسخ ۴۰۱ می‌گیرد.', en: 'A signature from the future is answered 401.' },
    make: ({ nowSeconds }) => ({ createdSeconds: nowSeconds + FAR_SECONDS }),
  },
  otherBody: {
    text: { fa: 'امضای متنی دیگر پاسخ ۴۰۱ می‌گیرد.', en: 'A signature of another body is answered 401.' },
    make: () => ({ digestOf: new TextEncoder().encode('{"another":true}') }),
  },
  bodyUncovered: {
    text: { fa: 'امضایی که متن را در بر ندارد پاسخ ۴۰۱ می‌گیرد.', en: 'A signature that does not cover the body is answered 401.' },
    make: () => ({ leavesOut: ['content-digest'] }),
  },
  otherAddress: {
    text: { fa: 'امضای نشانی‌ای دیگر پاسخ ۴۰۱ می‌گیرد.', en: 'A signature of another address is answered 401.' },
    make: ({ targetUri }) => ({ targetUri: `${targetUri}/v1/another` }),
  },
  otherKey: {
    text: { fa: 'امضای Idempotency-Key دیگر پاسخ ۴۰۱ می‌گیرد.', en: 'A signature of another Idempotency-Key is answered 401.' },
    make: ({ idempotencyKey }) => ({ idempotencyKey: idempotencyKey.replace(/^"/, '"other-') }),
  },
  otherTag: {
    text: { fa: 'امضای با برچسبی دیگر پاسخ ۴۰۱ می‌گیرد.', en: 'A signature for another purpose (tag) is answered 401.' },
    make: () => ({ tag: 'another-purpose' }),
  },
};
