/// <reference lib="dom" />
import type { ReferralPartner } from '@rahyar/domain';
import { type Capability, CONFORMANCE_LEVELS, type ConformanceLevel, type NamedOperation, operationsOf } from '@rahyar/partners/contract';
import type { OurSide } from '../hooks/our-side.ts';
import type { Case, ConformanceReport, ProfileReport, RequirementReport } from '../report/conformance-report.ts';
import type { Requirement } from '../requirements/requirement.ts';
import { REQUIREMENTS } from '../requirements/requirements.ts';
import type { TlsHandshake } from '../target/tls.ts';
import { newPrivateJwk, type PrivateJwk, type SigningKey } from '../trust/sign-request.ts';
import { type AtOperation, atOperation, type Samples } from './at-operation.ts';
import { curlOf } from './curl.ts';
import { type Fixtures, NO_FIXTURES } from './fixtures.ts';
import { createKit, type Kit, type KitTerms, type PartnerStep, type Shared } from './kit.ts';
import { OPERATION_CLASSES } from './operation-class.ts';
import { redactionFor } from './redaction.ts';
import type { Result, Verdict } from './verdict.ts';

/** Where the partner answers. `port`: by its own port adapter, so that what belongs to the wire does not apply. */
export type Target = {
  readonly kind: 'wire' | 'port';
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** How the partner takes an offer of TLS; absent where it is not spoken to by TLS. */
  readonly tls?: TlsHandshake;
};

export type RunOptions = {
  readonly target: Target;
  readonly partner: ReferralPartner;
  /** Capabilities to look at, each on its own. */
  readonly profiles: readonly Capability[];
  /** All that the partner offers, the common ones among them. */
  readonly offered: readonly Capability[];
  readonly level?: ConformanceLevel;
  readonly fixtures?: Fixtures;
  readonly token?: string;
  readonly limitedToken?: string;
  readonly burstToken?: string;
  readonly signingKey?: SigningKey;
  readonly seed: number;
  /** Generated inputs for each operation; 20 if not said. */
  readonly budget?: number;
  readonly contract: { readonly version: string; readonly hash: string };
  readonly clock: { readonly nowMs: () => number; readonly pause: (milliseconds: number) => Promise<void> };
  readonly newUuid: () => string;
  readonly toolVersion: string;
  readonly partnerStep?: PartnerStep;
  readonly ourSide?: OurSide;
  readonly receiver?: KitTerms['receiver'];
  /** Requirements to look at; all if not said. */
  readonly only?: (requirement: Requirement) => boolean;
  readonly onCase?: (requirement: Requirement, one: Case) => void;
};

/** Runs every requirement up to the level on each profile. Checks come one after the other, so that one does not disturb another. */
export async function runConformance(options: RunOptions): Promise<ConformanceReport> {
  const startedMs = options.clock.nowMs();
  const forgedKey = newPrivateJwk();
  const profiles: ProfileReport[] = [];
  for (const profile of options.profiles) profiles.push(await runProfile(options, profile, forgedKey));
  const finishedMs = options.clock.nowMs();
  return {
    reportVersion: 1,
    tool: { name: '@rahyar/conformance', version: options.toolVersion },
    contract: options.contract,
    partner: options.partner,
    target: { kind: options.target.kind, baseUrl: options.target.baseUrl },
    seed: options.seed,
    startedAt: new Date(startedMs).toISOString(),
    finishedAt: new Date(finishedMs).toISOString(),
    expiresAt: monthsLater(finishedMs, 3).toISOString(),
    profiles,
  };
}

const monthsLater = (ms: number, months: number): Date => {
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date;
};

async function runProfile(options: RunOptions, profile: Capability, forgedKey: PrivateJwk): Promise<ProfileReport> {
  const { target, clock, newUuid, offered } = options;
  const terms: KitTerms = {
    talk: {
      baseUrl: target.baseUrl,
      fetch: target.fetch,
      token: options.token,
      signingKey: options.signingKey,
      nowMs: clock.nowMs,
      newUuid,
      redaction: redactionFor([profile, ...offered]),
    },
    profile,
    offered,
    fixtures: options.fixtures ?? NO_FIXTURES,
    seed: options.seed,
    budget: options.budget ?? 20,
    contract: options.contract,
    partnerStep: options.partnerStep ?? (() => Promise.resolve(false)),
    limitedToken: options.limitedToken,
    burstToken: options.burstToken,
    forgedKey,
    pause: clock.pause,
    tls: target.tls,
    ourSide: options.ourSide,
    receiver: options.receiver,
  };
  const shared: Shared = { feedEnd: { id: undefined } };
  const samples = new Map<string, Samples>();
  const wanted = CONFORMANCE_LEVELS.slice(0, CONFORMANCE_LEVELS.indexOf(options.level ?? 'L4') + 1);
  const requirements: RequirementReport[] = [];
  for (const requirement of REQUIREMENTS) {
    if (!wanted.includes(requirement.level) || options.only?.(requirement) === false) continue;
    requirements.push(await runRequirement(options, requirement, terms, shared, samples));
  }
  return { profile: profile.id, level: reachedLevel(requirements, wanted), requirements };
}

async function runRequirement(
  options: RunOptions,
  requirement: Requirement,
  terms: KitTerms,
  shared: Shared,
  samples: Map<string, Samples>,
): Promise<RequirementReport> {
  const { id, level, strength, role, text, source } = requirement;
  const cases: Case[] = [];
  const look = async (operation: NamedOperation | undefined, check: (kit: Kit) => Promise<Verdict>): Promise<void> => {
    const kit = createKit(terms, shared);
    const began = performance.now();
    const verdict = softened(requirement, await checked(() => check(kit)));
    const shows = verdict.result === 'fail' || verdict.result === 'warn' || verdict.result === 'error';
    const last = kit.exchanges.at(-1);
    const one: Case = {
      ...(operation === undefined ? {} : { operation: operation.id }),
      ...verdict,
      tookMs: Math.round((performance.now() - began) * 10) / 10,
      exchanges: shows ? kit.exchanges.map((exchange) => exchange()) : [],
      ...(shows && last !== undefined ? { curl: curlOf(last()) } : {}),
    };
    cases.push(one);
    options.onCase?.(requirement, one);
  };
  if (options.target.kind === 'port' && !requirement.atPort)
    cases.push({ result: 'not_applicable', expected: 'the wire', tookMs: 0, exchanges: [] });
  else if (requirement.per === 'partner') await look(undefined, requirement.check);
  else
    for (const operation of operationsOf([terms.profile])) {
      if (!OPERATION_CLASSES[requirement.appliesTo].holds(operation.operation)) continue;
      const own: Samples = samples.get(operation.id) ?? {};
      samples.set(operation.id, own);
      await look(operation, (kit) => requirement.check(atOperation(kit, operation, own) satisfies AtOperation));
    }
  return { id, level, strength, role, text, source, result: wholeResult(cases), cases };
}

/** A check that throws, or a partner that cannot be reached, is the kit's trouble and no finding about the partner. */
async function checked(check: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await check();
  } catch (cause) {
    return { result: 'error', expected: 'an answer', got: cause instanceof Error ? `an error: ${reasonOf(cause)}` : 'unknown' };
  }
}

/** Messages of the network may hold an address with what was in it; a code does not. */
const reasonOf = (cause: Error): string => {
  const inner: unknown = cause.cause;
  const { code } = {
    code: '',
    ...(cause as { readonly code?: unknown }),
    ...(typeof inner === 'object' ? (inner as { readonly code?: unknown }) : {}),
  };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,62}$/.test(code) ? code : 'no answer';
};

const softened = ({ strength }: Requirement, verdict: Verdict): Verdict =>
  strength !== 'MUST' && verdict.result === 'fail' ? { ...verdict, result: 'warn' } : verdict;

const BY_WEIGHT: readonly Result[] = ['error', 'fail', 'warn', 'pass', 'skip', 'not_applicable'];

/** The heaviest of the cases: one failure fails the whole, one pass outweighs what could not be shown. Without a case it does not apply. */
const wholeResult = (cases: readonly Case[]): Result =>
  BY_WEIGHT.find((result) => cases.some((one) => one.result === result)) ?? 'not_applicable';

/** The highest level all of whose MUSTs, and those of the levels below, are shown or do not apply. */
function reachedLevel(requirements: readonly RequirementReport[], wanted: readonly ConformanceLevel[]): ConformanceLevel | 'none' {
  const short = wanted.findIndex((level) =>
    requirements.some((one) => one.level === level && one.strength === 'MUST' && !['pass', 'not_applicable'].includes(one.result)),
  );
  return (short === -1 ? wanted.at(-1) : wanted[short - 1]) ?? 'none';
}
