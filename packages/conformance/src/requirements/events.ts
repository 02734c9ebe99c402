import type { NamedOperation } from '@rahyar/partners/contract';
import { type AtOperation, pointersOf } from '../run/at-operation.ts';
import { fieldsOf, itemsOf } from '../run/kit.ts';
import { fail, holds, notApplicable, pass, skip, type Verdict } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

const FEED = 'common.events.list';

/** What a partner tells by its feed. */
export const EVENTS: readonly Requirement[] = [
  ofEach(
    'commands',
    {
      id: 'EVNT-01',
      level: 'L3',
      text: {
        fa: 'هر تغییر رویدادی با نام، شناسه و وضعیت آن چیز می‌آورد.',
        en: 'Each change brings an event with the name, id and state of the thing.',
      },
      source: 'contract, events',
    },
    async (at) =>
      afterChange(at, (events, made) =>
        holds(
          events.some(({ data, type }) => type === made.type && data['id'] === made.id && data['state'] === made.state),
          `${made.type} of it`,
          `none among ${events.length} events`,
        ),
      ),
  ),
  ofEach(
    'commands',
    {
      id: 'EVNT-02',
      level: 'L3',
      text: { fa: 'رویداد با شکل قرارداد می‌خواند.', en: 'An event keeps the shape of the contract.' },
      source: 'contract, events',
    },
    async (at) =>
      afterChange(at, (_, __, { json, feed }) => {
        const parsed = feed.operation.output.safeParse(json);
        return parsed.success ? pass : fail('the shape of the feed', pointersOf(parsed.error.issues));
      }),
  ),
  ofEach(
    'commands',
    {
      id: 'EVNT-03',
      level: 'L3',
      text: { fa: 'since از رویدادِ پس از آن آغاز می‌کند.', en: 'since begins with the event after it.' },
      source: 'contract, events',
    },
    async (at) => {
      const feed = at.operation(FEED);
      return afterChange(at, (events, _, { since }) =>
        feed === undefined || since === undefined
          ? notApplicable('an earlier event')
          : holds(!events.some(({ id }) => id === since), 'only later events', 'the event itself'),
      );
    },
  ),
  ofEach(
    'commands',
    {
      id: 'EVNT-04',
      level: 'L3',
      text: { fa: 'رویدادهای یک چیز به ترتیب نسخه می‌آیند.', en: 'The events of one thing come in the order of its versions.' },
      source: 'contract, events',
    },
    async (at) =>
      afterChange(at, (events, made) => {
        const versions = events.filter(({ data }) => data['id'] === made.id).map(({ data }) => Number(data['stateVersion']));
        return versions.length < 2
          ? notApplicable('two events of one thing')
          : holds(
              versions.every((version, index) => index === 0 || version >= (versions[index - 1] ?? 0)),
              'growing versions',
              versions.join(', '),
            );
      }),
  ),
  ofEach(
    'commands',
    {
      id: 'EVNT-05',
      level: 'L3',
      text: {
        fa: 'رویداد تنها شناسه، وضعیت، نسخه و کد دارد و هیچ دادهٔ شخصی ندارد.',
        en: 'An event has an id, a state, a version and a code only, and nothing personal.',
      },
      source: 'contract, events; Standard Webhooks, thin payloads',
    },
    async (at) =>
      afterChange(at, (events, made) => {
        const thin = ['id', 'state', 'stateVersion', 'code', 'referralId'];
        const more = events
          .filter(({ data }) => data['id'] === made.id)
          .flatMap(({ data }) => Object.keys(data).filter((name) => !thin.includes(name)));
        return holds(more.length === 0, thin.join(', '), `${more.length} other fields`);
      }),
  ),
  ofEach(
    'commands',
    {
      id: 'EVNT-06',
      level: 'L3',
      text: { fa: 'هر رویداد شناسه‌ای یکتا دارد.', en: 'Each event has an id of its own.' },
      source: 'contract, events; Standard Webhooks, webhook-id',
    },
    async (at) =>
      afterChange(at, (events) => {
        const ids = events.map(({ id }) => id);
        return holds(new Set(ids).size === ids.length, 'each id once', `${ids.length - new Set(ids).size} repeated`);
      }),
  ),
];

type Told = { readonly id: unknown; readonly type: unknown; readonly data: Readonly<Record<string, unknown>> };
type Change = { readonly type: string; readonly id: unknown; readonly state: unknown };

/** Carries out the command and reads the feed from just before the thing was made. */
async function afterChange(
  at: AtOperation,
  judge: (
    events: readonly Told[],
    made: Change,
    feed: { readonly json: unknown; readonly feed: NamedOperation; readonly since: string | undefined },
  ) => Verdict,
): Promise<Verdict> {
  const feed = at.operation(FEED);
  if (feed === undefined || at.resource === undefined) return notApplicable('common.events');
  const since = await lastEventId(at, feed);
  const made = await at.freshSuccess();
  if (made === undefined) return skip(NO_INPUT);
  const answer = await at.ask(feed, { limit: 100, ...(since === undefined ? {} : { since }) });
  if (answer.status !== 200) return skip('a feed that answers');
  const events = itemsOf(answer).map((item) => ({
    id: fieldsOf(item)['id'],
    type: fieldsOf(item)['type'],
    data: fieldsOf(fieldsOf(item)['data']),
  }));
  const { id, state } = fieldsOf(made.answer.json);
  return judge(events, { type: at.resource.event, id, state }, { json: answer.json, feed, since });
}

/** Where the feed ends now; remembered, so that a long feed is read once. */
async function lastEventId(at: AtOperation, feed: NamedOperation): Promise<string | undefined> {
  for (let page = 0; page < 1_000; page += 1) {
    const items = itemsOf(await at.ask(feed, { limit: 100, ...(at.feedEnd.id === undefined ? {} : { since: at.feedEnd.id }) }));
    const last = fieldsOf(items.at(-1))['id'];
    if (typeof last !== 'string' || last === at.feedEnd.id) return at.feedEnd.id;
    at.feedEnd.id = last;
    if (items.length < 100) return last;
  }
  return at.feedEnd.id;
}
