/// <reference lib="dom" />
import { machineClock } from '@rahyar/partners';
import { plantedFaults } from '../mutants/planted-faults.ts';
import type { PlantedFault } from '../mutants/spoil.ts';
import { EXIT, type ExitCode } from '../report/report-totals.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import { SANDBOX_TOKENS } from '../sandbox/sandbox-callers.ts';
import { serveSandbox } from '../sandbox/serve-sandbox.ts';
import { publicKeyOf, signingKeyOf } from '../trust/sign-request.ts';
import type { Terminal } from './terminal.ts';

/** Serves the sandbox until the process is told to end. */
export async function sandbox(
  words: {
    readonly port: number;
    readonly adminPort: number;
    readonly seed: number;
    readonly mutant?: string;
    readonly signatures: 'required' | 'checked';
  },
  terminal: Terminal,
  ended: AbortSignal,
): Promise<ExitCode> {
  const { client } = await createSandbox({ contracts: [], seed: words.seed, clock: machineClock });
  const planted = words.mutant === undefined ? undefined : servedFaults(client).find(({ id }) => id === words.mutant);
  if (words.mutant !== undefined && planted === undefined) {
    terminal.complain('There is no such mutant. "list mutants" names them.');
    return EXIT.configuration;
  }
  const served = await serveSandbox(
    await createSandbox({
      seed: words.seed,
      clock: machineClock,
      signatures: words.signatures,
      ...(planted === undefined ? {} : { mutant: { id: planted.id, ...planted.plant() } }),
    }),
    words,
  );
  terminal.say(`${served.url}/<partner>  ${served.adminUrl}  RAHYAR_TOKEN=${SANDBOX_TOKENS.full}`);
  await new Promise<void>((resolve) => {
    if (ended.aborted) resolve();
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
  await served.close();
  return EXIT.passed;
}

/** Faults that a sandbox on a port can have; it speaks no TLS, so those of TLS are for tests alone. */
function servedFaults(client: { readonly keyId: string; readonly privateKey: object }): readonly PlantedFault[] {
  const signingKey = signingKeyOf(client.keyId, client.privateKey);
  if (signingKey === undefined) throw new Error('invariant: the sandbox knows a caller with a key');
  return plantedFaults({ signingKey, publicKey: publicKeyOf(signingKey), nowMs: Date.now }).filter(({ tls }) => tls === undefined);
}
