import { describe, expect, it } from 'vitest';
import { breakingChanges } from './breaking-changes.ts';
import type { Json, JsonObject } from './json.ts';

/** A small document of the form that we emit: one command, one query, one event. */
const before: JsonObject = {
  openapi: '3.1.1',
  paths: {
    '/v1/loans': {
      post: {
        operationId: 'bank.loans.create',
        'x-scopes': ['loans:write'],
        parameters: [{ $ref: '#/components/parameters/Key' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['kind'],
                properties: {
                  kind: { type: 'string', enum: ['a', 'b'] },
                  count: { type: 'integer', minimum: 1, maximum: 120 },
                  code: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 10 },
                  tags: { type: 'array', maxItems: 5, items: { type: 'string', pattern: '^[a-z]+$' } },
                  who: { oneOf: [{ type: 'object', required: ['x'], properties: { x: { type: 'string' } } }, { type: 'string' }] },
                },
              },
            },
          },
        },
        responses: {
          201: {
            headers: { ETag: {} },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Loan' } } },
          },
          422: { 'x-codes': ['VALIDATION_FAILED', 'TOO_MUCH'], content: { 'application/problem+json': { schema: {} } } },
        },
      },
      get: {
        operationId: 'bank.loans.list',
        'x-scopes': ['loans:read'],
        parameters: [{ name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: {
          200: { content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Loan' } } } } },
        },
      },
    },
  },
  webhooks: {
    'bank.loan.state_changed': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } } },
        },
      },
    },
  },
  components: {
    securitySchemes: { oauth2: {}, mutualTls: {} },
    parameters: { Key: { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', pattern: '^".+"$' } } },
    schemas: {
      Loan: {
        type: 'object',
        required: ['id', 'state', 'amount'],
        properties: {
          id: { type: 'string', pattern: '^loan_' },
          state: { type: 'string', 'x-extensible-enum': ['draft', 'active'], 'x-pii': 'none' },
          amount: { type: 'integer', minimum: 1, maximum: 1000 },
          currency: { type: 'string', const: 'IRR' },
          note: { type: 'string' },
        },
      },
    },
  },
  'x-state-machines': {
    loan: {
      initial: 'draft',
      states: { draft: {}, active: {} },
      transitions: [
        { action: 'submit', from: ['draft'], to: 'active', by: 'caller' },
        { action: 'expire', from: ['draft'], to: 'active', by: 'time' },
      ],
    },
  },
};

/** The document after an edit at a place; `undefined` takes the place away. */
const edited = (place: readonly (string | number)[], value: Json | undefined): JsonObject => {
  const copy = structuredClone(before) as Record<string | number, unknown>;
  let here = copy;
  for (const name of place.slice(0, -1)) {
    here[name] ??= {};
    here = here[name] as Record<string | number, unknown>;
  }
  const last = place.at(-1) ?? '';
  if (value === undefined && Array.isArray(here)) here.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(here, last);
  else here[last] = value;
  return copy as JsonObject;
};

const POST = ['paths', '/v1/loans', 'post'];
const GET = ['paths', '/v1/loans', 'get'];
const REQUEST = [...POST, 'requestBody', 'content', 'application/json', 'schema'];
const FIELD = [...REQUEST, 'properties'];
const LOAN = ['components', 'schemas', 'Loan'];
const THING = [...LOAN, 'properties'];
const EVENT = ['webhooks', 'bank.loan.state_changed', 'post', 'requestBody', 'content', 'application/json', 'schema'];
const MACHINE = ['x-state-machines', 'loan'];

type Row = readonly [name: string, place: readonly (string | number)[], value: Json | undefined, what?: string];

const BREAKS: readonly Row[] = [
  ['a path goes', ['paths', '/v1/loans'], undefined, 'operation removed'],
  ['an operation goes', GET, undefined, 'operation removed'],
  ['an operation has another id', [...GET, 'operationId'], 'bank.loans.all', 'id: "bank.loans.list" to "bank.loans.all"'],
  ['another scope is needed', [...GET, 'x-scopes'], ['loans:all'], 'scope "loans:all" now needed'],
  ['a scope more is needed', [...GET, 'x-scopes'], ['loans:read', 'members:read'], 'scope "members:read" now needed'],
  ['a key is asked for', [...GET, 'parameters', 1], { $ref: '#/components/parameters/Key' }, 'parameter now required'],
  ['a filter goes', [...GET, 'parameters'], [], 'parameter removed'],
  ['a filter must be given', [...GET, 'parameters', 0, 'required'], true, 'parameter now required'],
  ['a filter takes less', [...GET, 'parameters', 0, 'schema', 'maximum'], 50, 'maximum: 100 to 50'],
  ['a header has another form', ['components', 'parameters', 'Key', 'schema', 'pattern'], '^x$', 'form: pattern "^x$"'],
  ['a body must be given', [...GET, 'requestBody'], { required: true, content: {} }, 'body now required'],
  ['a request field goes', [...FIELD, 'count'], undefined, 'field removed'],
  ['a request field must be given', [...REQUEST, 'required'], ['kind', 'count'], 'field now required'],
  ['a new request field must be given', [...REQUEST, 'required'], ['kind', 'purpose'], 'field now required'],
  ['a word is no longer taken', [...FIELD, 'kind', 'enum'], ['a'], 'words: "b"'],
  ['a list of words is laid on', [...FIELD, 'code', 'enum'], ['xx'], 'words: no longer the same list'],
  ['a request number is bounded closer above', [...FIELD, 'count', 'maximum'], 60, 'maximum: 120 to 60'],
  ['a request number is bounded closer below', [...FIELD, 'count', 'minimum'], 2, 'minimum: 1 to 2'],
  ['a request text must be longer', [...FIELD, 'code', 'minLength'], 3, 'minLength: 2 to 3'],
  ['a request text must be shorter', [...FIELD, 'code', 'maxLength'], 9, 'maxLength: 10 to 9'],
  ['a request list must be shorter', [...FIELD, 'tags', 'maxItems'], 4, 'maxItems: 5 to 4'],
  ['a bound is laid on', [...FIELD, 'tags', 'minItems'], 1, 'minItems: none to 1'],
  ['a request pattern changes', [...FIELD, 'code', 'pattern'], '^[a-c]+$', 'form: pattern "^[a-c]+$"'],
  ['a pattern inside a list changes', [...FIELD, 'tags', 'items', 'pattern'], '^a$', 'form: pattern "^a$"'],
  ['a format is laid on', [...FIELD, 'code', 'format'], 'date', 'form: format "date"'],
  ['a request field has another type', [...FIELD, 'count', 'type'], 'string', 'type: "integer" to "string"'],
  ['a shape is no longer taken', [...FIELD, 'who', 'oneOf'], [{ type: 'string' }], 'shape 1 no longer taken'],
  ['a success has another status', [...POST, 'responses', '201'], undefined, 'status removed'],
  ['an answer loses its form', [...GET, 'responses', '200', 'content'], { 'text/csv': {} }, 'application/json removed'],
  ['an answer loses a header', [...POST, 'responses', '201', 'headers'], {}, 'header ETag removed'],
  ['a code goes', [...POST, 'responses', '422', 'x-codes'], ['VALIDATION_FAILED'], 'code "TOO_MUCH" removed'],
  ['an answer loses a field', [...THING, 'note'], undefined, 'field removed'],
  ['an answer need not have a field', [...LOAN, 'required'], ['id', 'state'], 'field no longer sure'],
  ['a field of an answer has another type', [...THING, 'amount', 'type'], 'number', 'type: "integer" to "number"'],
  ['a field of an answer may be null', [...THING, 'note', 'type'], ['string', 'null'], 'type: "string" to ["string","null"]'],
  ['an answer may hold more than before', [...THING, 'amount', 'maximum'], 2000, 'maximum: 1000 to 2000'],
  ['a bound of an answer goes', [...THING, 'amount', 'minimum'], undefined, 'minimum: 1 to none'],
  ['a pattern of an answer changes', [...THING, 'id', 'pattern'], '^l_', 'form: pattern "^loan_"'],
  ['a closed word of an answer changes', [...THING, 'currency', 'const'], 'IRT', 'words: "IRT"'],
  ['a field becomes personal', [...THING, 'state', 'x-pii'], 'identifier', 'now personal: "identifier"'],
  ['an event goes', ['webhooks', 'bank.loan.state_changed'], undefined, 'event removed'],
  ['an event loses a field', [...EVENT, 'properties', 'id'], undefined, 'field removed'],
  ['a way to sign in goes', ['components', 'securitySchemes', 'oauth2'], undefined, 'security scheme removed'],
  ['a thing begins elsewhere', [...MACHINE, 'initial'], 'active', 'another first state'],
  ['a state goes', [...MACHINE, 'states', 'active'], undefined, 'state active removed'],
  ['a step of the caller goes', [...MACHINE, 'transitions'], [], 'step removed: submit from draft to active'],
  ['a state machine goes', MACHINE, undefined, 'state machine removed'],
];

const ADDITIONS: readonly Row[] = [
  ['a further operation', ['paths', '/v1/notes'], { get: { operationId: 'x', responses: {} } }],
  ['a further optional field of a request', [...FIELD, 'purpose'], { type: 'string' }],
  ['a request field need no longer be given', [...REQUEST, 'required'], []],
  ['a further word of a request', [...FIELD, 'kind', 'enum'], ['a', 'b', 'c']],
  ['a wider bound of a request', [...FIELD, 'count', 'maximum'], 240],
  ['a bound of a request goes', [...FIELD, 'code', 'maxLength'], undefined],
  ['a pattern of a request goes', [...FIELD, 'code', 'pattern'], undefined],
  ['a request takes any number', [...FIELD, 'count', 'type'], 'number'],
  ['a further shape of a request', [...FIELD, 'who', 'oneOf', 2], { type: 'integer' }],
  ['a further optional filter', [...GET, 'parameters', 1], { name: 'state', in: 'query', required: false, schema: { type: 'string' } }],
  ['a further field of an answer', [...THING, 'createdAt'], { type: 'string' }],
  ['a field of an answer that is sure now', [...LOAN, 'required'], ['id', 'state', 'amount', 'note']],
  ['a further open word of an answer', [...THING, 'state', 'x-extensible-enum'], ['draft', 'active', 'settled']],
  ['a closer bound of an answer', [...THING, 'amount', 'maximum'], 500],
  ['a pattern of an answer that had none', [...THING, 'note', 'pattern'], '^[a-z]*$'],
  ['a further refusal', [...GET, 'responses', '429'], { 'x-codes': ['RATE_LIMITED'] }],
  ['a further code', [...POST, 'responses', '422', 'x-codes'], ['VALIDATION_FAILED', 'TOO_MUCH', 'QUEUE_CLOSED']],
  ['a further header of an answer', [...POST, 'responses', '201', 'headers', 'X-More'], {}],
  ['a further event', ['webhooks', 'bank.note.state_changed'], { post: { requestBody: { content: {} } } }],
  ['a further state', [...MACHINE, 'states', 'settled'], {}],
  ['a further step', [...MACHINE, 'transitions', 2], { action: 'cancel', from: ['draft'], to: 'active', by: 'caller' }],
  ['a step of time goes', [...MACHINE, 'transitions', 1], undefined],
  ['a further way to sign in', ['components', 'securitySchemes', 'key'], {}],
  ['words for people', [...POST, 'summary'], 'another'],
  ['a scope less', [...GET, 'x-scopes'], []],
];

const named = (rows: readonly Row[]) => rows.map(([name, place, value, what]) => ({ name, place, value, what }));

describe('breakingChanges', () => {
  it('finds none between a document and itself', () => {
    expect(breakingChanges(before, before)).toEqual([]);
  });

  it.each(named(BREAKS))('$name: a break', ({ place, value, what }) => {
    expect(breakingChanges(before, edited(place, value)).map((one) => one.what)).toContain(what);
  });

  it.each(named(ADDITIONS))('$name: no break', ({ place, value }) => {
    const after = edited(place, value);
    expect(after).not.toEqual(before);
    expect(breakingChanges(before, after)).toEqual([]);
  });

  it('says where', () => {
    expect(breakingChanges(before, edited([...FIELD, 'tags', 'items', 'pattern'], '^a$'))).toEqual([
      { path: 'POST /v1/loans body/tags/[]', what: 'form: pattern "^a$"' },
    ]);
    expect(breakingChanges(before, edited([...THING, 'note'], undefined))).toEqual([
      { path: 'POST /v1/loans 201/note', what: 'field removed' },
      { path: 'GET /v1/loans 200/[]/note', what: 'field removed' },
    ]);
  });
});
