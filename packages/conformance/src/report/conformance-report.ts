import { ReferralPartner } from '@rahyar/domain';
import { CONFORMANCE_LEVELS } from '@rahyar/partners/contract';
import * as z from 'zod';
import { ROLES, STRENGTHS } from '../requirements/strength.ts';
import { RESULTS } from '../run/verdict.ts';

const Text = z.string().max(4_000);
const Headers = z.record(z.string(), Text);
const ExchangeShape = z.object({
  method: z.string().max(20),
  url: Text,
  requestHeaders: Headers,
  requestBody: Text,
  status: z.int(),
  responseHeaders: Headers,
  responseBody: Text,
});

/** One requirement at one operation, or at the partner as a whole. Exchanges are redacted, and kept for what did not pass. */
export const Case = z.object({
  operation: z.string().max(200).optional(),
  result: z.enum(RESULTS),
  expected: Text.optional(),
  got: Text.optional(),
  tookMs: z.number(),
  exchanges: z.array(ExchangeShape).max(20),
  curl: z.string().max(20_000).optional(),
});
export interface Case extends z.infer<typeof Case> {}

const Label = z.object({ fa: z.string(), en: z.string() });
export const RequirementReport = z.object({
  id: z.string().regex(/^[A-Z]{4}-\d{2}$/),
  level: z.enum(CONFORMANCE_LEVELS),
  strength: z.enum(STRENGTHS),
  role: z.enum(ROLES),
  text: Label,
  source: z.string(),
  result: z.enum(RESULTS),
  cases: z.array(Case),
});
export interface RequirementReport extends z.infer<typeof RequirementReport> {}

export const ProfileReport = z.object({
  /** The id of a capability. */
  profile: z.string(),
  /** The level reached by what this run looked at. */
  level: z.enum([...CONFORMANCE_LEVELS, 'none']),
  requirements: z.array(RequirementReport),
});
export interface ProfileReport extends z.infer<typeof ProfileReport> {}

/** What a run found. Every other form of the report is made of this one. */
export const ConformanceReport = z.object({
  reportVersion: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  contract: z.object({ version: z.string(), hash: z.string() }),
  partner: ReferralPartner,
  target: z.object({ kind: z.enum(['wire', 'port']), baseUrl: z.string() }),
  seed: z.int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Three months after the end, as the open banking suites do. */
  expiresAt: z.iso.datetime(),
  profiles: z.array(ProfileReport),
});
export interface ConformanceReport extends z.infer<typeof ConformanceReport> {}
