import { ANSWER_DEPTH, readJson } from '@rahyar/partners';
import { codeText } from '../run/at-operation.ts';
import { fieldsOf } from '../run/kit.ts';
import { headerShown } from '../run/redaction.ts';
import { fail, firstBad, holds, notApplicable, pass, skip } from '../run/verdict.ts';
import { NO_INPUT, ofEach, ofPartner, type Requirement } from './requirement.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const DEEP = '['.repeat(2_000) + ']'.repeat(2_000);

/** How answers travel. */
export const TRANSPORT: readonly Requirement[] = [
  ofEach(
    'every',
    {
      id: 'HTTP-01',
      level: 'L0',
      text: { fa: 'پاسخ موفق X-Request-Id درخواست را بازمی‌گرداند.', en: 'A success echoes the X-Request-Id of the request.' },
      source: 'contract, headers',
    },
    async ({ success }) =>
      success(({ headers, requestId }) =>
        holds(headers.get('x-request-id') === requestId, 'the same X-Request-Id', headers.has('x-request-id') ? 'another one' : 'none'),
      ),
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-02',
      level: 'L0',
      text: { fa: 'پاسخ رد نیز X-Request-Id درخواست را بازمی‌گرداند.', en: 'A refusal echoes the X-Request-Id of the request too.' },
      source: 'contract, headers',
    },
    async ({ refusal }) => {
      const { headers, requestId } = await refusal();
      return holds(
        headers.get('x-request-id') === requestId,
        'the same X-Request-Id',
        headers.has('x-request-id') ? 'another one' : 'none',
      );
    },
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-03',
      level: 'L0',
      text: { fa: 'نوع محتوای پاسخ موفق application/json است.', en: 'The content type of a success is application/json.' },
      source: 'contract, headers; RFC 8259',
    },
    async ({ success }) =>
      success(({ headers }) =>
        holds(
          JSON_TYPE.test(headers.get('content-type') ?? ''),
          'application/json',
          headerShown('content-type', headers.get('content-type')),
        ),
      ),
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-04',
      level: 'L0',
      text: {
        fa: 'هیچ پاسخی در میان راه نگه داشته نمی‌شود: Cache-Control: no-store.',
        en: 'No answer is kept on the way: Cache-Control: no-store.',
      },
      source: 'contract, headers; RFC 9111 §5.2.2.5',
    },
    async ({ success }) =>
      success(({ headers }) =>
        holds(
          /\bno-store\b/i.test(headers.get('cache-control') ?? ''),
          'no-store',
          headerShown('cache-control', headers.get('cache-control')),
        ),
      ),
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-05',
      level: 'L1',
      text: { fa: 'روشی که در آن نشانی نیست پاسخ ۴۰۵ می‌گیرد.', en: 'A method that an address does not have is answered 405.' },
      source: 'RFC 9110 §15.5.6',
    },
    async ({ askThis, stranger }) => {
      const { status } = await askThis(stranger(), WRONG_METHOD);
      return holds(status === 405, '405', String(status));
    },
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-06',
      level: 'L1',
      text: { fa: 'پاسخ ۴۰۵ روش‌های آن نشانی را در Allow نام می‌برد.', en: 'A 405 names the methods of the address in Allow.' },
      source: 'RFC 9110 §10.2.1',
    },
    async ({ at, askThis, stranger }) => {
      const { status, headers } = await askThis(stranger(), WRONG_METHOD);
      const allowed = (headers.get('allow') ?? '').split(/\s*,\s*/);
      return status === 405
        ? holds(allowed.includes(at.method), `${at.method} in Allow`, headerShown('allow', headers.get('allow')))
        : skip('a 405');
    },
  ),
  ofPartner(
    {
      id: 'HTTP-07',
      level: 'L1',
      text: { fa: 'نشانی ناشناخته پاسخ ۴۰۴ با سند خطا می‌گیرد.', en: 'An unknown address is answered 404 with a problem document.' },
      source: 'contract, problems',
    },
    async ({ send }) => {
      const { status, json } = await send({ method: 'GET', path: '/v1/no-such-place' });
      return holds(
        status === 404 && fieldsOf(json)['code'] === 'NOT_FOUND',
        '404 NOT_FOUND',
        `${status} ${codeText(fieldsOf(json)['code'])}`,
      );
    },
  ),
  ofEach(
    'bodied',
    {
      id: 'HTTP-08',
      level: 'L1',
      text: { fa: 'متنی که JSON اعلام نشده پاسخ ۴۱۵ می‌گیرد.', en: 'A body that is not declared as JSON is answered 415.' },
      source: 'RFC 9110 §15.5.16',
    },
    async ({ refusedFor, askThis }) =>
      refusedFor((input) => askThis(input, { headers: { 'content-type': 'text/plain' } }), 415, 'UNSUPPORTED_MEDIA_TYPE'),
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-09',
      level: 'L1',
      text: { fa: 'اگر JSON پذیرفته نباشد پاسخ ۴۰۶ است.', en: 'Where JSON is not accepted the answer is 406.' },
      source: 'RFC 9110 §15.5.7',
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis(input, { headers: { accept: 'text/html' } }), 406, 'NOT_ACCEPTABLE'),
  ),
  ofEach(
    'filled',
    {
      id: 'HTTP-10',
      level: 'L1',
      text: { fa: 'متن بزرگ‌تر از اندازهٔ اعلام‌شده پاسخ ۴۱۳ می‌گیرد.', en: 'A body larger than the limit in discovery is answered 413.' },
      source: 'contract, limits; RFC 9110 §15.5.14',
    },
    async ({ discovery, askThis, stranger }) => {
      const { bodyBytes } = fieldsOf(fieldsOf((await discovery()).json)['limits']);
      if (typeof bodyBytes !== 'number' || bodyBytes > 2_000_000) return notApplicable('a limit of at most 2 MB, which is tried');
      const { status } = await askThis(stranger(), { body: `{"noSuchField":"${'x'.repeat(bodyBytes)}"}` });
      return holds(status === 413, '413', String(status));
    },
  ),
  ofEach(
    'bodied',
    {
      id: 'HTTP-11',
      level: 'L1',
      text: { fa: 'متنی که JSON درست نیست پاسخ ۴۰۰ می‌گیرد.', en: 'A body that is not JSON is answered 400.' },
      source: 'contract, problems',
    },
    async ({ refusedFor, askThis }) => refusedFor((input) => askThis(input, { body: '{"amount": ' }), 400, 'MALFORMED_BODY'),
  ),
  ofEach(
    'bodied',
    {
      id: 'HTTP-12',
      level: 'L1',
      text: { fa: 'متنِ بدشکل و ژرف هرگز خطای درونی (۵xx) نمی‌آورد.', en: 'Strange and deep bodies never bring an internal error (5xx).' },
      source: 'Schemathesis not_a_server_error',
    },
    async ({ askThis, stranger }) => {
      const answers = await Promise.all([DEEP, 'null', '"text"', '[]', '\u0000'].map((body) => askThis(stranger(), { body })));
      return firstBad(answers.map(({ status }) => holds(status >= 400 && status < 500, '4xx', String(status))));
    },
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-13',
      level: 'L1',
      text: { fa: 'کد وضعیت پاسخ موفق همان کد قرارداد است.', en: 'A success has the status that the contract says.' },
      source: 'contract, operations',
    },
    async ({ at, sample }) => {
      const answer = await sample();
      return answer === undefined ? skip(NO_INPUT) : holds(answer.status === at.success, String(at.success), String(answer.status));
    },
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-14',
      level: 'L1',
      text: {
        fa: 'درخواست بی X-Request-Id نیز پاسخ می‌گیرد و پاسخ شناسه‌ای دارد.',
        en: 'A request without X-Request-Id is answered too, and the answer has an id.',
      },
      source: 'contract, headers',
    },
    async ({ refusedCall, refusal }) => {
      const usual = await refusal();
      const { status, headers } = await refusedCall({ headers: { 'x-request-id': null } });
      return holds(
        status === usual.status && headers.has('x-request-id'),
        `${usual.status} with an X-Request-Id`,
        `${status}${headers.has('x-request-id') ? '' : ', none'}`,
      );
    },
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-15',
      level: 'L1',
      text: { fa: 'سرایند ناشناخته نادیده گرفته می‌شود.', en: 'An unknown request header is ignored.' },
      source: 'RFC 9110 §5.1',
    },
    async ({ refusedCall, refusal }) => {
      const usual = await refusal();
      const { status } = await refusedCall({ headers: { 'x-of-tomorrow': '1', traceparent: 'not-a-trace' } });
      return holds(status === usual.status, `${usual.status}, as without it`, String(status));
    },
  ),
  ofEach(
    'every',
    {
      id: 'HTTP-16',
      level: 'L1',
      text: {
        fa: 'هیچ پاسخی نام یک فیلد را دو بار نمی‌آورد و بیش از ۳۲ لایه ندارد.',
        en: `No answer names a field twice, or is nested deeper than ${ANSWER_DEPTH} levels.`,
      },
      source: 'RFC 8259 §4; contract, answers',
    },
    async ({ sample, refusal }) => {
      const answers = [await sample(), await refusal()].flatMap((answer) => (answer?.json === undefined ? [] : [answer]));
      return firstBad(
        answers.map(({ text }) => holds(readJson(text).isOk(), 'JSON with one meaning', 'a field twice, or too many levels')),
      );
    },
  ),
  ofPartner(
    {
      id: 'HTTP-17',
      level: 'L0',
      text: { fa: 'پیوندی با TLS کهنه‌تر از ۱٫۲ پذیرفته نمی‌شود.', en: 'No connection by a TLS older than 1.2 is taken.' },
      source: 'RFC 8996 §4-5; RFC 9325 §3.1.1',
    },
    async ({ tls }) => {
      const outcome = await tls?.('outdated');
      if (outcome === undefined) return notApplicable(WITHOUT_TLS);
      if (outcome.kind === 'agreed') return fail('a refusal', outcome.protocol);
      return outcome.kind === 'refused' ? pass : skip('a machine that can offer TLS 1.1');
    },
  ),
  ofPartner(
    {
      id: 'HTTP-18',
      level: 'L0',
      strength: 'SHOULD',
      text: { fa: 'TLS ۱٫۳ در میان پروتکل‌های سازمان هست.', en: 'TLS 1.3 is among what the partner speaks.' },
      source: 'RFC 9325 §3.1.1',
    },
    async ({ tls }) => {
      const outcome = await tls?.('usual');
      if (outcome === undefined) return notApplicable(WITHOUT_TLS);
      return outcome.kind === 'agreed' ? holds(outcome.protocol === 'TLSv1.3', 'TLSv1.3', outcome.protocol) : fail('TLSv1.3', outcome.kind);
    },
  ),
];

const WITHOUT_TLS = 'a connection by TLS; on one machine there may be none';

const WRONG_METHOD = { method: 'PUT', body: '{}' } as const;
