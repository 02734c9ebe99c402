/// <reference lib="dom" />
import { type InputError, parseWith } from '@rahyar/domain';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import {
  type CallOptions,
  type Capability,
  type NamedOperation,
  operationsOf,
  type PartnerContract,
  type PortsOf,
} from '../contract/capability.ts';
import { type PartnerError, partnerError } from '../partner-error.ts';
import { type CommandTerms, createCaller } from './call.ts';
import { type OperationPlan, operationPlan, planCall } from './call-plan.ts';
import type { Clock } from './clock.ts';
import { createGuard } from './guard.ts';
import { HttpSettings } from './http-settings.ts';
import type { CommandOutcome, CommandRecord, IdempotencyStore, StoreFailure } from './idempotency-store.ts';
import type { Credentials, RequestSigner } from './ports.ts';
import { createRetryBudget } from './retry-policy.ts';
import { createSendAttempt } from './send-attempt.ts';
import { spanOf, type TelemetryPort } from './telemetry.ts';

export type PartnerClientConfig = HttpSettings & {
  readonly clock: Clock;
  /** At least 0 and less than 1: spreads the retries. */
  readonly random: () => number;
  /** A new UUID, for keys, requests and traces. */
  readonly newId: () => string;
  /** Where commands are written down before they are sent. */
  readonly store: IdempotencyStore;
  readonly credentials?: Credentials;
  /** Signs every attempt of a command. */
  readonly signer?: RequestSigner;
  readonly telemetry?: TelemetryPort;
  /** Called once per attempt; the platform's `fetch` if absent. */
  readonly fetch?: typeof fetch;
};

/** A partner over HTTP. */
export type PartnerClient<P extends PartnerContract> = {
  /** Its capabilities as functions; a double gives the same. */
  readonly ports: PortsOf<P>;
  /** The commands of this partner without a known outcome, oldest first; those that are under way in this client are left out. */
  readonly pending: () => ResultAsync<readonly CommandRecord[], PartnerError>;
  /**
   * Finds out what became of a command, by sending the same again under the same key: it has one effect however often it is sent. The
   * answer is that of the operation which the record names.
   */
  readonly reconcile: (key: string, options?: Pick<CallOptions, 'signal'>) => ResultAsync<unknown, PartnerError>;
};

/**
 * A client of everything that a contract describes. Each call is checked on the way out and on the way in, tried again while that can help
 * and its deadline, the retry budget and the circuit breaker allow, and ends in an answer or a {@link PartnerError} that says what is known
 * of its effect. Settings that cannot work are an `InputError`.
 */
export function createPartnerClient<P extends PartnerContract>(
  contract: P,
  { clock, random, newId, store, credentials, signer, telemetry, fetch, ...given }: PartnerClientConfig,
): Result<PartnerClient<P>, InputError> {
  return parseWith(HttpSettings, given).map((settings) => {
    const partner: string = contract.id;
    const operations = new Map(operationsOf(Object.values(contract.capabilities)).map((named) => [named.id, named]));
    const underWay = new Set<string>();
    const call = createCaller({
      partner,
      settings,
      clock,
      random,
      newId,
      send: createSendAttempt({ baseUrl: settings.baseUrl, clock, fetch, credentials, signer }),
      guard: createGuard({ clock, limits: settings }),
      budget: createRetryBudget(),
      begin: (began) => spanOf(telemetry, began),
    });

    async function run(plan: OperationPlan, input: unknown, options: CallOptions): Promise<Result<unknown, PartnerError>> {
      const planned = planCall(plan, input, options);
      if (planned.isErr()) return err(partnerError({ kind: 'invalid_request', issues: planned.error }));
      const { signal } = options;
      if (!plan.operation.needsKey) return call(planned.value, undefined, signal);
      const key = options.idempotencyKey ?? newId();
      if (underWay.has(key)) return err(partnerError({ kind: 'idempotency', reason: 'in_progress' }));
      underWay.add(key);
      try {
        const record = recordOf(plan.id, key, planned.value.input, options.ifMatch);
        const begun = await recorded(store.begin(record));
        if (begun.isErr()) return err(await notRecorded(record, options.idempotencyKey === undefined));
        const terms = termsOf(record, begun.value, plan);
        if (terms.isErr()) return err(terms.error);
        const result = await call(planned.value, terms.value, signal);
        const outcome = result.isOk() ? 'applied' : result.error.outcome;
        if (outcome !== 'unknown') await noted(key, outcome);
        return result;
      } finally {
        underWay.delete(key);
      }
    }

    /** Whether the end of a command was noted. One that was not stays pending; to reconcile it later does no harm. */
    const noted = async (key: string, outcome: CommandOutcome): Promise<boolean> => (await recorded(store.settle(key, outcome))).isOk();

    /**
     * A store that failed may hold the record all the same, and a later client would send it. So `not_applied` is said only of a new key
     * that could be ended there; of a key that the caller brought, an earlier sending may be written down where nobody can read it now.
     */
    async function notRecorded({ key, operation }: CommandRecord, isNewKey: boolean): Promise<PartnerError> {
      const isEnded = isNewKey && (await noted(key, 'not_applied'));
      const call = { operation, partner, attempts: [], idempotencyKey: key };
      return Object.freeze({ ...partnerError({ kind: 'store_unavailable' }, { outcome: isEnded ? 'not_applied' : 'unknown' }), call });
    }

    const recordOf = (operation: string, key: string, input: CommandRecord['input'], ifMatch: number | undefined): CommandRecord => ({
      key,
      operation,
      partner,
      input,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      beganAtMs: clock.nowMs(),
    });

    /** What is known of a key before the call, or why it must not be sent. */
    function termsOf(record: CommandRecord, before: CommandRecord | undefined, plan: OperationPlan): Result<CommandTerms, PartnerError> {
      const { key } = record;
      if (before === undefined || before.outcome === 'not_applied') return ok({ key, before: 'nothing' });
      if (!isSameCommand(record, before, plan)) return err(partnerError({ kind: 'idempotency', reason: 'reused' }));
      const isForgotten = record.beganAtMs - before.beganAtMs >= settings.keyRetentionHours * 3_600_000;
      if (isForgotten) return err(partnerError({ kind: 'idempotency', reason: 'expired' }, { outcome: before.outcome ?? 'unknown' }));
      return ok({ key, before: before.outcome ?? 'unknown' });
    }

    async function reconciled(key: string, options: CallOptions): Promise<Result<unknown, PartnerError>> {
      const found = await recorded(store.find(key));
      if (found.isErr()) return err(partnerError({ kind: 'store_unavailable' }, { outcome: 'unknown' }));
      const record = found.value;
      const named = record?.partner === partner && record.outcome !== 'not_applied' ? operations.get(record.operation) : undefined;
      if (record === undefined || named === undefined)
        return err(partnerError({ kind: 'invalid_request', issues: [{ path: ['idempotencyKey'], code: 'input.unknownReference' }] }));
      const { input, ifMatch } = record;
      return run(operationPlan(named), input, { ...options, idempotencyKey: key, ...(ifMatch === undefined ? {} : { ifMatch }) });
    }

    async function pending(): Promise<Result<readonly CommandRecord[], PartnerError>> {
      const found = await recorded(store.pending(partner));
      return found
        .map((records) => records.filter(({ key }) => !underWay.has(key)))
        .mapErr(() => partnerError({ kind: 'store_unavailable' }, { outcome: 'not_applied' }));
    }

    // Plans are made when first needed: most callers use few of the operations.
    const callOf =
      (named: NamedOperation) =>
      (input: unknown, options: CallOptions = {}) =>
        new ResultAsync(run(operationPlan(named), input, options));
    const portOf = (capability: Capability) =>
      Object.freeze(
        Object.fromEntries(operationsOf([capability]).map((named) => [named.id.slice(capability.id.length + 1), callOf(named)])),
      );
    const ports = Object.fromEntries(Object.entries(contract.capabilities).map(([name, capability]) => [name, portOf(capability)]));

    return Object.freeze({
      ports: Object.freeze(ports) as PortsOf<P>,
      pending: () => new ResultAsync(pending()),
      reconcile: (key, options = {}) => new ResultAsync(reconciled(key, options)),
    } satisfies PartnerClient<P>);
  });
}

/** A key stands for one command for ever. The earlier input is read again, since a store may have put its fields in another order. */
function isSameCommand(record: CommandRecord, before: CommandRecord, plan: OperationPlan): boolean {
  const { operation, partner, input, ifMatch } = record;
  const earlier = parseWith(plan.input, before.input);
  return (
    before.operation === operation &&
    before.partner === partner &&
    before.ifMatch === ifMatch &&
    earlier.isOk() &&
    JSON.stringify(earlier.value) === JSON.stringify(input)
  );
}

/** A store that throws has failed like one that says so. */
const recorded = async <T>(answer: Promise<Result<T, StoreFailure>>): Promise<Result<T, StoreFailure>> => {
  try {
    return await answer;
  } catch {
    return err('unavailable');
  }
};
