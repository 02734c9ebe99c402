import { canonicalText, isJsonObject, type Json, type JsonObject } from './json.ts';
import { type Break, type Comparison, resolved, schemaBreaks } from './schema-breaks.ts';
import type { Direction } from './wire-schema.ts';

/**
 * Every way in which the newer of two OpenAPI documents that we emitted breaks a caller, or a receiver of events, of the older. Empty when the
 * change may go out inside a major version: further operations, optional fields of requests, fields of answers, words of open lists.
 */
export function breakingChanges(before: JsonObject, after: JsonObject): readonly Break[] {
  const isOf = (direction: Direction): Comparison => ({ before, after, direction });
  return [
    ...eachOperation(before, 'paths').flatMap(({ path, verb, operation }) => {
      const place = `${verb.toUpperCase()} ${path}`;
      const now = at(after, 'paths', path, verb);
      if (!isJsonObject(now)) return [{ path: place, what: 'operation removed' }];
      return [
        ...callBreaks(operation, now, place),
        ...parameterBreaks(isOf('request'), operation, now, place),
        ...bodyBreaks(isOf('request'), operation, now, place),
        ...answerBreaks(isOf('response'), operation, now, place),
      ];
    }),
    ...eachOperation(before, 'webhooks').flatMap(({ path, verb, operation }) => {
      const now = at(after, 'webhooks', path, verb);
      // An event travels from the partner: its body is read like an answer.
      return isJsonObject(now) ? bodyBreaks(isOf('response'), operation, now, path) : [{ path, what: 'event removed' }];
    }),
    ...machineBreaks(before, after),
    ...removedNames(before, after, 'security scheme', 'components', 'securitySchemes'),
  ];
}

const at = (value: Json | undefined, ...names: readonly string[]): Json | undefined =>
  names.reduce<Json | undefined>((here, name) => (isJsonObject(here) ? here[name] : undefined), value);

const objectAt = (value: Json | undefined, ...names: readonly string[]): JsonObject => {
  const found = at(value, ...names);
  return isJsonObject(found) ? found : {};
};

const listAt = (value: Json | undefined, ...names: readonly string[]): readonly Json[] => {
  const found = at(value, ...names);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
};

const eachOperation = (document: JsonObject, kind: 'paths' | 'webhooks') =>
  Object.entries(objectAt(document, kind)).flatMap(([path, item]) =>
    Object.entries(isJsonObject(item) ? item : {}).flatMap(([verb, operation]) =>
      isJsonObject(operation) ? [{ path, verb, operation }] : [],
    ),
  );

const removedNames = (before: JsonObject, after: JsonObject, what: string, ...place: readonly string[]): readonly Break[] =>
  Object.keys(objectAt(before, ...place))
    .filter((name) => !(name in objectAt(after, ...place)))
    .map((name) => ({ path: name, what: `${what} removed` }));

/** What a caller needs to be allowed to call. */
function callBreaks(was: JsonObject, is: JsonObject, path: string): readonly Break[] {
  const renamed =
    was['operationId'] === is['operationId'] ? [] : [{ path, what: `id: ${text(was['operationId'])} to ${text(is['operationId'])}` }];
  const scopes = listAt(was, 'x-scopes').map(text);
  const asked = listAt(is, 'x-scopes').map(text);
  return [...renamed, ...asked.filter((scope) => !scopes.includes(scope)).map((scope) => ({ path, what: `scope ${scope} now needed` }))];
}

/** A word as it is, anything else as its text. */
const plain = (value: Json | undefined): string => (typeof value === 'string' ? value : text(value));

const text = (value: Json | undefined): string => (value === undefined ? 'none' : canonicalText(value));

function parameterBreaks(comparison: Comparison, was: JsonObject, is: JsonObject, path: string): readonly Break[] {
  const parametersIn = (document: JsonObject, operation: JsonObject): ReadonlyMap<string, JsonObject> =>
    new Map(
      listAt(operation, 'parameters').map((parameter) => {
        const found = resolved(document, parameter);
        return [`${plain(found['in'])} ${plain(found['name'])}`, found];
      }),
    );
  const [before, after] = [parametersIn(comparison.before, was), parametersIn(comparison.after, is)];
  const changed = [...before].flatMap(([name, parameter]) => {
    const now = after.get(name);
    const place = `${path} ${name}`;
    if (now === undefined) return [{ path: place, what: 'parameter removed' }];
    const isNowRequired = now['required'] === true && parameter['required'] !== true;
    return [
      ...(isNowRequired ? [{ path: place, what: 'parameter now required' }] : []),
      ...schemaBreaks(comparison, parameter['schema'], now['schema'], place),
    ];
  });
  const demanded = [...after].filter(([name, { required }]) => !before.has(name) && required === true);
  return [...changed, ...demanded.map(([name]) => ({ path: `${path} ${name}`, what: 'parameter now required' }))];
}

function bodyBreaks(comparison: Comparison, was: JsonObject, is: JsonObject, path: string): readonly Break[] {
  const [before, after] = [objectAt(was, 'requestBody'), objectAt(is, 'requestBody')];
  if (before['content'] === undefined) return after['required'] === true ? [{ path, what: 'body now required' }] : [];
  return contentBreaks(comparison, before, after, `${path} body`);
}

const contentBreaks = (comparison: Comparison, before: JsonObject, after: JsonObject, path: string): readonly Break[] =>
  Object.keys(objectAt(before, 'content')).flatMap((type) =>
    at(after, 'content', type) === undefined
      ? [{ path, what: `${type} removed` }]
      : schemaBreaks(comparison, at(before, 'content', type, 'schema'), at(after, 'content', type, 'schema'), path),
  );

/** Statuses, their bodies, headers and codes. A further refusal is none of them: callers know that there may be more. */
function answerBreaks(comparison: Comparison, was: JsonObject, is: JsonObject, path: string): readonly Break[] {
  return Object.entries(objectAt(was, 'responses')).flatMap(([status, answer]) => {
    const place = `${path} ${status}`;
    const before = resolved(comparison.before, answer);
    const now = at(is, 'responses', status);
    if (now === undefined) return [{ path: place, what: 'status removed' }];
    const after = resolved(comparison.after, now);
    const codes = listAt(after, 'x-codes').map(text);
    return [
      ...contentBreaks(comparison, before, after, place),
      ...Object.keys(objectAt(before, 'headers'))
        .filter((name) => at(after, 'headers', name) === undefined)
        .map((name) => ({ path: place, what: `header ${name} removed` })),
      ...listAt(before, 'x-codes')
        .map(text)
        .filter((code) => !codes.includes(code))
        .map((code) => ({ path: place, what: `code ${code} removed` })),
    ];
  });
}

/** A thing must begin where it began, and let its caller do what it let him do. */
function machineBreaks(before: JsonObject, after: JsonObject): readonly Break[] {
  return Object.entries(objectAt(before, 'x-state-machines')).flatMap(([name, machine]) => {
    const now = at(after, 'x-state-machines', name);
    if (now === undefined) return [{ path: name, what: 'state machine removed' }];
    const steps = callerSteps(now);
    return [
      ...(text(at(machine, 'initial')) === text(at(now, 'initial')) ? [] : [{ path: name, what: 'another first state' }]),
      ...Object.keys(objectAt(machine, 'states'))
        .filter((state) => !(state in objectAt(now, 'states')))
        .map((state) => ({ path: name, what: `state ${state} removed` })),
      ...callerSteps(machine)
        .filter((step) => !steps.includes(step))
        .map((step) => ({ path: name, what: `step removed: ${step}` })),
    ];
  });
}

const callerSteps = (machine: Json | undefined): readonly string[] =>
  listAt(machine, 'transitions').flatMap((step) =>
    isJsonObject(step) && step['by'] === 'caller'
      ? listAt(step, 'from').map((from) => `${plain(step['action'])} from ${plain(from)} to ${plain(step['to'])}`)
      : [],
  );
