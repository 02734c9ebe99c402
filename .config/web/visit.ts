/// <reference lib="dom" />
import {
  createClientCredentials,
  createInMemoryReplayStore,
  createMemoryIdempotencyStore,
  createPartnerClient,
  createSigner,
  createWebhookReceiver,
  itemsOf,
  listedWebhookKey,
  machineClock,
  type PartnerError,
  webhookVerifyingKey,
} from '@rahyar/partners';
import { bank } from '@rahyar/partners/bank';
import { okAsync } from 'neverthrow';

/** Where the sandbox is, and who calls: a client that it knows, with its key as a JWK. */
export type Caller = { readonly baseUrl: string; readonly clientId: string; readonly keyId: string; readonly privateKey: JsonWebKey };

/** What a program outside Node does with the bank: it signs in, subscribes, makes a loan, reads it, and is refused in three ways. */
export async function visit({ baseUrl, clientId, keyId, privateKey }: Caller): Promise<readonly string[]> {
  const newId = () => crypto.randomUUID();
  const credentials = createClientCredentials({
    tokenEndpoint: `${baseUrl}/oauth/token`,
    clientId,
    keyId,
    privateKey,
    scopes: ['loans:read', 'loans:write', 'webhook-subscriptions:write'],
    clock: machineClock,
    fetch,
    newId,
  });
  const client = createPartnerClient(bank, {
    baseUrl,
    fetch,
    credentials,
    signer: createSigner({ keyId, privateKey }),
    clock: machineClock,
    random: Math.random,
    newId,
    store: createMemoryIdempotencyStore(),
    attempts: 1,
  })._unsafeUnwrap();
  const { loans, webhooks } = client.ports;
  const wanted = await webhooks.subscribe({ url: HOOKS, scheme: 'public_key', eventTypes: ['bank.loan.state_changed'] });
  const subscribed = wanted.match(({ state }) => state, told);
  const made = (await loans.create(LOAN)).match(({ state, id }) => ({ text: state, id }), failed);
  const read = (await loans.get({ id: made.id })).match(({ kind }) => kind, told);
  const listed: string[] = [];
  for await (const item of itemsOf(loans.list, { limit: 1 })) listed.push(item.match(({ state }) => state, told));
  const refused = (await loans.create({ ...LOAN, memberId: 'triggers.LOAN_CEILING_EXCEEDED' })).match(({ state }) => state, told);
  const absent = (await loans.get({ id: 'loan_ZZZZ' })).match(({ state }) => state, told);
  const cancelled = (await loans.create(LOAN, { signal: AbortSignal.abort() })).match(({ state }) => state, told);
  return [subscribed, made.text, read, ...listed, refused, absent, cancelled];
}

/** A receiver of the bank's webhooks in the same program; `publicKey` is as its discovery document lists it. */
export async function openReceiver(publicKey: string): Promise<(headers: Record<string, string>, body: string) => Promise<string>> {
  const heard: string[] = [];
  const receiver = createWebhookReceiver({
    partner: bank.id,
    keys: [(await webhookVerifyingKey(listedWebhookKey({ publicKey })))._unsafeUnwrap()],
    replays: createInMemoryReplayStore({ clock: machineClock }),
    clock: machineClock,
    on: (event) => {
      heard.push(event.kind === 'stateChanged' ? event.type : event.kind);
      return okAsync(undefined);
    },
  });
  return async (headers, body) => {
    const { status } = await receiver(new Request(HOOKS, { method: 'POST', headers, body }));
    return `${status} ${heard.splice(0).join()}`;
  };
}

const HOOKS = 'https://host.example/hooks';
const LOAN = {
  memberId: 'member-1',
  kind: 'zero_fee',
  amount: { value: 3_000_000_000, currency: 'IRR' },
  installmentCount: 60,
  purpose: 'business',
} as const;

const told = (error: PartnerError): string =>
  `${error.kind}${error.kind === 'rejected' ? ` ${error.code}` : ''} ${error.outcome} after ${error.call?.attempts.length ?? 0}`;
const failed = (error: PartnerError) => ({ text: told(error), id: 'loan_none' });
