import { codeText } from '../run/at-operation.ts';
import { fieldsOf, type Kit, operationBy } from '../run/kit.ts';
import { headerShown } from '../run/redaction.ts';
import type { Answer } from '../run/talk.ts';
import { holds, notApplicable, skip } from '../run/verdict.ts';
import { ofPartner, type Requirement } from './requirement.ts';

/** More than so many are not sent to find a limit. */
const BURST_MAX = 1_200;
const TOO_HIGH = `a rate in discovery of at most ${BURST_MAX} a minute, and a caller of its own to try it`;

/** How a partner defends itself. */
export const LIMITS: readonly Requirement[] = [
  ofPartner(
    {
      id: 'LIMT-01',
      level: 'L4',
      text: { fa: 'بیش از شمارِ اعلام‌شده پاسخ ۴۲۹ می‌گیرد.', en: 'More requests than announced are answered 429.' },
      source: 'RFC 6585 §4; contract, limits',
    },
    async (kit) => {
      const last = await burst(kit);
      return last === undefined
        ? notApplicable(TOO_HIGH)
        : holds(last.status === 429, '429 RATE_LIMITED', `${last.status} ${codeText(fieldsOf(last.json)['code'])}`);
    },
  ),
  ofPartner(
    {
      id: 'LIMT-02',
      level: 'L4',
      text: { fa: 'پاسخ ۴۲۹ زمانِ انتظار را در Retry-After می‌گوید.', en: 'A 429 tells how long to wait in Retry-After.' },
      source: 'RFC 9110 §10.2.3; RFC 6585 §4',
    },
    async (kit) => {
      const last = await burst(kit);
      if (last === undefined) return notApplicable(TOO_HIGH);
      const wait = last.headers.get('retry-after') ?? 'none';
      return last.status === 429
        ? holds(
            /^\d{1,5}$/.test(wait) || !Number.isNaN(Date.parse(wait)),
            'seconds or a date',
            headerShown('retry-after', last.headers.get('retry-after')),
          )
        : skip('a 429');
    },
  ),
];

/** Asks with the token of a caller who may read until one is refused; once for both requirements. */
async function burst(kit: Kit): Promise<Answer | undefined> {
  const { ratePerMinute } = fieldsOf(fieldsOf((await kit.discovery()).json)['limits']);
  const query =
    operationBy(kit.profile, ({ effect }) => effect.kind === 'list') ??
    operationBy(kit.profile, ({ intent, method }) => intent === 'query' && method === 'GET');
  if (typeof ratePerMinute !== 'number' || ratePerMinute > BURST_MAX || query === undefined || kit.burstToken === undefined)
    return undefined;
  let last: Answer | undefined;
  for (let sent = 0; sent <= ratePerMinute && last?.status !== 429; sent += 1)
    last = await kit.ask(query, { ...query.operation.example, id: 'none' }, { token: kit.burstToken });
  return last;
}
