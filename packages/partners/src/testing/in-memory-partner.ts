/// <reference lib="dom" />
import { type InputIssue, parseWith } from '@rahyar/domain';
import { err, type Result, ResultAsync } from 'neverthrow';
import type { CallOptions, NamedOperation, PartnerContract, PortsOf } from '../contract/capability.ts';
import type { AnyOperation } from '../contract/operation.ts';
import { PROBLEM_MEDIA_TYPE } from '../contract/problem.ts';
import { sealed } from '../contract/sealed.ts';
import type { Answer } from '../http/answer.ts';
import { answerValue } from '../http/answer-error.ts';
import type { Clock } from '../http/clock.ts';
import { type PartnerError, partnerError } from '../partner-error.ts';
import { seededIds } from './ids.ts';
import { createPartnerModel, type ModelAnswer, type PartnerModel } from './partner-model.ts';
import { createWireHandler, type WireHandler } from './wire-handler.ts';

type Fields = Readonly<Record<string, unknown>>;

export type InMemoryPartnerOptions = {
  readonly clock: Clock;
  /** Makes the ids; the same seed gives the same ones in the same order. */
  readonly seed?: number;
};

/**
 * A correct partner without a network. `ports` answer with the values and the errors that a client would bring; `fetch` is the same partner
 * by its wire, for a client under test; `model` lets a test play the partner's own part. Any bearer token is good at `fetch`.
 */
export function createInMemoryPartner<const P extends PartnerContract>(
  contract: P,
  { clock, seed = 1 }: InMemoryPartnerOptions,
): { readonly ports: PortsOf<P>; readonly fetch: WireHandler; readonly model: PartnerModel } {
  const newId = seededIds(seed);
  const model = createPartnerModel(contract, { now: () => instantOf(clock), newId });
  const authorize = () => ({ id: CALLER, scopes: 'all' }) as const;
  const fetch = createWireHandler([model], { clock, newRequestId: () => newId('req'), authorize });

  const call = (operation: NamedOperation, input: Fields, options: CallOptions): Result<unknown, PartnerError> => {
    if (options.signal?.aborted === true) return err(partnerError({ kind: 'cancelled' }, { outcome: 'not_applied' }));
    const { operation: described } = operation;
    const [params, query, rest] = [fieldsOf(described.params, input), fieldsOf(described.query, input), restOf(described, input)];
    const parts = [
      parseWith(sealed(described.params), params),
      parseWith(sealed(described.query), query),
      parseWith(sealed(described.body), rest),
    ];
    const issues = parts.flatMap((part): readonly InputIssue[] => (part.isErr() ? part.error.issues : []));
    if (issues.length > 0) return err(partnerError({ kind: 'invalid_request', issues }));
    const key = described.needsKey ? (options.idempotencyKey ?? newId('key')) : undefined;
    const ifMatch = described.takesIfMatch ? options.ifMatch : undefined;
    const answer = model.answer({ operation, params, query, body: rest, caller: CALLER, key, ifMatch });
    return answerValue(described.output, asAnswer(answer), {
      statuses: [described.success],
      intent: described.intent,
      nowMs: clock.nowMs(),
    });
  };

  const ports = Object.fromEntries(
    Object.entries(contract.capabilities).map(([name, capability]) => [
      name,
      Object.fromEntries(
        Object.entries(capability.operations).map(([own, operation]) => {
          const named = { id: `${capability.id}.${own}`, capability, operation };
          return [own, (input: Fields, options: CallOptions = {}) => new ResultAsync(Promise.resolve(call(named, input, options)))];
        }),
      ),
    ]),
  );
  return { ports: ports as unknown as PortsOf<P>, fetch, model };
}

const CALLER = 'rahyar';

const instantOf = (clock: Clock) => new Date(clock.nowMs()).toISOString() as ReturnType<Parameters<typeof createPartnerModel>[1]['now']>;

const fieldsOf = (schema: AnyOperation['params'], input: Fields): Fields =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name in schema.shape));

/** What is neither a parameter nor of the query belongs to the body, and a name that nobody knows is refused there. */
const restOf = ({ params, query }: AnyOperation, input: Fields): Fields =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !(name in params.shape) && !(name in query.shape)));

/** What the model says, as it would have been read from the wire. */
function asAnswer(answer: ModelAnswer): Answer {
  const json = answer.kind === 'done' ? answer.value : answer;
  const wait = answer.kind === 'refused' ? answer.retryAfterSeconds : undefined;
  return {
    status: answer.status,
    redirected: false,
    mediaType: answer.kind === 'done' ? 'application/json' : PROBLEM_MEDIA_TYPE,
    retryAfter: wait === undefined ? undefined : String(wait),
    body: { text: JSON.stringify(json) },
  };
}
