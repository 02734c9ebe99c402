/// <reference lib="dom" />
import * as z from 'zod';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const Ms = z.int().min(1).max(120_000);

/**
 * How a client goes about its calls. Required is `baseUrl` alone: `https:`, or `http:` on this machine only; without user, query or
 * fragment.
 */
export const HttpSettings = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/, error: 'value.format' }).refine(isUsableAddress, 'value.format'),
  /** How long one attempt may take, from its credentials to the last byte read; the operation's own time if absent. */
  attemptTimeoutMs: Ms.optional(),
  /** How long a call may take, its waiting included; the operation's own time if absent. */
  totalTimeoutMs: Ms.optional(),
  /** The most attempts of one call. */
  attempts: z.int().min(1).max(10).default(4),
  /** The most attempts in flight at once. */
  concurrentAttempts: z.int().min(1).max(1_000).default(32),
  /** The most calls that may wait for their turn beyond those. */
  waitingAttempts: z.int().min(0).max(10_000).default(256),
  /** How long the partner remembers a key, by its discovery document: a day at least. Older commands are not repeated. */
  keyRetentionHours: z.int().min(1).max(8_760).default(24),
});
export type HttpSettings = z.input<typeof HttpSettings>;

function isUsableAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isGuarded = protocol === 'https:' || LOOPBACK.includes(hostname);
  return isGuarded && [username, password, search, hash].every((part) => part === '');
}
