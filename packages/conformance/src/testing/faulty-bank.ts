/// <reference lib="dom" />
import { bank } from '@rahyar/partners/bank';
import { type Capability, CONTRACT_VERSION, contractHash } from '@rahyar/partners/contract';
import { createOurSide } from '../hooks/our-side.ts';
import type { PlantedFault } from '../mutants/spoil.ts';
import type { FaultWorld } from '../mutants/trust-faults.ts';
import type { ConformanceReport } from '../report/conformance-report.ts';
import { doubleFixtures } from '../run/double-fixtures.ts';
import { type RunOptions, runConformance } from '../run/run-conformance.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { SANDBOX_TOKENS } from '../sandbox/sandbox-callers.ts';
import type { TlsHandshake } from '../target/tls.ts';
import { publicKeyOf, signingKeyOf } from '../trust/sign-request.ts';

const START_MS = Date.parse('2026-11-28T06:00:00Z');
const SEED = 1405;
/** So that the kit's own caller stays below the rate, and the caller that tries it out does not. */
const REQUEST_MS = 100;
const RATE_PER_MINUTE = 650;
const HOOKS = 'https://kit.example/hooks';

/** Loans with one operation of each kind: what every requirement needs, and no more, since the whole is run for each fault. */
export const PROFILE: Capability = {
  ...bank.capabilities.loans,
  operations: Object.fromEntries(
    Object.entries(bank.capabilities.loans.operations).filter(([name]) =>
      ['create', 'submit', 'get', 'list', 'attachGuarantee', 'installments'].includes(name),
    ),
  ),
};

/** A partner that speaks TLS 1.2 and 1.3. */
const soundTls: TlsHandshake = (offer) =>
  Promise.resolve(offer === 'usual' ? { kind: 'agreed', protocol: 'TLSv1.3' } : { kind: 'refused' });

/** A bank that offers these loans and what every requirement of events and webhooks needs. */
const CONTRACT = { ...bank, capabilities: { loans: PROFILE, events: bank.capabilities.events, webhooks: bank.capabilities.webhooks } };

/** The bank of the sandbox, correct or with one fault, and the kit before it; all without a network. */
export async function openFaultyBank() {
  const hash = await contractHash(CONTRACT, { version: CONTRACT_VERSION });
  let nowMs = START_MS;
  const clock = { nowMs: () => nowMs, schedule: () => () => undefined };
  const { client } = await createSandbox({ contracts: [CONTRACT], seed: SEED, clock });
  const signingKey = signingKeyOf(client.keyId, client.privateKey);
  if (signingKey === undefined) throw new Error('invariant: a key');
  const publicKey = publicKeyOf(signingKey);
  const world: FaultWorld = { signingKey, publicKey, nowMs: () => nowMs };

  const run = async (planted: PlantedFault | undefined, options: Partial<RunOptions> = {}): Promise<ConformanceReport> => {
    nowMs = START_MS;
    const withRate = planted?.breaks.startsWith('LIMT') === true;
    const ourSide = createOurSide(
      HOOKS,
      () => sandbox.clock.nowMs(),
      async (milliseconds) => {
        await sandbox.settled();
        await sandbox.advance(milliseconds);
      },
    );
    const sandbox = await createSandbox({
      contracts: [CONTRACT],
      seed: SEED,
      clock,
      signatures: 'required',
      limits: { bodyBytes: 16_384, ...(withRate ? { ratePerMinute: RATE_PER_MINUTE } : {}) },
      deliver: (address, init) => ourSide.receive(new Request(address, init)),
      ...(planted === undefined ? {} : { mutant: { id: planted.id, ...planted.plant() } }),
    });
    const { profiles = [PROFILE], ...more } = options;
    let uuids = 0;
    return runConformance({
      target: {
        kind: 'wire',
        baseUrl: 'https://sandbox.example/resalatBank',
        fetch: (request) => {
          if (request.headers.get('authorization') !== `Bearer ${SANDBOX_TOKENS.other}`) nowMs += REQUEST_MS;
          return sandbox.fetch(request);
        },
        tls: planted?.tls ?? soundTls,
      },
      partner: bank.id,
      profiles,
      offered: Object.values(CONTRACT.capabilities),
      fixtures: doubleFixtures(profiles),
      token: SANDBOX_TOKENS.full,
      limitedToken: SANDBOX_TOKENS.limited,
      ...(withRate ? { burstToken: SANDBOX_TOKENS.other } : {}),
      signingKey,
      seed: SEED,
      budget: 3,
      contract: { version: CONTRACT_VERSION, hash },
      clock: { nowMs: () => sandbox.clock.nowMs(), pause: () => Promise.resolve() },
      newUuid: () => {
        uuids += 1;
        return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
      },
      toolVersion: '0.1.0',
      partnerStep: (id, action) => Promise.resolve(sandbox.models['resalatBank']?.step(id, action) === 'done'),
      ourSide,
      ...more,
    });
  };
  return { world, run };
}
