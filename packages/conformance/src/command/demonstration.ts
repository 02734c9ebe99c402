/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import { machineClock } from '@rahyar/partners';
import type { Capability, PartnerContract } from '@rahyar/partners/contract';
import { createOurSide } from '../hooks/our-side.ts';
import { doubleFixtures } from '../run/double-fixtures.ts';
import type { RunOptions } from '../run/run-conformance.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { SANDBOX_TOKENS } from '../sandbox/sandbox-callers.ts';
import { signingKeyOf } from '../trust/sign-request.ts';

type Known = { readonly contract: PartnerContract; readonly profiles: readonly Capability[]; readonly offered: readonly Capability[] };

/** The sandbox as a partner to look at, in this process: what a run says of one that keeps everything. */
export async function demonstration(
  { contract, profiles, offered }: Known,
  seed: number,
): Promise<Omit<RunOptions, 'seed' | 'toolVersion' | 'contract'> & { readonly close: () => void }> {
  const sandbox = await createSandbox({
    contracts: [contract],
    seed,
    clock: machineClock,
    signatures: 'required',
    deliver: (address, init) => ourSide.receive(new Request(address, init)),
  });
  const nowMs = (): number => sandbox.clock.nowMs();
  const ourSide = createOurSide('https://kit.example/hooks', nowMs, async (milliseconds) => {
    await sandbox.settled();
    await sandbox.advance(milliseconds);
  });
  const signingKey = signingKeyOf(sandbox.client.keyId, sandbox.client.privateKey);
  return {
    target: { kind: 'wire', baseUrl: `https://sandbox.example/${contract.id}`, fetch: sandbox.fetch },
    partner: contract.id,
    profiles,
    offered,
    fixtures: doubleFixtures(profiles),
    token: SANDBOX_TOKENS.full,
    limitedToken: SANDBOX_TOKENS.limited,
    ...(signingKey === undefined ? {} : { signingKey }),
    clock: { nowMs, pause: () => Promise.resolve() },
    newUuid: randomUUID,
    partnerStep: (id, action) => Promise.resolve(sandbox.models[contract.id]?.step(id, action) === 'done'),
    ourSide,
    // Webhooks that are to be repeated tomorrow would keep the process.
    close: () => sandbox.reset(),
  };
}
