import type { Label } from '@rahyar/domain';
import type { Kit } from '../run/kit.ts';
import { holds, notApplicable, skip, type Verdict } from '../run/verdict.ts';
import { sharedHookKey, signedHook } from '../trust/webhook-signature.ts';
import { ofPartner, type Requirement } from './requirement.ts';

const SPEC = 'Standard Webhooks 1.0';
/** A secret that no receiver has. */
export const OTHER_SECRET = 'whsec_Y29uZm9ybWFuY2Uta2l0LW90aGVyLXNlY3JldCE=';
/** Far outside the 300 seconds of the standard. */
const FAR_SECONDS = 3_600;

type Hook = { readonly id: string; readonly sentSeconds: number; readonly event: Readonly<Record<string, unknown>> };

const taken = (id: string, text: Label, source: string, deliver: (kit: Kit) => Promise<readonly number[]>): Requirement =>
  ofPartner({ id, level: 'L3', role: 'receiver', text, source }, async (kit) =>
    judged(kit, deliver, (status) => status >= 200 && status < 300, '2xx'),
  );
const refused = (id: string, text: Label, source: string, deliver: (kit: Kit) => Promise<readonly number[]>): Requirement =>
  ofPartner({ id, level: 'L3', role: 'receiver', text, source }, async (kit) =>
    judged(kit, deliver, (status) => status >= 400 && status < 500 && status !== 410, '4xx'),
  );

/** What the partner does with webhooks of ours. */
export const RECEIVER: readonly Requirement[] = [
  taken('RECV-01', { fa: 'وب‌هوک با امضای درست پذیرفته می‌شود.', en: 'A webhook with a good signature is taken.' }, SPEC, async (kit) => [
    await deliver(kit, hook(kit)),
  ]),
  refused('RECV-02', { fa: 'وب‌هوک با امضای نادرست رد می‌شود.', en: 'A webhook with a bad signature is refused.' }, SPEC, async (kit) => [
    await deliver(kit, hook(kit), { secret: OTHER_SECRET }),
  ]),
  refused('RECV-03', { fa: 'وب‌هوک کهنه رد می‌شود.', en: 'A stale webhook is refused.' }, `${SPEC}, timestamp tolerance`, async (kit) => [
    await deliver(kit, { ...hook(kit), sentSeconds: seconds(kit) - FAR_SECONDS }),
  ]),
  refused(
    'RECV-04',
    { fa: 'وب‌هوک آینده رد می‌شود.', en: 'A webhook from the future is refused.' },
    `${SPEC}, timestamp tolerance`,
    async (kit) => [await deliver(kit, { ...hook(kit), sentSeconds: seconds(kit) + FAR_SECONDS })],
  ),
  refused('RECV-05', { fa: 'متنی جز متنِ امضاشده رد می‌شود.', en: 'A body other than the signed one is refused.' }, SPEC, async (kit) => [
    await deliver(kit, hook(kit), { sentBody: JSON.stringify({ ...hook(kit).event, type: 'webhook.other' }) }),
  ]),
  refused('RECV-06', { fa: 'وب‌هوکِ بی‌امضا رد می‌شود.', en: 'A webhook without a signature is refused.' }, SPEC, async (kit) => [
    await deliver(kit, hook(kit), { without: 'webhook-signature' }),
  ]),
  taken(
    'RECV-07',
    { fa: 'وب‌هوکِ تکراری با ۲xx پاسخ می‌گیرد.', en: 'A webhook that comes twice is answered 2xx both times.' },
    `${SPEC}, idempotency`,
    async (kit) => {
      const same = hook(kit);
      return [await deliver(kit, same), await deliver(kit, same)];
    },
  ),
  taken(
    'RECV-08',
    { fa: 'رویداد از نوع ناشناخته با ۲xx پاسخ می‌گیرد.', en: 'An event of an unknown type is answered 2xx.' },
    'contract, open words',
    async (kit) => [await deliver(kit, hook(kit, { type: 'bank.thing_of_tomorrow.state_changed' }))],
  ),
  taken(
    'RECV-09',
    { fa: 'فیلد ناشناختهٔ رویداد مانع پذیرش نیست.', en: 'An unknown field of an event is no reason to refuse it.' },
    'contract, loose answers',
    async (kit) => [await deliver(kit, hook(kit, { ofTomorrow: { a: 1 } }))],
  ),
  taken(
    'RECV-10',
    {
      fa: 'از چند امضا، یکی که درست باشد بس است: کلید بی‌وقفه عوض می‌شود.',
      en: 'Of several signatures one that is good is enough, so that keys change without a gap.',
    },
    `${SPEC}, rotation`,
    async (kit) => [await deliver(kit, hook(kit), { alsoBy: OTHER_SECRET })],
  ),
  taken(
    'RECV-11',
    { fa: 'رویدادِ دیررسیده با نسخهٔ کهنه‌تر با ۲xx پاسخ می‌گیرد.', en: 'An event that comes late, with an older version, is answered 2xx.' },
    'contract, events',
    async (kit) => [
      await deliver(kit, hook(kit, { data: { ...THING, stateVersion: 3 } })),
      await deliver(kit, hook(kit, { data: { ...THING, stateVersion: 2 } })),
    ],
  ),
];

const THING = { id: 'ref_CONFORMANCE', referralId: 'referral-conformance', state: 'accepted', stateVersion: 1 };
const seconds = ({ talk }: Kit): number => Math.floor(talk.nowMs() / 1000);

function hook(kit: Kit, more: Readonly<Record<string, unknown>> = {}): Hook {
  const id = `evt_${kit.talk.newUuid().replaceAll('-', '').slice(-24)}`;
  return {
    id,
    sentSeconds: seconds(kit),
    event: { id, type: 'referral.state_changed', timestamp: new Date(kit.talk.nowMs()).toISOString(), data: THING, ...more },
  };
}

async function deliver(
  { receiver }: Kit,
  { id, sentSeconds, event }: Hook,
  change: { readonly secret?: string; readonly sentBody?: string; readonly without?: string; readonly alsoBy?: string } = {},
): Promise<number> {
  if (receiver === undefined) return 0;
  const body = JSON.stringify(event);
  const secrets = [...(change.alsoBy === undefined ? [] : [change.alsoBy]), change.secret ?? receiver.secret];
  const keys = await Promise.all(secrets.map(sharedHookKey));
  const headers = await signedHook({ id, sentSeconds, body: new TextEncoder().encode(body) }, keys);
  const sent = Object.fromEntries(
    Object.entries({ 'content-type': 'application/json', ...headers }).filter(([name]) => name !== change.without),
  );
  return receiver.send(sent, change.sentBody ?? body);
}

async function judged(
  kit: Kit,
  act: (kit: Kit) => Promise<readonly number[]>,
  good: (status: number) => boolean,
  expected: string,
): Promise<Verdict> {
  if (kit.receiver === undefined) return notApplicable('a receiver, by --receiver');
  const statuses = await act(kit);
  return statuses.length === 0 ? skip('a delivery') : holds(statuses.every(good), expected, statuses.join(', '));
}
