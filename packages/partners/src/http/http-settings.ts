/// <reference lib="dom" />
import * as z from 'zod';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `baseUrl`: `https:`, or `http:` on this machine only; without user, query or fragment.
 * `attemptTimeoutMs`: how long one attempt may take, from the first byte sent to the last byte read; 1 to 120,000.
 */
export const HttpSettings = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/, error: 'value.format' }).refine(isUsableAddress, 'value.format'),
  attemptTimeoutMs: z.int().min(1).max(120_000),
});
export interface HttpSettings extends z.infer<typeof HttpSettings> {}

function isUsableAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isGuarded = protocol === 'https:' || LOOPBACK.includes(hostname);
  return isGuarded && [username, password, search, hash].every((part) => part === '');
}
