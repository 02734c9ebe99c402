/// <reference lib="dom" />
/// <reference types="node" />
import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';
import { bank } from '../bank/index.ts';
import { loan, loans } from '../bank/loans.ts';
import type { PortsOf } from '../contract/capability.ts';
import { createHandClock } from '../testing/hand-clock.ts';
import { ANSWER_LIMIT_BYTES } from './answer.ts';
import { createMemoryIdempotencyStore } from './idempotency-store.ts';
import { createPartnerClient } from './partner-client.ts';

/** Answers that no partner should give, each with what the client makes of it. */

const CANARY = 'سارا-احمدی-0012345679';
const CHUNK = 64 * 1024;

type Asked = 'create' | 'get';
/** `ok`, or the kind of the error, in which respect it breaks the contract, and the outcome where it is not that of the operation. */
type Expected = 'ok' | readonly [kind: string, what?: string];
type Case = {
  readonly title: string;
  readonly reply: (asked: Asked) => Response;
  readonly expected: Expected;
  /** What is known of a command after it; a query applies nothing. */
  readonly outcome?: 'unknown' | 'not_applied';
  readonly pointer?: string;
};

const draft: Readonly<Record<string, unknown>> = {
  ...loan.example,
  id: 'loan_1',
  state: 'draft',
  stateVersion: 1,
  allowedActions: ['submit'],
  timeline: [{ state: 'draft', stateVersion: 1, at: '2026-11-28T09:30:00+03:30', by: 'caller' }],
  createdAt: '2026-11-28T09:30:00+03:30',
  updatedAt: '2026-11-28T09:30:00+03:30',
};
const GOOD = JSON.stringify(draft);
/** The good answer with more at its end. */
const withMore = (text: string): string => `${GOOD.slice(0, -1)},${text}}`;

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
const answered =
  (body: Body | (() => Body), headers: Record<string, string> = {}) =>
  (asked: Asked) =>
    new Response(typeof body === 'function' ? body() : body, {
      status: asked === 'create' ? 201 : 200,
      headers: { 'content-type': 'application/json', ...headers },
    });
const ofStatus =
  (status: number, body: Body | (() => Body) = null, headers: Record<string, string> = {}) =>
  () =>
    new Response(typeof body === 'function' ? body() : body, { status, headers });

const bytes = (...values: readonly number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);
const joined = (...parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));

let pulled = 0;
const endless = (chunk: number): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        pulled += chunk;
        controller.enqueue(new Uint8Array(chunk).fill(0x20));
      },
    },
    { highWaterMark: 0 },
  );

const breach = (what: string): Expected => ['contract_violation', what];

const NO_JSON: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a blank', ' '],
  ['an open brace', '{'],
  ['a closing brace', '}'],
  ['an open list', '['],
  ['a member without a value', '{"id":}'],
  ['single quotes', `{'id':'${CANARY}'}`],
  ['a comma too many', '{"id":"loan_1",}'],
  ['undefined', 'undefined'],
  ['NaN', 'NaN'],
  ['Infinity', '{"id":Infinity}'],
  ['HTML', `<html><body>${CANARY}</body></html>`],
  ['XML', `<?xml version="1.0"?><loan>${CANARY}</loan>`],
  ['a NUL', '\u0000'],
  ['a NUL after it', `${GOOD}\u0000`],
  ['a NUL in a string', `{"id":"loan\u0000"}`],
  ['two values', `${GOOD}${GOOD}`],
  ['two lines of JSON', `${GOOD}\n${GOOD}`],
  ['a comment', `/* ${CANARY} */${GOOD}`],
  ['a number in hexadecimal', '0x10'],
  ['a plus', '+1'],
  ['a leading zero', '01'],
  ['a bare fraction', '.5'],
  ['half a word', 'tru'],
  ['a string without an end', `"${CANARY}`],
  ['a bad escape', '"\\x41"'],
  ['half an escape', '"\\u12"'],
  ['a line break in a string', '"a\nb"'],
  ['a prefix against scripts', `)]}',\n${GOOD}`],
  ['a callback', `cb(${GOOD})`],
  ['a form', `id=loan_1&name=${CANARY}`],
  ['YAML', `id: loan_1\nname: ${CANARY}`],
  ['half of it', GOOD.slice(0, GOOD.length / 2)],
  ['two byte order marks', `\uFEFF\uFEFF${GOOD}`],
  ['a field twice', withMore('"id":"loan_2"')],
  ['a field twice, once escaped', withMore('"\\u0069d":"loan_2"')],
  ['an unknown field twice', withMore(`"x":1,"x":"${CANARY}"`)],
  ['a field twice within', withMore('"more":{"a":1,"a":2}')],
  ['a field twice within a list', withMore('"more":[{"a":1},{"a":1,"a":2}]')],
  ['__proto__ twice', withMore('"__proto__":1,"__proto__":2')],
  ['33 levels', withMore(`"deep":${'['.repeat(32)}${']'.repeat(32)}`)],
  ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['100,000 levels of objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['100,000 open levels', '['.repeat(100_000)],
];

const OTHER_JSON: readonly (readonly [string, string])[] = [
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '7'],
  ['a string', `"${CANARY}"`],
  ['a list', '[]'],
  ['a list of it', `[${GOOD}]`],
  ['an empty object', '{}'],
  ['it in an envelope', `{"data":${GOOD}}`],
  ['only a prototype', `{"__proto__":${GOOD}}`],
  ['a problem', `{"type":"about:blank","title":"${CANARY}","status":200}`],
  ['a number without an end', GOOD.replace('"stateVersion":1', `"stateVersion":${'9'.repeat(100_000)}`)],
  ['a number beyond doubles', GOOD.replace('"stateVersion":1', '"stateVersion":1e400')],
  ['a whole number that doubles cannot tell', GOOD.replace('"stateVersion":1', '"stateVersion":9007199254740993')],
  ['a negative version', GOOD.replace('"stateVersion":1', '"stateVersion":-1')],
  ['a list of a hundred thousand', withMore(`"allowedActions2":0`).replace('["submit"]', `[${'"submit",'.repeat(50_000)}"submit"]`)],
];

const FINE: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
  ['the good answer', GOOD],
  ['blanks around it', `\n\t ${GOOD} \r\n`],
  ['a byte order mark', joined(bytes(0xef, 0xbb, 0xbf), GOOD)],
  ['a future field', withMore(`"futureField":"${CANARY}"`)],
  ['a thousand future fields', withMore(Array.from({ length: 1_000 }, (_, index) => `"future${index}":${index}`).join())],
  ['fifty thousand future fields', withMore(Array.from({ length: 50_000 }, (_, index) => `"f${index}":1`).join())],
  ['a future field of 30 levels', withMore(`"deep":${'['.repeat(30)}${']'.repeat(30)}`)],
  ['a long future list', withMore(`"long":[${'0,'.repeat(100_000)}0]`)],
  ['a future number beyond doubles', withMore('"big":1e400')],
  ['__proto__', withMore('"__proto__":{"polluted":true}')],
  ['constructor', withMore('"constructor":{"prototype":{"polluted":true}}')],
  ['toString and hasOwnProperty', withMore('"toString":1,"hasOwnProperty":1,"then":1')],
  ['an unknown state', GOOD.replace('"state":"draft"', '"state":"brand_new"')],
  ['an unknown action', GOOD.replace('["submit"]', '["brand_new"]')],
  ['an unknown actor', GOOD.replace('"by":"caller"', '"by":"robot"')],
  ['a future field within', GOOD.replace('"by":"caller"', '"by":"caller","mood":"good"')],
  ['colons and quotes in strings', withMore('"text":"a:b\\"c:\\\\\\"d:{[","e\\\\":1')],
  ['a lone half of a pair', withMore('"text":"\\ud800"')],
  ['a control character, escaped', withMore('"text":"\\u0000\\u202e"')],
];

const NO_UTF8: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = [
  ['0xFF', bytes(0xff)],
  ['0xFE 0xFF', bytes(0xfe, 0xff)],
  ['an overlong NUL', bytes(0xc0, 0x80)],
  ['half of a pair', bytes(0xed, 0xa0, 0x80)],
  ['a cut character', bytes(0xe2, 0x82)],
  ['a lone follower', bytes(0x80)],
  ['five bytes', bytes(0xf8, 0x88, 0x80, 0x80, 0x80)],
  ['beyond Unicode', bytes(0xf4, 0x90, 0x80, 0x80)],
  ['Windows-1256', bytes(0xd3, 0xc7, 0xd1, 0xc7, 0x20)],
  ['gzip', bytes(0x1f, 0x8b, 0x08, 0, 0, 0)],
];

const MEDIA: readonly (readonly [string, Expected])[] = [
  ...[
    'text/html',
    'text/plain',
    'text/json',
    'application/xml',
    'application/problem+json',
    'application/jsonx',
    'application/ld+json',
  ].map((type) => [type, breach('contentType')] as const),
  ...['application/json, text/html', 'application / json', 'json', '*/*', 'application/octet-stream', ';', `x/${'y'.repeat(8_000)}`].map(
    (type) => [type, breach('contentType')] as const,
  ),
  ...[
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=utf-16',
    'application/json;;;',
  ].map((type) => [type, 'ok'] as const),
];

/** Statuses without a document. */
const STATUSES: readonly (readonly [readonly number[], Expected, 'unknown' | 'not_applied'])[] = [
  [[202, 203, 204, 205, 206, 207, 208, 226], breach('status'), 'unknown'],
  [[300, 301, 302, 303, 304, 305, 306, 307, 308, 399], breach('redirect'), 'unknown'],
  [
    [400, 402, 405, 406, 407, 408, 410, 411, 413, 414, 415, 416, 417, 418, 421, 423, 424, 425, 426, 428, 431, 451, 499],
    breach('status'),
    'unknown',
  ],
  [[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 520, 529, 599], ['unavailable'], 'unknown'],
];

/** Problem documents that say nothing that can be relied on. */
const NO_PROBLEMS: readonly (readonly [string, Body | (() => Body), string?])[] = [
  ['no document', null],
  ['garbage', CANARY],
  ['a good one of another media type', '{"code":"SOME_CODE"}', 'application/json'],
  ['HTML', `<h1>${CANARY}</h1>`, 'text/html'],
  ['a list', `[{"code":"SOME_CODE"}]`],
  ['null', 'null'],
  ['a code that is a number', '{"code":7}'],
  ['a code that is a sentence', `{"code":"${CANARY} was here"}`],
  ['a code without an end', `{"code":"${'A'.repeat(100_000)}"}`],
  ['two codes', '{"code":"SOME_CODE","code":"OTHER_CODE"}'],
  ['a code of a prototype', '{"__proto__":{"code":"SOME_CODE"}}'],
  ['no UTF-8', joined('{"code":"SOME_CODE","title":"', bytes(0xff), '"}')],
  ['100 levels', `{"code":"SOME_CODE","errors":${'['.repeat(100)}${']'.repeat(100)}}`],
  ['no end', () => endless(CHUNK)],
];
const REFUSALS: readonly (readonly [number, Expected, 'unknown' | 'not_applied'])[] = [
  [401, ['unauthenticated'], 'not_applied'],
  [403, ['forbidden'], 'not_applied'],
  [404, ['not_found'], 'not_applied'],
  [409, ['conflict'], 'not_applied'],
  [412, ['precondition_failed'], 'not_applied'],
  [422, breach('schema'), 'unknown'],
  [429, ['rate_limited'], 'not_applied'],
];

/** Fields of a problem that are wrong beside a good code, and are then not read. */
const BAD_FIELDS: readonly string[] = [
  `"title":{"x":"${CANARY}"}`,
  `"detail":["${CANARY}"]`,
  '"status":"422"',
  '"status":1e400',
  '"retryable":"yes"',
  '"errors":7',
  `"errors":[{"pointer":"/${CANARY}","code":"value.format"}]`,
  `"errors":[{"pointer":"/memberId","code":"${CANARY}"}]`,
  `"errors":[{"pointer":"/memberId/__proto__","code":"value.format"}]`,
  `"errors":[{"pointer":7,"code":"value.format"}]`,
  `"errors":[${'{"pointer":"","code":""},'.repeat(500)}{"pointer":"","code":""}]`,
  `"conflictingId":"${CANARY}"`,
  `"conflictingId":{}`,
  `"remedies":"cancel"`,
  `"remedies":["${CANARY}"]`,
  '"__proto__":{"retryable":true}',
];

const HEADERS: readonly (readonly [string, Record<string, string>, Expected])[] = [
  ...['', '5', '0', '-1', 'abc', '1e3', '1, 2', '0x10', `${ANSWER_LIMIT_BYTES}`].map(
    (length) => [`content-length ${length}`, { 'content-length': length }, 'ok'] as const,
  ),
  ...[`${ANSWER_LIMIT_BYTES + 1}`, '99999999999999999999', 'Infinity', '1e12'].map(
    (length) => [`content-length ${length}`, { 'content-length': length }, breach('size')] as const,
  ),
  ['location', { location: 'http://169.254.169.254/' }, 'ok'],
  ['an etag of nobody', { etag: '"' }, 'ok'],
  ['a long etag', { etag: 'x'.repeat(10_000) }, 'ok'],
  ['a cookie', { 'set-cookie': 'a=b; path=/' }, 'ok'],
  ['a refresh', { refresh: '0; url=http://127.0.0.1/' }, 'ok'],
  ['a replay flag of nobody', { 'idempotency-replayed': '?9' }, 'ok'],
  ['a retry-after', { 'retry-after': 'never' }, 'ok'],
  ['another request id', { 'x-request-id': '../../etc/passwd' }, 'ok'],
];

const WAITS: readonly string[] = [
  '',
  '-1',
  '1e9',
  'abc',
  '0x10',
  '1.5',
  '1, 2',
  'NaN',
  'Infinity',
  '99999999999999999999',
  'Fri, 99 Nov 2026 00:00:00 GMT',
  'Sat, 28 Nov 1926 00:00:00 GMT',
  'Sat, 28 Nov 9999 00:00:00 GMT',
  '2026-11-28',
];

/** None of these is a value of any field of a loan. */
const WRONG: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['true', true],
  ['7.5', 7.5],
  ['an object', { [CANARY]: CANARY }],
];

const CASES: readonly Case[] = [
  ...NO_JSON.map(([what, body]): Case => ({ title: `no JSON: ${what}`, reply: answered(body), expected: breach('json') })),
  ...OTHER_JSON.map(([what, body]): Case => ({ title: `other JSON: ${what}`, reply: answered(body), expected: breach('schema') })),
  ...FINE.map(([what, body]): Case => ({ title: `fine: ${what}`, reply: answered(body), expected: 'ok' })),
  ...NO_UTF8.flatMap(([what, body]): readonly Case[] => [
    { title: `no UTF-8: ${what}`, reply: answered(body), expected: breach('encoding') },
    { title: `no UTF-8 in a string: ${what}`, reply: answered(joined(`{"id":"${CANARY}`, body, '"}')), expected: breach('encoding') },
  ]),
  ...MEDIA.map(
    ([type, expected]): Case => ({
      title: `media type ${type.slice(0, 40)}`,
      reply: answered(GOOD, { 'content-type': type }),
      expected,
    }),
  ),
  ...STATUSES.flatMap(([statuses, expected, outcome]) =>
    statuses.map((status): Case => ({ title: `status ${status}`, reply: ofStatus(status), expected, outcome })),
  ),
  ...REFUSALS.flatMap(([status, expected, outcome]) =>
    NO_PROBLEMS.map(
      ([what, body, type = 'application/problem+json']): Case => ({
        title: `${status} with ${what}`,
        reply: ofStatus(status, body, { 'content-type': type }),
        expected,
        outcome,
      }),
    ),
  ),
  ...BAD_FIELDS.map(
    (field): Case => ({
      title: `422 with ${field.slice(0, 60)}`,
      reply: ofStatus(422, `{"code":"SOME_CODE",${field}}`, { 'content-type': 'application/problem+json' }),
      expected: ['rejected'],
      outcome: 'not_applied',
    }),
  ),
  ...HEADERS.map(([what, headers, expected]): Case => ({ title: `header ${what}`, reply: answered(GOOD, headers), expected })),
  ...WAITS.flatMap((wait) =>
    ([429, 503] as const).map(
      (status): Case => ({
        title: `${status} with retry-after ${wait}`,
        reply: ofStatus(status, null, { 'retry-after': wait }),
        expected: [status === 429 ? 'rate_limited' : 'unavailable'],
        outcome: status === 429 ? 'not_applied' : 'unknown',
      }),
    ),
  ),
  ...Object.keys(draft).flatMap((name) => [
    ...WRONG.map(
      ([what, value]): Case => ({
        title: `${name} is ${what}`,
        reply: answered(JSON.stringify({ ...draft, [name]: value })),
        expected: breach('schema'),
        pointer: `/${name}`,
      }),
    ),
  ]),
  ...['id', 'state', 'stateVersion', 'allowedActions', 'timeline', 'createdAt', 'updatedAt', 'memberId', 'kind', 'amount'].map(
    (name): Case => ({
      title: `${name} is missing`,
      reply: answered(JSON.stringify({ ...draft, [name]: undefined })),
      expected: breach('schema'),
      pointer: `/${name}`,
    }),
  ),
  ...[100, 4_096, CHUNK, ANSWER_LIMIT_BYTES, 8 * ANSWER_LIMIT_BYTES].map(
    (chunk): Case => ({
      title: `without an end, in chunks of ${chunk}`,
      reply: answered(() => endless(chunk)),
      expected: breach('size'),
    }),
  ),
  {
    title: '100 MB, announced',
    reply: answered(() => endless(CHUNK), { 'content-length': '104857600' }),
    expected: breach('size'),
  },
  { title: 'one byte too many', reply: answered(GOOD.padEnd(ANSWER_LIMIT_BYTES + 1)), expected: breach('size') },
  // Persian letters take two bytes; blanks make it exact.
  {
    title: 'as many bytes as may be',
    reply: answered(() => joined(GOOD, ' '.repeat(ANSWER_LIMIT_BYTES - Buffer.byteLength(GOOD)))),
    expected: 'ok',
  },
  {
    title: 'a body that breaks',
    reply: answered(() => new ReadableStream({ start: (controller) => controller.error(new Error(CANARY)) })),
    expected: ['network'],
  },
];

const asked = loans.operations.create.example as unknown as Parameters<PortsOf<typeof bank>['loans']['create']>[0];

async function outcomeOf({ reply }: Case, call: Asked) {
  const told: unknown[] = [];
  const { ports } = createPartnerClient(bank, {
    baseUrl: 'https://bank.example',
    attempts: 1,
    clock: createHandClock(Date.UTC(2026, 10, 28)),
    random: () => 0,
    newId: () => '00000000-0000-4000-8000-000000000001',
    store: createMemoryIdempotencyStore(),
    telemetry: { begin: (began) => ({ attempt: (event) => told.push(began, event), end: (event) => told.push(event) }) },
    fetch: () => Promise.resolve(reply(call)),
  })._unsafeUnwrap();
  pulled = 0;
  const result = await (call === 'create' ? ports.loans.create(asked) : ports.loans.get({ id: 'loan_1' }));
  return { result, told };
}

it('keeps at least 300 cases, each of its own', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(300);
  expect(new Set(CASES.map(({ title }) => title)).size).toBe(CASES.length);
});

it.each(CASES)('$title', async (one) => {
  for (const call of ['create', 'get'] as const) {
    const { result, told } = await outcomeOf(one, call);
    // However much comes, little is read.
    expect(pulled).toBeLessThanOrEqual(8 * ANSWER_LIMIT_BYTES + CHUNK);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    if (result.isOk()) {
      expect('ok').toBe(one.expected);
      expect(Object.keys(result.value).toSorted()).toEqual(Object.keys(draft).toSorted());
      continue;
    }
    const { error } = result;
    const [kind, what] = one.expected === 'ok' ? [] : one.expected;
    expect([error.kind, 'what' in error ? error.what : undefined]).toEqual([kind, what]);
    expect(error.outcome).toBe(call === 'get' ? 'not_applied' : (one.outcome ?? 'unknown'));
    if (one.pointer !== undefined && 'pointers' in error)
      expect(error.pointers.length > 0 && error.pointers.every((pointer) => pointer.startsWith(one.pointer ?? ''))).toBe(true);
    expect(error.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
    for (const text of [
      inspect([error, told], { depth: 20, showHidden: true }),
      JSON.stringify([error, told]),
      format('%o %s', error, told),
    ])
      expect(text).not.toMatch(/سارا|0012345679/);
  }
});
