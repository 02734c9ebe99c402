import { type NamedOperation, operationsOf, type PartnerContract } from '../capability.ts';
import { DISCOVERY_PATH, DiscoveryV1 } from '../discovery.ts';
import { PROBLEM_MEDIA_TYPE, ProblemV1 } from '../problem.ts';
import { type Components, componentsAt } from './components.ts';
import { exampleAnswerOf, exampleEventOf, exampleRequestOf } from './examples.ts';
import { ANSWER_HEADERS, parametersOf, REQUEST_HEADERS } from './headers.ts';
import type { JsonObject } from './json.ts';
import { eventKindsOf, eventSchemaOf, operationsOfPartner, ownShapesOf, resourcesOf } from './message-schemas.ts';
import { problemExampleOf, type Refusal, refusalName, refusalsOf } from './refusals.ts';
import { stateMachineOf } from './state-machines.ts';
import { wireSchemaOf } from './wire-schema.ts';

/** Where the sandbox serves a partner when nobody says otherwise. */
export const SANDBOX_ORIGIN = 'http://127.0.0.1:4010';

/**
 * The OpenAPI 3.1.1 document of one partner. Its order follows the contract's own, so that one contract always gives one text.
 * `version` is the contract's, as in {@link DiscoveryV1}.
 */
export function openApiOf(contract: PartnerContract, { version }: { readonly version: string }): JsonObject {
  const components = componentsAt('#/components/schemas/', ownShapesOf(contract));
  const operations = operationsOfPartner(contract);
  const paths = pathsOf(contract, operations, components);
  const webhooks = webhooksOf(contract, components);
  components.refer(wireSchemaOf(ProblemV1, 'response'));
  return {
    openapi: '3.1.1',
    info: {
      title: contract.title.en,
      'x-title-fa': contract.title.fa,
      version,
      description: DESCRIPTION,
      contact: { name: 'Rahyar SDK', url: 'https://github.com/em-resalat/rahyar-sdk' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${SANDBOX_ORIGIN}/${contract.id}`, description: "The sandbox. A partner's own base address takes its place." }],
    security: [{ oauth2: [] }, { mutualTls: [] }],
    tags: Object.values(contract.capabilities).map(({ id, title, processes }) => ({
      name: id,
      description: title.en,
      'x-title-fa': title.fa,
      'x-processes': processes,
    })),
    paths,
    webhooks,
    components: {
      securitySchemes: securitySchemesOf(operations),
      parameters: REQUEST_HEADERS,
      headers: ANSWER_HEADERS,
      responses: sharedRefusalsOf(operations),
      schemas: components.used(),
    },
    'x-state-machines': Object.fromEntries(resourcesOf(contract).map((thing) => [thing.name, stateMachineOf(thing)])),
  };
}

const DESCRIPTION = [
  'Requests are closed: an unknown field is refused. Answers are open: a caller drops the fields that it does not know and keeps the words',
  'that are newer than it (`x-extensible-enum`). `x-pii` says what a field tells about a person: none, identifier, contact, financial or',
  'biometric; nothing personal stands in an address. Money is in rial, days are Gregorian, moments are RFC 3339.',
].join(' ');

function pathsOf(contract: PartnerContract, operations: readonly NamedOperation[], components: Components): JsonObject {
  const paths = new Map<string, Record<string, JsonObject>>();
  for (const named of operations) {
    const { path, method } = named.operation;
    const item = paths.get(path) ?? {};
    const verb = method.toLowerCase();
    if (item[verb] !== undefined) throw new Error(`two operations are ${method} ${path}`);
    paths.set(path, { ...item, [verb]: operationObject(contract, named, components) });
  }
  const discovery = wireSchemaOf(DiscoveryV1, 'response');
  return { ...Object.fromEntries(paths), [DISCOVERY_PATH]: { get: discoveryOperation(discovery, contract) } };
}

function operationObject(contract: PartnerContract, { id, capability, operation }: NamedOperation, components: Components): JsonObject {
  const { effect } = operation;
  return {
    operationId: id,
    summary: operation.summary.en,
    'x-summary-fa': operation.summary.fa,
    description: describe(operation),
    tags: [capability.id],
    'x-level': operation.level,
    'x-intent': operation.intent,
    'x-effect': {
      kind: effect.kind,
      ...('resource' in effect ? { resource: effect.resource.name } : {}),
      ...(effect.kind === 'act' ? { action: effect.action } : {}),
      ...(effect.kind === 'amend' ? { inStates: effect.inStates } : {}),
      ...(effect.kind === 'amend' && effect.appendTo !== undefined ? { appendTo: effect.appendTo } : {}),
    },
    'x-scopes': [operation.scope],
    'x-deadline': operation.deadline,
    ...(operation.remedies === undefined ? {} : { 'x-remedies': remedyWordsOf(operation.remedies) }),
    ...emitsOf(effect),
    security: [{ oauth2: [operation.scope] }, { mutualTls: [] }],
    parameters: parametersOf(operation, (schema) => components.refer(wireSchemaOf(schema, 'request'))),
    ...(operation.method === 'POST' ? { requestBody: requestBodyOf(operation, components) } : {}),
    responses: {
      [operation.success]: answerObject(contract, operation, components),
      ...Object.fromEntries(refusalsOf(operation).map((refusal) => [refusal.status, refusalReference(operation, refusal)])),
    },
  };
}

const emitsOf = (effect: AnyOperation['effect']): JsonObject => {
  if (effect.kind === 'create' || effect.kind === 'act') return { 'x-emits': [effect.resource.event] };
  return effect.kind === 'amend' && effect.emits !== undefined ? { 'x-emits': [effect.emits] } : {};
};

const remedyWordsOf = (remedies: NonNullable<AnyOperation['remedies']>): JsonObject =>
  Object.fromEntries(Object.entries(remedies).map(([code, actions]) => [code, Object.keys(actions)]));

type AnyOperation = NamedOperation['operation'];

const describe = (operation: AnyOperation): string => {
  const { effect, scope, needsKey } = operation;
  const does =
    effect.kind === 'act'
      ? effect.resource.machine.transitions
          .filter(({ action, by }) => action === effect.action && by === 'caller')
          .map(({ from, to }) => `The step \`${effect.action}\` from ${from.map((state) => `\`${state}\``).join(', ')} to \`${to}\`.`)
          .join(' ')
      : effect.kind === 'amend'
        ? `Allowed in ${effect.inStates.map((state) => `\`${state}\``).join(', ')}.`
        : '';
  const key = needsKey ? 'A command: it carries an idempotency key.' : 'A query: it changes nothing.';
  return [does, key, `Scope \`${scope}\`.`].filter((part) => part !== '').join(' ');
};

const requestBodyOf = (operation: AnyOperation, components: Components): JsonObject => {
  const schema = wireSchemaOf(operation.body, 'request');
  return {
    required: true,
    content: { 'application/json': { schema: components.refer(schema), examples: { usual: { value: exampleRequestOf(operation) } } } },
  };
};

const answerObject = (contract: PartnerContract, operation: AnyOperation, components: Components): JsonObject => ({
  description: operation.success === 201 ? 'Made.' : operation.intent === 'command' ? 'Done.' : 'The answer.',
  headers: answerHeadersOf(operation),
  content: {
    'application/json': {
      schema: components.refer(wireSchemaOf(operation.output, 'response')),
      examples: { usual: { value: exampleAnswerOf(operation) } },
    },
  },
  ...linksOf(contract, operation),
});

const answerHeadersOf = ({ effect, needsKey }: AnyOperation): JsonObject => {
  const isOneThing = /^(create|read|act|amend)$/.test(effect.kind);
  return {
    'X-Request-Id': header('XRequestId'),
    'Cache-Control': header('CacheControl'),
    ...(isOneThing ? { ETag: header('ETag') } : {}),
    ...(needsKey ? { 'Idempotency-Replayed': header('IdempotencyReplayed') } : {}),
  };
};

const header = (name: keyof typeof ANSWER_HEADERS): JsonObject => ({ $ref: `#/components/headers/${name}` });

/** From a new thing to every operation that takes its id. */
const linksOf = (contract: PartnerContract, { effect }: AnyOperation): JsonObject => {
  if (effect.kind !== 'create') return {};
  const further = operationsOf(Object.values(contract.capabilities)).filter(
    ({ operation }) => 'resource' in operation.effect && operation.effect.resource === effect.resource && 'id' in operation.params.shape,
  );
  if (further.length === 0) return {};
  const link = (operationId: string): JsonObject => ({ operationId, parameters: { id: '$response.body#/id' } });
  return { links: Object.fromEntries(further.map(({ id }) => [id, link(id)])) };
};

const isShared = ({ conflicts, rejections }: AnyOperation, status: number): boolean =>
  !((status === 409 && conflicts.length > 0) || (status === 422 && rejections.length > 0));

const refusalReference = (operation: AnyOperation, { status, codes }: Refusal): JsonObject =>
  isShared(operation, status) ? { $ref: `#/components/responses/${refusalName(codes)}` } : refusalObject(status, codes);

const refusalObject = (status: number, codes: readonly string[]): JsonObject => ({
  description: codes.map((code) => `\`${code}\``).join(', '),
  'x-codes': codes,
  headers: {
    'X-Request-Id': header('XRequestId'),
    'Cache-Control': header('CacheControl'),
    ...(status === 429 || status === 503 ? { 'Retry-After': header('RetryAfter') } : {}),
  },
  content: {
    [PROBLEM_MEDIA_TYPE]: {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.slice(0, 1).map((code) => [code, { value: problemExampleOf(status, code) }])),
    },
  },
});

const sharedRefusalsOf = (operations: readonly NamedOperation[]): JsonObject => {
  const shared = new Map<string, JsonObject>();
  for (const { operation } of operations)
    for (const { status, codes } of refusalsOf(operation))
      if (isShared(operation, status)) shared.set(refusalName(codes), refusalObject(status, codes));
  return Object.fromEntries([...shared].sort(([one], [other]) => (one < other ? -1 : 1)));
};

const securitySchemesOf = (operations: readonly NamedOperation[]): JsonObject => ({
  oauth2: {
    type: 'oauth2',
    description: 'Client credentials with a signed assertion (`private_key_jwt`). The discovery document gives the token endpoint.',
    flows: {
      clientCredentials: {
        tokenUrl: 'https://partner.invalid/oauth/token',
        scopes: Object.fromEntries(
          [...new Set(operations.map(({ operation }) => operation.scope))].sort().map((scope) => [scope, scopeText(scope)]),
        ),
      },
    },
  },
  mutualTls: { type: 'mutualTLS', description: 'The caller is known by its certificate.' },
});

const scopeText = (scope: string): string => {
  const [things = '', right] = scope.split(':');
  return `${right === 'write' ? 'Changing' : 'Reading'} ${things.replaceAll('-', ' ')}`;
};

const discoveryOperation = (schema: JsonObject, contract: PartnerContract): JsonObject => ({
  operationId: 'discover',
  summary: 'What the partner offers',
  'x-summary-fa': 'آنچه سازمان عرضه می‌کند',
  description: 'For anybody to read without signing in.',
  tags: [Object.values(contract.capabilities)[0]?.id ?? ''],
  'x-level': 'L0',
  security: [],
  responses: {
    200: {
      description: 'The answer.',
      headers: { 'X-Request-Id': header('XRequestId') },
      content: { 'application/json': { schema } },
    },
    406: refusalObject(406, ['NOT_ACCEPTABLE']),
  },
});

const webhooksOf = (contract: PartnerContract, components: Components): JsonObject =>
  Object.fromEntries(
    eventKindsOf(contract).map((kind) => [
      kind.type,
      {
        post: {
          operationId: `events.${kind.type}`,
          summary: kind.title.en,
          'x-summary-fa': kind.title.fa,
          description:
            'Signed as Standard Webhooks says, and sent again until a 2xx; 410 ends the subscription. It holds nothing personal.',
          tags: [capabilityOf(contract, kind.resource.name)],
          'x-level': 'L3',
          security: [],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: components.refer(wireSchemaOf(eventSchemaOf(kind), 'response')),
                examples: { usual: { value: exampleEventOf(kind) } },
              },
            },
          },
          responses: { 204: { description: 'Taken.' }, 410: { description: 'Send no more.' } },
        },
      },
    ]),
  );

const capabilityOf = (contract: PartnerContract, resource: string): string =>
  Object.values(contract.capabilities).find(({ resources }) => resources.some(({ name }) => name === resource))?.id ?? '';
