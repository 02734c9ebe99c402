import { ReferralPartner } from '@rahyar/domain';
import * as z from 'zod';
import { marked } from './marks.ts';

/** Where a partner says what it offers, for anybody to read without signing in. */
export const DISCOVERY_PATH = '/.well-known/rahyar-partner';

/** How far a partner has come; each level holds the ones before it. */
export const CONFORMANCE_LEVELS = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type ConformanceLevel = (typeof CONFORMANCE_LEVELS)[number];

/** A key that the partner signs its webhooks with. The current one and the next one are both listed. */
export const WebhookKeyV1 = z.object({
  id: marked('none', z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'value.format')),
  alg: marked('none', z.enum(['ed25519'])),
  /** The 32 bytes of the public key, base64url without padding. */
  publicKey: marked('none', z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'value.format')),
});
export interface WebhookKeyV1 extends z.infer<typeof WebhookKeyV1> {}

/** What a partner says of itself at {@link DISCOVERY_PATH}. */
export const DiscoveryV1 = z.object({
  organization: marked('none', ReferralPartner),
  contract: z.object({
    version: marked('none', z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'value.format')),
    /** SHA-256 of the published contract that it was built from. */
    hash: marked('none', z.string().regex(/^[0-9a-f]{64}$/, 'value.format')),
  }),
  /** Ids of the capabilities that it offers: `bank.loans`. */
  capabilities: z.array(marked('none', z.string().regex(/^[a-zA-Z]{1,40}\.[a-zA-Z]{1,40}$/, 'value.format'))).max(100),
  levels: z.array(marked('none', z.enum(CONFORMANCE_LEVELS))).max(5),
  limits: z.object({
    /** The largest request body that it reads. */
    bodyBytes: marked('none', z.int().min(16_384).max(16_777_216)),
    /** The most items that it puts in one page. */
    pageLimit: marked('none', z.int().min(1).max(100)),
    /** Requests that one caller may make in a minute, where it counts them. */
    ratePerMinute: marked('none', z.int().min(1).max(1_000_000)).optional(),
  }),
  /** How long it remembers an idempotency key: a day at least. */
  idempotencyRetentionHours: marked('none', z.int().min(24).max(8_760)),
  /** Where it gives out access tokens; absent where it knows its callers by their certificate. */
  tokenEndpoint: marked('none', z.url({ protocol: /^https?$/ }).max(400)).optional(),
  webhookKeys: z.array(WebhookKeyV1).max(10),
});
export interface DiscoveryV1 extends z.infer<typeof DiscoveryV1> {}
