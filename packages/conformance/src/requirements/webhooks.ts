import type { Delivery } from '../hooks/our-side.ts';
import { pointersOf } from '../run/at-operation.ts';
import { fieldsOf, type Kit } from '../run/kit.ts';
import { fail, holds, notApplicable, pass, skip, type Verdict } from '../run/verdict.ts';
import { isSignedBy, listedHookKey, sharedHookKey } from '../trust/webhook-signature.ts';
import { ofPartner, type Requirement } from './requirement.ts';

const SPEC = 'Standard Webhooks 1.0';
const NO_SIDE = 'common.webhooks, and an address of the kit that the partner can reach';
/** The retry table of Standard Webhooks has its second attempt after 5 seconds and its third after 5 minutes. */
const NEXT_ATTEMPT_MS = 6_000;
const SETTLED_MS = 200;

/** What the partner sends us. */
export const WEBHOOKS: readonly Requirement[] = [
  ofPartner(
    {
      id: 'HOOK-01',
      level: 'L3',
      role: 'caller',
      text: { fa: 'پس از اشتراک، رویدادها با POST به نشانیِ ما می‌رسند.', en: 'After a subscription, events come to our address by POST.' },
      source: 'contract, webhooks',
    },
    async (kit) => pinged(kit, (first) => holds(first.method === 'POST', 'POST', first.method), true),
  ),
  ofPartner(
    {
      id: 'HOOK-02',
      level: 'L3',
      role: 'caller',
      text: {
        fa: 'هر ارسال webhook-id و webhook-timestamp و webhook-signature دارد.',
        en: 'Each delivery carries webhook-id, webhook-timestamp and webhook-signature.',
      },
      source: SPEC,
    },
    async (kit) =>
      pinged(kit, ({ headers }) => {
        const missing = HEADERS.filter((name) => headers.get(name) === null);
        return holds(missing.length === 0, 'all three', `without ${missing.join(', ')}`);
      }),
  ),
  ofPartner(
    {
      id: 'HOOK-03',
      level: 'L3',
      role: 'caller',
      text: { fa: 'امضای v1a با یکی از کلیدهای سند معرفی می‌خواند.', en: 'The v1a signature is by one of the keys in discovery.' },
      source: `${SPEC}, v1a`,
    },
    async (kit) =>
      pinged(kit, async ({ headers, body }) => {
        if (!isWhole(headers)) return skip('the three headers');
        const { webhookKeys } = fieldsOf((await kit.discovery()).json);
        const listed = (Array.isArray(webhookKeys) ? (webhookKeys as unknown[]) : []).map((key) => String(fieldsOf(key)['publicKey']));
        return holds(await isSignedBy(headers, body, await Promise.all(listed.map(listedHookKey))), 'a signature by a listed key', 'none');
      }),
  ),
  ofPartner(
    {
      id: 'HOOK-04',
      level: 'L3',
      role: 'caller',
      text: { fa: 'امضای v1 با رازِ مشترکِ اشتراک می‌خواند.', en: 'The v1 signature is by the shared secret of the subscription.' },
      source: `${SPEC}, v1`,
    },
    async (kit) => {
      const secret = `whsec_${Buffer.from(kit.talk.newUuid().replaceAll('-', '')).toString('base64')}`;
      const judge = async ({ headers, body }: Delivery): Promise<Verdict> =>
        isWhole(headers)
          ? holds(await isSignedBy(headers, body, [await sharedHookKey(secret)]), 'a signature by the secret', 'none')
          : skip('the three headers');
      return pinged(kit, judge, false, { scheme: 'shared_secret', secret });
    },
  ),
  ofPartner(
    {
      id: 'HOOK-05',
      level: 'L3',
      role: 'caller',
      text: {
        fa: 'متن ارسال رویدادی است که با شکل قرارداد می‌خواند.',
        en: 'The body of a delivery is an event in the shape of the contract.',
      },
      source: 'contract, events',
    },
    async (kit) =>
      pinged(kit, ({ body }) => {
        const event = jsonOf(body);
        const feed = kit.operation('common.events.list');
        const parsed = feed?.operation.output.safeParse({ data: [event] });
        if (parsed === undefined) return notApplicable('common.events');
        return parsed.success ? pass : fail('the shape of an event', pointersOf(parsed.error.issues));
      }),
  ),
  ofPartner(
    {
      id: 'HOOK-06',
      level: 'L3',
      role: 'caller',
      text: {
        fa: 'پس از پاسخ ۵xx ارسال با همان webhook-id تکرار می‌شود.',
        en: 'After a 5xx the delivery is repeated with the same webhook-id.',
      },
      source: `${SPEC}, retries`,
    },
    async (kit) =>
      answered(kit, 503, ([first, second]) =>
        holds(
          second !== undefined && second.headers.get('webhook-id') === first?.headers.get('webhook-id'),
          'the same webhook-id again',
          second === undefined ? 'no repetition' : 'another id',
        ),
      ),
  ),
  ofPartner(
    {
      id: 'HOOK-07',
      level: 'L3',
      role: 'caller',
      text: { fa: 'تکرار، زمان و امضای تازه دارد.', en: 'A repetition has a fresh timestamp and signature.' },
      source: `${SPEC}, webhook-timestamp`,
    },
    async (kit) =>
      answered(kit, 503, ([first, second]) => {
        if (first === undefined || second === undefined) return skip('a repetition');
        const [was, is] = [first, second].map(({ headers }) => Number(headers.get('webhook-timestamp') ?? Number.NaN));
        if (was === undefined || is === undefined || Number.isNaN(was + is)) return skip('timestamps');
        return holds(is > was, 'a later timestamp', 'the same one');
      }),
  ),
  ofPartner(
    {
      id: 'HOOK-08',
      level: 'L3',
      role: 'caller',
      text: { fa: 'پس از پاسخ ۲xx ارسال تکرار نمی‌شود.', en: 'After a 2xx the delivery is not repeated.' },
      source: `${SPEC}, retries`,
    },
    async (kit) => answered(kit, 204, (deliveries) => holds(sameId(deliveries) === 1, '1 delivery', `${sameId(deliveries)} deliveries`)),
  ),
  ofPartner(
    {
      id: 'HOOK-09',
      level: 'L3',
      role: 'caller',
      text: { fa: 'پس از پاسخ ۴۱۰ دیگر چیزی نمی‌رسد.', en: 'After a 410 nothing comes any more.' },
      source: `${SPEC}, 410 Gone`,
    },
    async (kit) => answered(kit, 410, (deliveries) => holds(sameId(deliveries) === 1, '1 delivery', `${sameId(deliveries)} deliveries`)),
  ),
  ofPartner(
    {
      id: 'HOOK-10',
      level: 'L3',
      role: 'caller',
      text: { fa: 'پاسخ ۳xx شکست است: تکرار می‌شود و دنبال نمی‌شود.', en: 'A 3xx is a failure: it is repeated and not followed.' },
      source: `${SPEC}, 3xx`,
    },
    async (kit) => answered(kit, 302, (deliveries) => holds(deliveries.length >= 2, 'a repetition', 'none')),
  ),
  ofPartner(
    {
      id: 'HOOK-11',
      level: 'L3',
      role: 'caller',
      text: { fa: 'به اشتراکِ متوقف چیزی نمی‌رسد.', en: 'Nothing comes to a subscription that is paused.' },
      source: 'contract, webhooks',
    },
    async (kit) => {
      const [resource] = kit.profile.resources;
      const [pause, side] = [kit.operation('common.webhooks.pause'), kit.ourSide];
      if (pause === undefined || side === undefined || resource === undefined) return notApplicable(NO_SIDE);
      const id = await subscribed(kit);
      if (id === undefined) return skip('a subscription');
      const { status } = await kit.ask(pause, { id });
      await side.settle(SETTLED_MS);
      const thing = await kit.thingIn(resource);
      await side.settle(SETTLED_MS);
      const told = side.deliveries().filter(({ body }) => fieldsOf(fieldsOf(jsonOf(body))['data'])['id'] === thing?.id).length;
      await unsubscribe(kit, id);
      return status >= 300 || thing === undefined
        ? skip('a pause, and a change after it')
        : holds(told === 0, 'nothing', `${told} deliveries`);
    },
  ),
];

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
const isWhole = (headers: Delivery['headers']): boolean => HEADERS.every((name) => headers.get(name) !== null);

const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
};

const sameId = (deliveries: readonly Delivery[]): number =>
  deliveries.filter(({ headers }) => headers.get('webhook-id') === deliveries[0]?.headers.get('webhook-id')).length;

/** A new subscription of our address; its id. */
async function subscribed(kit: Kit, more: Readonly<Record<string, unknown>> = {}): Promise<string | undefined> {
  const subscribe = kit.operation('common.webhooks.subscribe');
  if (subscribe === undefined || kit.ourSide === undefined) return undefined;
  const { json } = await kit.ask(subscribe, { url: kit.ourSide.url, scheme: 'public_key', eventTypes: [], ...more });
  const { id } = fieldsOf(json);
  return typeof id === 'string' ? id : undefined;
}

async function unsubscribe(kit: Kit, id: string | undefined): Promise<void> {
  const cancel = kit.operation('common.webhooks.cancel');
  if (cancel !== undefined && id !== undefined) await kit.ask(cancel, { id });
}

/** The deliveries of one ping to a subscription that is gone afterwards. */
async function pingDeliveries(
  kit: Kit,
  waitMs: number,
  more?: Readonly<Record<string, unknown>>,
): Promise<readonly Delivery[] | undefined> {
  const [ping, side] = [kit.operation('common.webhooks.ping'), kit.ourSide];
  const id = await subscribed(kit, { eventTypes: ['webhook.ping'], ...more });
  if (ping === undefined || side === undefined || id === undefined) return undefined;
  const start = side.deliveries().length;
  // What comes late of an earlier ping is not of this one.
  const earlier = new Set(side.deliveries().map(({ headers }) => headers.get('webhook-id')));
  await kit.ask(ping, { id });
  await side.settle(waitMs);
  const late = ({ headers }: Delivery): boolean => headers.get('webhook-id') !== null && earlier.has(headers.get('webhook-id'));
  const own = side
    .deliveries()
    .slice(start)
    .filter((one) => !late(one));
  const deliveries = own.filter(({ body }) => fieldsOf(jsonOf(body))['type'] === 'webhook.ping' || jsonOf(body) === undefined);
  await unsubscribe(kit, id);
  return deliveries;
}

async function pinged(
  kit: Kit,
  judge: (first: Delivery) => Verdict | Promise<Verdict>,
  mustCome = false,
  more?: Readonly<Record<string, unknown>>,
): Promise<Verdict> {
  kit.ourSide?.answerWith(204);
  const deliveries = await pingDeliveries(kit, SETTLED_MS, more);
  if (deliveries === undefined) return kit.ourSide === undefined ? notApplicable(NO_SIDE) : skip('a subscription');
  const [first] = deliveries;
  if (first === undefined) return mustCome ? fail('a delivery', 'none') : skip('a delivery');
  return judge(first);
}

async function answered(kit: Kit, status: number, judge: (deliveries: readonly Delivery[]) => Verdict): Promise<Verdict> {
  kit.ourSide?.answerWith(status, status === 302 ? { location: `${kit.ourSide.url}/elsewhere` } : {});
  const deliveries = await pingDeliveries(kit, NEXT_ATTEMPT_MS);
  kit.ourSide?.answerWith(204);
  if (deliveries === undefined) return kit.ourSide === undefined ? notApplicable(NO_SIDE) : skip('a subscription');
  return deliveries.length === 0 ? skip('a delivery') : judge(deliveries);
}
