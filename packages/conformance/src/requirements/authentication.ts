import { codeText } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { firstBad, holds, skip } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

/** Who may speak at all. */
export const AUTHENTICATION: readonly Requirement[] = [
  ofEach(
    'every',
    {
      id: 'AUTH-01',
      level: 'L0',
      text: { fa: 'بی Authorization پاسخ ۴۰۱ است.', en: 'Without Authorization the answer is 401.' },
      source: 'contract, sign-in; RFC 9110 §11.6.1',
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis(input, { token: null }), 401, 'UNAUTHENTICATED'),
  ),
  ofEach(
    'every',
    {
      id: 'AUTH-02',
      level: 'L0',
      text: { fa: 'با توکن ناشناخته پاسخ ۴۰۱ است.', en: 'With an unknown token the answer is 401.' },
      source: 'contract, sign-in; RFC 6750 §3.1',
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis(input, { token: 'no-such-token' }), 401, 'UNAUTHENTICATED'),
  ),
  ofEach(
    'every',
    {
      id: 'AUTH-03',
      level: 'L0',
      text: {
        fa: 'فراخوانندهٔ بی‌هویت، پیش از هر بررسی محتوا پاسخ ۴۰۱ می‌گیرد.',
        en: 'A caller who is not known gets 401 before the content is looked at.',
      },
      source: 'contract, sign-in; OWASP API2:2023',
    },
    async ({ at, askThis, stranger }) => {
      const answer = await askThis(stranger(), { token: null, ...(at.method === 'POST' ? { body: '{"noSuchField":' } : {}) });
      return holds(answer.status === 401, '401', String(answer.status));
    },
  ),
  ofEach(
    'every',
    {
      id: 'AUTH-04',
      level: 'L0',
      text: { fa: 'توکن در نشانی پذیرفته نمی‌شود.', en: 'A token in the address is not taken.' },
      source: 'RFC 9700 §2.6; contract, nothing secret in an address',
    },
    async ({ askThis, talk, stranger, at }) => {
      if (talk.token === undefined) return skip('a token');
      const answers = await Promise.all(
        ['access_token', 'token'].map((name) =>
          askThis(at.method === 'GET' ? stranger() : at.example, {
            token: null,
            search: `?${name}=${encodeURIComponent(talk.token ?? '')}`,
          }),
        ),
      );
      return firstBad(answers.map(({ status }) => holds(status === 401, '401', String(status))));
    },
  ),
  ofEach(
    'every',
    {
      id: 'AUTH-05',
      level: 'L0',
      text: { fa: 'فراخوانندهٔ شناخته‌ای که دامنهٔ این کار را ندارد پاسخ ۴۰۳ می‌گیرد.', en: 'A known caller without the scope gets 403.' },
      source: 'contract, scopes; RFC 6750 §3.1',
    },
    async ({ input, askThis, limitedToken }) => {
      if (limitedToken === undefined) return skip('a token without the scope, in RAHYAR_LIMITED_TOKEN');
      const given = await input();
      if (given === undefined) return skip(NO_INPUT);
      const { status, json } = await askThis(given, { token: limitedToken });
      return holds(status === 403, '403 FORBIDDEN', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
  ofEach(
    'every',
    {
      id: 'AUTH-06',
      level: 'L0',
      strength: 'SHOULD',
      text: { fa: 'پاسخ ۴۰۱ سرایند WWW-Authenticate دارد.', en: 'A 401 carries WWW-Authenticate.' },
      source: 'RFC 9110 §15.5.2',
    },
    async ({ askThis, stranger }) => {
      const { status, headers } = await askThis(stranger(), { token: null });
      return status === 401 ? holds(headers.has('www-authenticate'), 'WWW-Authenticate', 'none') : skip('a 401');
    },
  ),
];
