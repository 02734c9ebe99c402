/// <reference lib="dom" />
import { toBase64 } from './base64.ts';

/** The value of `Content-Digest` (RFC 9530) for the bytes of a body; a request without a body has the digest of no bytes. */
export async function contentDigest(body: Uint8Array | undefined): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(body ?? []));
  return `sha-256=:${toBase64(new Uint8Array(digest))}:`;
}
