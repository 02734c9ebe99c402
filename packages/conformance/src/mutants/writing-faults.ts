/// <reference lib="dom" />
import {
  altered,
  answering,
  asking,
  fault,
  type Json,
  jsonOf,
  keyOf,
  leavingOut,
  type PlantedFault,
  problemAnswer,
  problemJson,
  refusing,
  telling,
  without,
} from './spoil.ts';

const [CREATE, SUBMIT, GET, ATTACH] = ['bank.loans.create', 'bank.loans.submit', 'bank.loans.get', 'bank.loans.attachGuarantee'];
const idIn = (url: string): string => /loan_[A-Za-z0-9]+/.exec(url)?.[0] ?? '';
const isCreate = (request: Request): boolean => request.method === 'POST' && request.url.endsWith('/v1/loans');
const isAct = (url: string): boolean => /\/(submit|cancel)$/.test(url);
const isAmend = (url: string): boolean => /\/(guarantees|documents)$/.test(url);
const FALSE_SUCCESS = { id: 'loan_FALSE', state: 'draft', stateVersion: 1 };
/** A partner that takes what it should refuse. */
const taking = (wrong: (body: Json) => boolean): PlantedFault['plant'] =>
  answering(
    () =>
      ({ request, body, response }) =>
        isCreate(request) && response.status === 422 && wrong(jsonOf(body)) ? { status: 201, json: FALSE_SUCCESS } : undefined,
  );

/** Faults in how a partner is changed. They are planted in the bank and its loans. */
export const WRITING_FAULTS: readonly PlantedFault[] = [
  fault(
    'VALD-01',
    'calls a body with a strange field no JSON',
    answering(
      () =>
        ({ path, body, response, request }) =>
          response.status === 422 && body.includes('"noSuchField"') && idIn(path) !== ''
            ? { status: 400, json: { ...problemJson(request, 400, 'MALFORMED_BODY') } }
            : undefined,
    ),
  ),
  fault(
    'VALD-02',
    'does without a required field',
    taking((body) => 'kind' in body && !('purpose' in body)),
  ),
  fault(
    'VALD-03',
    'reads a number out of a text',
    taking(({ amount }) => typeof (amount as Json | undefined)?.['value'] === 'string'),
  ),
  fault(
    'VALD-04',
    'takes a word that is not in the list',
    taking(({ kind }) => kind === 'word_of_nobody'),
  ),
  fault(
    'VALD-05',
    'refuses an optional field',
    asking(
      () => (request, body) =>
        isCreate(request) && 'creditAssessmentId' in jsonOf(body) ? problemAnswer(request, 422, 'VALIDATION_FAILED') : undefined,
    ),
  ),
  fault(
    'VALD-06',
    'does not say what is wrong',
    refusing((json) => (json['code'] === 'VALIDATION_FAILED' ? without(json, 'errors') : json)),
  ),
  fault('VALD-07', 'counts a refused request as a change', () => {
    const touched = new Set<string>();
    return {
      tamper: (json, { status, request, operation }) => {
        if (status === 422 && operation === ATTACH) touched.add(idIn(request.url));
        const thing = json as Json;
        return operation === GET && touched.has(String(thing['id'])) ? { ...thing, stateVersion: Number(thing['stateVersion']) + 1 } : json;
      },
    };
  }),
  fault(
    'VALD-08',
    'ignores a strange parameter',
    asking(
      () => (request, body) =>
        request.url.includes('?noSuchField') ? altered(request, body, { search: (query) => query.delete('noSuchField') }) : undefined,
    ),
  ),
  fault(
    'IDEM-01',
    'answers 422 where there is no key',
    answering(
      () =>
        ({ request, json }) =>
          json['code'] === 'IDEMPOTENCY_KEY_REQUIRED' && !request.headers.has('idempotency-key')
            ? { status: 422, json: problemJson(request, 422, 'VALIDATION_FAILED') }
            : undefined,
    ),
  ),
  fault(
    'IDEM-02',
    'takes a key without quotation marks',
    answering(
      () =>
        ({ request, json }) =>
          json['code'] === 'IDEMPOTENCY_KEY_REQUIRED' && request.headers.has('idempotency-key')
            ? { status: 200, json: FALSE_SUCCESS }
            : undefined,
    ),
  ),
  fault(
    'IDEM-03',
    'answers a replay with 202',
    answering(
      () =>
        ({ response }) =>
          response.headers.has('idempotency-replayed') ? { status: 202 } : undefined,
    ),
  ),
  fault('IDEM-04', 'replays the first answer to another body', leavingOut('idempotencyConflict')),
  fault('IDEM-05', 'carries a command out for each of several at once', () => {
    const flying = new Map<string, number>();
    return {
      wrap: (handler) => async (request) => {
        const key = keyOf(request);
        const others = flying.get(key) ?? 0;
        flying.set(key, others + 1);
        const response = await handler(request);
        flying.set(key, (flying.get(key) ?? 1) - 1);
        return key === '' || others === 0
          ? response
          : Response.json({ ...FALSE_SUCCESS, id: `loan_FALSE${others}` }, { headers: response.headers });
      },
    };
  }),
  fault(
    'IDEM-06',
    'does not mark a replay',
    answering(
      () =>
        ({ response }) =>
          response.headers.has('idempotency-replayed') ? { headers: { 'idempotency-replayed': null } } : undefined,
    ),
  ),
  fault('IDEM-07', 'has one space of keys for all operations', () => {
    const used = new Map<string, string>();
    return {
      wrap: (handler) => async (request) => {
        const [key, operation] = [keyOf(request), request.url.slice(request.url.lastIndexOf('/'))];
        if (key !== '' && (used.get(key) ?? operation) !== operation) return problemAnswer(request, 422, 'IDEMPOTENCY_KEY_REUSED');
        const response = await handler(request);
        if (response.ok) used.set(key, operation);
        return response;
      },
    };
  }),
  fault(
    'IDEM-08',
    'uses a key up for a refusal',
    usingUp((json) => json['code'] === 'VALIDATION_FAILED'),
  ),
  {
    ...fault('IDEM-03', 'carries out each request, whatever its key', leavingOut('idempotentReplay', 'keyInProgress'), {
      ids: ['IDEM-05', 'IDEM-06', 'RESL-01', 'RESL-02'],
      because: 'all of them speak of the one effect of a key',
    }),
    id: 'idem-03-forgetful',
  },
  fault(
    'STAT-01',
    'leaves out when a thing was made',
    telling(SUBMIT, () => (json) => without(json, 'createdAt')),
  ),
  fault(
    'STAT-02',
    'begins with the second version',
    telling(CREATE, () => (json) => ({ ...json, stateVersion: 2 })),
  ),
  fault(
    'STAT-03',
    'offers a step that is its own',
    telling(GET, () => (json) => ({ ...json, allowedActions: [...(json['allowedActions'] as string[]), 'approve'] })),
  ),
  fault('STAT-04', 'skips a state', () => ({
    tamper: (json, { operation, status }) =>
      status < 300 && (operation === SUBMIT || operation === 'common.events.list')
        ? (JSON.parse(JSON.stringify(json).replaceAll('"state":"submitted"', '"state":"under_review"')) as unknown)
        : json,
  })),
  fault(
    'STAT-05',
    'lets a step pass that the state does not allow',
    answering(
      () =>
        ({ path, json }) =>
          isAct(path) && json['code'] === 'INVALID_STATE_TRANSITION' ? { status: 200, json: FALSE_SUCCESS } : undefined,
    ),
  ),
  fault(
    'STAT-06',
    'does not count its steps',
    telling(SUBMIT, () => (json) => ({ ...json, stateVersion: 1 })),
  ),
  fault(
    'STAT-07',
    'forgets the last step in the timeline',
    telling(SUBMIT, () => (json) => ({ ...json, timeline: (json['timeline'] as unknown[]).slice(0, -1) })),
  ),
  fault('STAT-08', 'counts a refused step as a change', () => {
    const touched = new Set<string>();
    return {
      tamper: (json, { status, request, operation }) => {
        if (status === 409 && isAct(request.url)) touched.add(idIn(request.url));
        const thing = json as Json;
        return operation === GET && touched.has(String(thing['id'])) ? { ...thing, stateVersion: Number(thing['stateVersion']) + 1 } : json;
      },
    };
  }),
  fault(
    'STAT-09',
    'changes fields in any state',
    answering(
      () =>
        ({ path, json }) =>
          isAmend(path) && json['code'] === 'INVALID_STATE_TRANSITION' ? { status: 200, json: FALSE_SUCCESS } : undefined,
    ),
  ),
  fault(
    'STAT-10',
    'does not count a change of fields',
    telling(ATTACH, () => (json) => ({ ...json, stateVersion: 1 })),
  ),
  fault(
    'STAT-11',
    'loses what was added',
    telling(ATTACH, () => (json) => ({ ...json, guarantees: [] })),
  ),
  fault(
    'CONC-01',
    'has weak entity tags',
    answering(
      () =>
        ({ request, response }) =>
          request.method === 'GET' && response.headers.has('etag')
            ? { headers: { etag: `W/${response.headers.get('etag') ?? ''}` } }
            : undefined,
    ),
  ),
  fault(
    'CONC-02',
    'does not look at If-Match',
    asking(
      () => (request, body) =>
        request.headers.get('if-match') === '"999999"' ? altered(request, body, { headers: { 'if-match': null } }) : undefined,
    ),
  ),
  fault(
    'CONC-03',
    'calls every version stale',
    asking(
      () => (request) => (isAct(request.url) && request.headers.has('if-match') ? problemAnswer(request, 412, 'STALE_VERSION') : undefined),
    ),
  ),
  fault('CONC-04', 'compares versions before it waits its turn', () => {
    let flying = 0;
    return {
      wrap: (handler) => async (request) => {
        if (!request.headers.has('if-match')) return handler(request);
        const body = await request.clone().text();
        flying += 1;
        const answer = await handler(flying > 1 ? altered(request, body, { headers: { 'if-match': null } }) : request);
        flying -= 1;
        return answer;
      },
    };
  }),
  fault(
    'ERRC-01',
    'takes one code for another',
    refusing((json) =>
      json['code'] === 'QUEUE_CLOSED' ? { ...json, code: 'MEMBER_INACTIVE', type: 'urn:rahyar:problem:MEMBER_INACTIVE' } : json,
    ),
  ),
  fault(
    'ERRC-02',
    'answers a rejection with 400',
    answering(
      () =>
        ({ json }) =>
          json['code'] === 'LOAN_CEILING_EXCEEDED' ? { status: 400, json: { ...json, status: 400 } } : undefined,
    ),
  ),
  fault(
    'ERRC-03',
    'calls its own rejection retryable',
    refusing((json) => (json['code'] === 'MEMBER_INACTIVE' ? { ...json, retryable: true } : json)),
  ),
];

/** A partner that keeps a key although it did nothing. */
export function usingUp(refusal: (json: Json) => boolean): PlantedFault['plant'] {
  return () => {
    const used = new Set<string>();
    return {
      wrap: (handler) => async (request) => {
        const key = keyOf(request);
        if (used.has(key)) return problemAnswer(request, 422, 'IDEMPOTENCY_KEY_REUSED');
        const response = await handler(request);
        if (key !== '' && refusal(jsonOf(await response.clone().text()))) used.add(key);
        return response;
      },
    };
  };
}
