/// <reference lib="dom" />
import { type Clock, verifyRequest, type WebhookKey, webhookKeyPair, webhookSigningKey } from '@rahyar/partners';
import { CONTRACT_VERSION, contractHash, type DiscoveryV1, PARTNER_CONTRACTS, type PartnerContract } from '@rahyar/partners/contract';
import {
  createPartnerModel,
  createWireHandler,
  type ModelEvent,
  type PartnerModel,
  seededIds,
  seededRandom,
  type WireHandler,
  type WireLimits,
} from '@rahyar/partners/testing';
import { createFaults, type Faults, type Line } from './faults.ts';
import type { Mutant } from './mutant.ts';
import { createSandboxCallers, type SandboxClient, seededBytes } from './sandbox-callers.ts';
import { createSandboxClock, type SandboxClock } from './sandbox-clock.ts';
import { createWebhookPost } from './webhook-post.ts';

export type SandboxOptions = {
  /** Those of the whole house if absent. */
  readonly contracts?: readonly PartnerContract[];
  /** Makes every id, key and chance; the same seed and the same calls give the same answers. */
  readonly seed: number;
  /** The clock that the sandbox's own one goes by. */
  readonly clock: Clock;
  /** `required`: a command without a signature is refused. `checked`: a signature is verified where there is one; this if absent. */
  readonly signatures?: 'required' | 'checked';
  readonly limits?: Partial<WireLimits>;
  readonly mutant?: Mutant;
  /** How webhooks leave; over the network and to this machine only if absent. */
  readonly deliver?: typeof fetch;
};

export type Sandbox = {
  /** Every partner under `/<partner id>/`, without a network. */
  readonly fetch: WireHandler;
  /** The same on a line of one's own: for a server, whose connections can break. */
  readonly handlerOn: (line: Line) => WireHandler;
  readonly models: Readonly<Record<string, PartnerModel>>;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  /** The caller that the sandbox knows, with its keys. */
  readonly client: SandboxClient;
  /** Moves time on, and waits until the webhooks that came due have been tried. */
  readonly advance: (ms: number) => Promise<void>;
  /** Waits until the webhooks that are due now have been tried. */
  readonly settled: () => Promise<void>;
  /** Back to the beginning, with another seed where one is given. */
  readonly reset: (seed?: number) => void;
  readonly events: () => readonly (ModelEvent & { readonly partner: string })[];
};

/** All partners in one process, correct but for the mutant and the faults that it is given. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { contracts = PARTNER_CONTRACTS, seed, signatures = 'checked', mutant } = options;
  const clock = createSandboxClock(options.clock);
  const faults = createFaults(clock);
  const leavesOut: ReadonlySet<string> = new Set(mutant?.leavesOut);
  let newId = seededIds(seed);
  let random = seededRandom(seed);
  const freshId = (prefix: string): string => newId(prefix);
  const callers = await createSandboxCallers({ clock, seed, newId: freshId });
  const keys = new Map(await Promise.all(contracts.map(async ({ id }, index) => [String(id), await keysOf(seed + index + 1)] as const)));
  const post = createWebhookPost({
    clock,
    random: () => random(),
    faults,
    signingKeys: (partner) => keys.get(partner)?.signing ?? [],
    fetch: options.deliver,
    mutant,
  });
  const models = contracts.map((contract) => {
    const model = createPartnerModel(contract, { now: () => instantOf(clock), newId: freshId, leavesOut });
    post.follow(model);
    return keepingSecrets(model, post.keepSecret);
  });

  const handler = createWireHandler(models, {
    clock,
    newRequestId: () => freshId('req'),
    authorize: callers.authorize,
    grantToken: callers.grantToken,
    verifySignature: async (request, body) => {
      if (signatures === 'checked' && !request.headers.has('signature')) return true;
      const { method, url, headers } = request;
      return (await verifyRequest({ method, url, headers, body }, { keys: callers.publicKeys, nowMs: clock.nowMs() })).isOk();
    },
    leavesOut,
    discovery: discovering((partner) => keys.get(partner)?.listed ?? []),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(mutant?.tamper === undefined ? {} : { tamper: mutant.tamper }),
  });
  const wrapped = mutant?.wrap?.(handler) ?? handler;

  return {
    fetch: faults.around(wrapped),
    handlerOn: (line) => faults.around(wrapped, line),
    models: Object.fromEntries(models.map((model) => [String(model.contract.id), model])),
    clock,
    faults,
    client: callers.client,
    advance: async (ms) => {
      clock.advance(ms);
      await post.settled();
    },
    settled: post.settled,
    reset: (other = seed) => {
      newId = seededIds(other);
      random = seededRandom(other);
      clock.reset();
      faults.set([]);
      post.reset();
      for (const model of models) model.reset();
    },
    events: () => models.flatMap((model) => model.events().map((event) => ({ ...event, partner: String(model.contract.id) }))),
  };
}

const instantOf = (clock: Clock) => new Date(clock.nowMs()).toISOString() as ModelEvent['timestamp'];

/** The current key and the next one, both listed; the current one signs. */
async function keysOf(seed: number): Promise<{ readonly signing: readonly WebhookKey[]; readonly listed: DiscoveryV1['webhookKeys'] }> {
  const [current, next] = await Promise.all([webhookKeyPair(seededBytes(seed)), webhookKeyPair(seededBytes(seed + 1_000))]);
  const key = await webhookSigningKey(current.secret);
  return {
    signing: key.isOk() ? [key.value] : [],
    listed: [
      { id: 'key-1', alg: 'ed25519', publicKey: current.publicKey },
      { id: 'key-2', alg: 'ed25519', publicKey: next.publicKey },
    ],
  };
}

/** The hash of a contract takes a moment, so it is reckoned when somebody asks. */
function discovering(
  listed: (partner: string) => DiscoveryV1['webhookKeys'],
): (contract: PartnerContract) => Promise<Partial<DiscoveryV1>> {
  const hashes = new Map<string, Promise<string>>();
  return async (contract) => {
    const partner = String(contract.id);
    const hash = hashes.get(partner) ?? contractHash(contract, { version: CONTRACT_VERSION });
    hashes.set(partner, hash);
    return { contract: { version: CONTRACT_VERSION, hash: await hash }, webhookKeys: [...listed(partner)] };
  };
}

/** The shared secret of a subscription is no field of it, so it is caught on its way in. */
function keepingSecrets(model: PartnerModel, keep: (subscription: string, secret: string) => void): PartnerModel {
  return {
    ...model,
    answer: (call) => {
      const answer = model.answer(call);
      const { scheme, secret } = call.body;
      if (
        call.operation.id === 'common.webhooks.subscribe' &&
        answer.kind === 'done' &&
        scheme === 'shared_secret' &&
        typeof secret === 'string'
      )
        keep((answer.value as { readonly id: string }).id, secret);
      return answer;
    },
  };
}
