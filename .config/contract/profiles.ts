/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import {
  type ConformanceReport,
  createOurSide,
  doubleFixtures,
  type ProfileReport,
  type Result,
  runConformance,
  type Strength,
  signingKeyOf,
} from '@rahyar/conformance';
import { createSandbox, SANDBOX_TOKENS, type SandboxOptions } from '@rahyar/conformance/sandbox';
import { machineClock } from '@rahyar/partners';
import { type Capability, CONTRACT_VERSION, contractHash, PARTNER_CONTRACTS, type PartnerContract } from '@rahyar/partners/contract';
import packageJson from '../../packages/conformance/package.json' with { type: 'json' };
import { plantedFaults } from '../../packages/conformance/src/mutants/planted-faults.ts';
import { publicKeyOf } from '../../packages/conformance/src/trust/sign-request.ts';

/**
 * The kit before the sandbox as every partner and with every profile that it offers: each must reach L4, and nothing may be missed. By
 * `--mutant dupl-01` the sandbox has that fault, and `--profile bank.loans` looks at that profile alone.
 */
const SEED = 1405;
const { values } = parseArgs({ options: { mutant: { type: 'string' }, profile: { type: 'string' } } });

type Pair = { readonly partner: string; readonly profile: ProfileReport };

const startedMs = performance.now();
const pairs: Pair[] = [];
for (const contract of PARTNER_CONTRACTS) {
  for (const report of await runPartner(contract))
    for (const profile of report.profiles) pairs.push(tell({ partner: report.partner, profile }));
}
const counted = (strength: Strength, result: Result): number =>
  pairs.reduce((sum, { profile }) => sum + countOf(profile, strength, result), 0);
const missed = pairs.filter((pair) => !isKept(pair));
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
process.stdout.write(
  `${pairs.length} pairs of a partner and a profile, ${pairs.length - missed.length} at L4; MUST: ${counted('MUST', 'pass')} hold, ${counted('MUST', 'fail')} do not, ${counted('MUST', 'not_applicable')} do not apply; ${seconds} s\n`,
);
process.exitCode = missed.length === 0 && pairs.length > 0 ? 0 : 1;

/** One sandbox for each partner, put back to its beginning for each profile. */
async function runPartner(contract: PartnerContract): Promise<readonly ConformanceReport[]> {
  const offered = Object.values(contract.capabilities);
  const wanted = offered.filter(({ id }) => values.profile === undefined || id === values.profile);
  if (wanted.length === 0) return [];
  const mutant = values.mutant === undefined ? undefined : await mutantOf(values.mutant);
  const sandbox = await createSandbox({
    contracts: [contract],
    seed: SEED,
    clock: machineClock,
    signatures: 'required',
    deliver: (address, init) => hooks.current.receive(new Request(address, init)),
    ...(mutant === undefined ? {} : { mutant }),
  });
  const nowMs = (): number => sandbox.clock.nowMs();
  const openHooks = () =>
    createOurSide('https://kit.example/hooks', nowMs, async (milliseconds) => {
      await sandbox.settled();
      await sandbox.advance(milliseconds);
    });
  const hooks = { current: openHooks() };
  const hash = await contractHash(contract, { version: CONTRACT_VERSION });
  const signingKey = signingKeyOf(sandbox.client.keyId, sandbox.client.privateKey);
  const reports: ConformanceReport[] = [];
  for (const profile of wanted) {
    sandbox.reset();
    hooks.current = openHooks();
    reports.push(
      await runConformance({
        target: { kind: 'wire', baseUrl: `https://sandbox.example/${contract.id}`, fetch: sandbox.fetch },
        partner: contract.id,
        profiles: [profile] satisfies readonly Capability[],
        offered,
        fixtures: doubleFixtures([profile]),
        token: SANDBOX_TOKENS.full,
        limitedToken: SANDBOX_TOKENS.limited,
        ...(signingKey === undefined ? {} : { signingKey }),
        seed: SEED,
        contract: { version: CONTRACT_VERSION, hash },
        clock: { nowMs, pause: () => Promise.resolve() },
        newUuid: randomUUID,
        toolVersion: packageJson.version,
        partnerStep: (id, action) => Promise.resolve(sandbox.models[contract.id]?.step(id, action) === 'done'),
        ourSide: hooks.current,
      }),
    );
  }
  sandbox.reset();
  return reports;
}

async function mutantOf(id: string): Promise<NonNullable<SandboxOptions['mutant']>> {
  const { client } = await createSandbox({ contracts: [], seed: SEED, clock: machineClock });
  const signingKey = signingKeyOf(client.keyId, client.privateKey);
  if (signingKey === undefined) throw new Error('invariant: the sandbox knows a caller with a key');
  const planted = plantedFaults({ signingKey, publicKey: publicKeyOf(signingKey), nowMs: machineClock.nowMs }).find((one) => one.id === id);
  if (planted === undefined) throw new Error(`There is no mutant ${id}.`);
  return { id, ...planted.plant() };
}

function countOf({ requirements }: ProfileReport, strength: Strength, result: Result): number {
  return requirements.filter((one) => one.strength === strength && one.result === result).length;
}

/** L4, by requirements that were shown; a SHOULD that is missed is a fault of our own sandbox as well. */
function isKept({ profile }: Pair): boolean {
  const isMissed = profile.requirements.some(({ result }) => result === 'fail' || result === 'warn' || result === 'error');
  return profile.level === 'L4' && !isMissed && countOf(profile, 'MUST', 'pass') > 0;
}

function tell(pair: Pair): Pair {
  const { partner, profile } = pair;
  const { level, requirements } = profile;
  const of = (strength: Strength): string => {
    const [held, all] = [countOf(profile, strength, 'pass'), requirements.filter((one) => one.strength === strength).length];
    return `${strength} ${held}/${all - countOf(profile, strength, 'not_applicable')}`;
  };
  const verdict = isKept(pair) ? 'ok    ' : 'FAILED';
  process.stdout.write(
    `${verdict}  ${partner.padEnd(26)} ${profile.profile.padEnd(26)} ${level.padEnd(4)}  ${of('MUST').padEnd(14)} ${of('SHOULD').padEnd(14)}\n`,
  );
  for (const { id, result, cases } of requirements) {
    const bad = cases.find((one) => one.result === result);
    if (['fail', 'warn', 'error'].includes(result) && bad !== undefined)
      process.stdout.write(`  ${result} ${id} ${bad.operation ?? ''}: expected ${bad.expected ?? ''}; got ${bad.got ?? ''}\n`);
  }
  return pair;
}
