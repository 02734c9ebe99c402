/// <reference lib="dom" />
import type { Result } from 'neverthrow';

/** Who the caller is, as the partner's sign-in knows it. */
export type Credentials = {
  /**
   * The whole value of the `Authorization` header, such as `Bearer …`. `unavailable` when it cannot be had now, `refused` when the partner
   * does not know the caller.
   */
  readonly authorization: (options: { readonly signal: AbortSignal }) => Promise<Result<string, 'unavailable' | 'refused'>>;
  /** Drops this value if it is still the one remembered, since the partner answered 401 to it; a newer one stays. */
  readonly forget: (authorization: string) => void;
};

/** One attempt as it leaves: the bytes of the body are those that are sent. */
export type UnsignedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
};

/** Signs one attempt of a command; returns the headers to send, those given among them. Rejects only for a fault of ours, such as a bad key. */
export type RequestSigner = {
  readonly sign: (request: UnsignedRequest, nowMs: number) => Promise<Headers>;
};
