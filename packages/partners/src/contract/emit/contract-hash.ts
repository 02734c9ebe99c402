/// <reference lib="dom" />
import type { PartnerContract } from '../capability.ts';
import { canonicalText } from './json.ts';
import { openApiOf } from './open-api.ts';

/** SHA-256 of a partner's published contract as 64 hexadecimal digits: what its discovery document carries. */
export async function contractHash(contract: PartnerContract, options: { readonly version: string }): Promise<string> {
  const text = canonicalText(openApiOf(contract, options));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
