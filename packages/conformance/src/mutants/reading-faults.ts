/// <reference lib="dom" />
import { SANDBOX_TOKENS } from '../sandbox/sandbox-callers.ts';
import {
  altered,
  answering,
  asking,
  fault,
  type Json,
  jsonOf,
  leavingOut,
  type PlantedFault,
  problemAnswer,
  problemJson,
  refusing,
  telling,
  without,
} from './spoil.ts';

const isDiscovery = (json: Json): boolean => 'capabilities' in json;
const NO_SUCH = 'NOSUCHTHING';
const FORTY_LEVELS: unknown = JSON.parse('['.repeat(40) + ']'.repeat(40));
const [GET, LIST] = ['bank.loans.get', 'bank.loans.list'];
const dataOf = (json: Json): readonly Json[] => (Array.isArray(json['data']) ? (json['data'] as Json[]) : []);

/** Faults in what a partner shows, and in how its answers travel. They are planted in the bank and its loans. */
export const READING_FAULTS: readonly PlantedFault[] = [
  fault(
    'DISC-01',
    'asks for a token at its discovery document',
    asking(
      () => (request) => (request.url.endsWith('/.well-known/rahyar-partner') ? problemAnswer(request, 401, 'UNAUTHENTICATED') : undefined),
    ),
  ),
  fault(
    'DISC-02',
    'does not say how long it remembers keys',
    telling(undefined, () => (json) => (isDiscovery(json) ? without(json, 'idempotencyRetentionHours') : json)),
  ),
  fault(
    'DISC-03',
    'forgets a capability in its discovery document',
    telling(undefined, () => (json) => (isDiscovery(json) ? { ...json, capabilities: [] } : json)),
  ),
  fault(
    'DISC-04',
    'has another major version',
    telling(undefined, () => (json) => (isDiscovery(json) ? { ...json, contract: { version: '2.0.0', hash: '0'.repeat(64) } } : json)),
  ),
  fault(
    'DISC-05',
    'was built from another contract of the same version',
    telling(undefined, () => (json) => (isDiscovery(json) ? { ...json, contract: { version: '1.0.0', hash: 'f'.repeat(64) } } : json)),
  ),
  fault(
    'AUTH-01',
    'shows a thing to anybody who knows its id',
    asking(
      () => (request, body) =>
        request.method === 'GET' && /\/loan_(?!Z)/.test(request.url) && !request.headers.has('authorization')
          ? altered(request, body, { headers: { authorization: `Bearer ${SANDBOX_TOKENS.full}` } })
          : undefined,
    ),
  ),
  fault(
    'AUTH-02',
    'takes any token for reading',
    asking(
      () => (request, body) =>
        request.method === 'GET' && request.headers.get('authorization') === 'Bearer no-such-token'
          ? altered(request, body, { headers: { authorization: `Bearer ${SANDBOX_TOKENS.full}` } })
          : undefined,
    ),
  ),
  fault(
    'AUTH-03',
    'reads the body of a stranger',
    asking(
      () => (request, body) =>
        !request.headers.has('authorization') && body === '{"noSuchField":' ? problemAnswer(request, 400, 'MALFORMED_BODY') : undefined,
    ),
  ),
  fault(
    'AUTH-04',
    'takes a token in the address',
    asking(() => (request, body) => {
      const token = new URL(request.url).searchParams.get('access_token');
      return token === null
        ? undefined
        : altered(request, body, { search: (query) => query.delete('access_token'), headers: { authorization: `Bearer ${token}` } });
    }),
  ),
  fault('AUTH-05', 'does not look at scopes', leavingOut('scope')),
  fault(
    'AUTH-06',
    'does not say how to sign in',
    answering(
      () =>
        ({ response }) =>
          response.status === 401 ? { headers: { 'www-authenticate': null } } : undefined,
    ),
  ),
  fault(
    'HTTP-01',
    'drops the request id of a success',
    answering(
      () =>
        ({ response }) =>
          response.ok ? { headers: { 'x-request-id': null } } : undefined,
    ),
  ),
  fault(
    'HTTP-02',
    'gives a refusal an id of its own',
    answering(
      () =>
        ({ request, response }) =>
          !response.ok && request.headers.has('x-request-id') ? { headers: { 'x-request-id': 'another-id' } } : undefined,
    ),
  ),
  fault(
    'HTTP-03',
    'answers JSON as text/json',
    answering(
      () =>
        ({ response }) =>
          response.ok ? { headers: { 'content-type': 'text/json' } } : undefined,
    ),
  ),
  fault(
    'HTTP-04',
    'lets its answers be kept',
    answering(
      () =>
        ({ response }) =>
          response.ok ? { headers: { 'cache-control': 'max-age=60' } } : undefined,
    ),
  ),
  fault(
    'HTTP-05',
    'answers 404 to a wrong method',
    asking(() => (request) => (request.method === 'PUT' ? problemAnswer(request, 404, 'NOT_FOUND') : undefined)),
  ),
  fault(
    'HTTP-06',
    'does not name the methods of an address',
    answering(
      () =>
        ({ response }) =>
          response.status === 405 ? { headers: { allow: null } } : undefined,
    ),
  ),
  fault(
    'HTTP-07',
    'answers 200 at any address',
    asking(() => (request) => (request.url.endsWith('/no-such-place') ? Response.json({}) : undefined)),
  ),
  fault(
    'HTTP-08',
    'reads any media type',
    answering(
      () =>
        ({ response, request }) =>
          response.status === 415 ? { status: 400, json: problemJson(request, 400, 'MALFORMED_BODY') } : undefined,
    ),
  ),
  fault(
    'HTTP-09',
    'answers JSON to who wants HTML',
    answering(
      () =>
        ({ response, request }) =>
          response.status === 406 ? { status: 415, json: problemJson(request, 415, 'UNSUPPORTED_MEDIA_TYPE') } : undefined,
    ),
  ),
  fault('HTTP-10', 'reads bodies of any size', leavingOut('bodyLimit')),
  fault(
    'HTTP-11',
    'takes a broken body for an empty one',
    answering(
      () =>
        ({ json, request }) =>
          json['code'] === 'MALFORMED_BODY' ? { status: 422, json: problemJson(request, 422, 'VALIDATION_FAILED') } : undefined,
    ),
  ),
  fault(
    'HTTP-12',
    'breaks on a deep body',
    asking(() => (request, body) => (body.startsWith('[[[[') ? problemAnswer(request, 500, 'INTERNAL') : undefined)),
  ),
  fault(
    'HTTP-13',
    'answers 200 where something is made',
    answering(
      () =>
        ({ response }) =>
          response.status === 201 ? { status: 200 } : undefined,
    ),
  ),
  fault(
    'HTTP-14',
    'wants a request id',
    asking(
      () => (request) =>
        request.headers.has('x-request-id') || request.url.includes('.well-known')
          ? undefined
          : problemAnswer(request, 400, 'MALFORMED_BODY'),
    ),
  ),
  fault(
    'HTTP-15',
    'refuses a header that it does not know',
    asking(() => (request) => (request.headers.has('x-of-tomorrow') ? problemAnswer(request, 400, 'MALFORMED_BODY') : undefined)),
  ),
  fault(
    'HTTP-16',
    'names the field of an answer twice',
    answering(
      () =>
        ({ response, text }) =>
          response.ok ? { text: text.replace(/^\{/, '{"data":"stale","state":"stale",') } : undefined,
    ),
  ),
  {
    ...fault(
      'HTTP-16',
      'names the code of a refusal twice',
      answering(
        () =>
          ({ response, text }) =>
            response.ok ? undefined : { text: text.replace(/^\{/, '{"code":"ANOTHER",') },
      ),
    ),
    id: 'http-16-refusal',
  },
  {
    ...fault(
      'HTTP-16',
      'adds a field of forty levels',
      answering(
        () =>
          ({ response, json }) =>
            response.ok ? { json: { ...json, future: FORTY_LEVELS } } : undefined,
      ),
    ),
    id: 'http-16-deep',
  },
  {
    ...fault('HTTP-17', 'still takes TLS 1.1', () => ({})),
    tls: (offer) => Promise.resolve({ kind: 'agreed', protocol: offer === 'usual' ? 'TLSv1.3' : 'TLSv1.1' }),
  },
  {
    ...fault('HTTP-18', 'speaks TLS 1.2 alone', () => ({})),
    tls: (offer) => Promise.resolve(offer === 'usual' ? { kind: 'agreed', protocol: 'TLSv1.2' } : { kind: 'refused' }),
  },
  fault(
    'PROB-01',
    'sends problems as plain JSON',
    answering(
      () =>
        ({ response }) =>
          response.ok ? undefined : { headers: { 'content-type': 'application/json' } },
    ),
  ),
  fault(
    'PROB-02',
    'puts an empty id into its problems',
    refusing((json) => ({ ...json, conflictingId: '' })),
  ),
  fault(
    'PROB-03',
    'has another status in the document',
    refusing((json) => ({ ...json, status: 499 })),
  ),
  fault(
    'PROB-04',
    'has one type for all problems',
    refusing((json) => ({ ...json, type: 'urn:rahyar:problem:PROBLEM' })),
  ),
  fault(
    'PROB-05',
    'puts an id of its own into the document',
    refusing((json) => ({ ...json, requestId: 'another-id' })),
  ),
  fault(
    'PROB-06',
    'calls a lasting refusal retryable',
    refusing((json) => (json['code'] === 'NOT_FOUND' ? { ...json, retryable: true } : json)),
  ),
  fault(
    'PROB-07',
    'has English titles only',
    refusing((json) => ({ ...json, title: 'Refused' })),
  ),
  fault(
    'READ-01',
    'leaves out when a thing was made',
    telling(GET, () => (json) => without(json, 'createdAt')),
  ),
  fault(
    'READ-02',
    'answers 410 where there never was anything',
    answering(
      () =>
        ({ path, response, request }) =>
          response.status === 404 && path.includes(NO_SUCH) ? { status: 410, json: problemJson(request, 410, 'NOT_FOUND') } : undefined,
    ),
  ),
  fault(
    'READ-03',
    'breaks on a malformed id',
    asking(() => (request) => (/\/x'|x%27/.test(request.url) ? problemAnswer(request, 500, 'INTERNAL') : undefined)),
  ),
  fault(
    'READ-04',
    'shows another amount than was asked for',
    telling(GET, () => (json) => ({ ...json, installmentCount: 7 })),
  ),
  fault(
    'READ-05',
    'counts a reading as a change',
    telling(GET, () => {
      let count = 0;
      return (json) => {
        count += 1;
        return { ...json, updatedAt: new Date(Date.UTC(2026, 10, 28) + count * 1_000).toISOString() };
      };
    }),
  ),
  fault('PAGE-01', 'gives one item more than asked for', leavingOut('pageLimit')),
  fault('PAGE-02', 'begins the next page with the last item again', leavingOut('pageOnce'), {
    ids: ['PAGE-03'],
    because: 'what is repeated without an insert is repeated with one too',
  }),
  fault('PAGE-03', 'counts pages by position', () => {
    let made = false;
    return {
      wrap: (handler) => async (request) => {
        const url = new URL(request.url);
        const response = await handler(request);
        if (request.method === 'POST' && url.pathname.endsWith('/v1/loans')) made = true;
        if (request.method !== 'GET' || !url.pathname.endsWith('/v1/loans')) return response;
        const shifted = made && url.searchParams.has('cursor');
        made = false;
        const json = jsonOf(await response.text());
        return Response.json(shifted ? { ...json, data: dataOf(json).slice(1) } : json, {
          status: response.status,
          headers: response.headers,
        });
      },
    };
  }),
  fault(
    'PAGE-04',
    'cuts a limit that is too large',
    asking(
      () => (request, body) =>
        request.url.includes('limit=101') ? altered(request, body, { search: (query) => query.set('limit', '100') }) : undefined,
    ),
  ),
  fault(
    'PAGE-05',
    'takes a strange cursor for the beginning',
    asking(
      () => (request, body) =>
        request.url.includes('no-such-cursor') ? altered(request, body, { search: (query) => query.delete('cursor') }) : undefined,
    ),
  ),
  fault('PAGE-06', 'ignores filters', leavingOut('filters')),
  fault(
    'PAGE-07',
    'always promises a further page',
    telling(LIST, () => (json) => ({ nextCursor: 'c999999', ...json })),
  ),
  fault(
    'PAGE-08',
    'shows the newest of a page first',
    telling(LIST, () => (json) => ({ ...json, data: dataOf(json).toReversed() })),
  ),
];
