import type { Intent } from '../contract/operation.ts';
import type { PartnerErrorKind, PartnerOutcome } from '../partner-error.ts';

/** A call as it begins. No event of telemetry holds an input, an answer, an address, a header or a key. */
export type CallBegan = { readonly operation: string; readonly partner: string; readonly intent: Intent };

/** One attempt that ended; `kind` is absent for a good answer, `status` where none came. */
export type AttemptEnded = {
  /** From 1. */
  readonly number: number;
  readonly requestId: string;
  readonly tookMs: number;
  readonly status?: number;
  readonly kind?: PartnerErrorKind;
};

/** A call that ended; `kind` is absent when it succeeded. */
export type CallEnded = {
  readonly attempts: number;
  readonly tookMs: number;
  readonly outcome: PartnerOutcome;
  readonly kind?: PartnerErrorKind;
};

/** One call as a span. What its functions throw is not let into the call. */
export type CallSpan = {
  /** The trace that the call belongs to, 32 hexadecimal digits; the client begins one of its own where none is given. */
  readonly traceId?: string;
  readonly attempt: (event: AttemptEnded) => void;
  readonly end: (event: CallEnded) => void;
};

/** Where a client tells what it does, in the shape of OpenTelemetry: a span per call, an event per attempt. */
export type TelemetryPort = { readonly begin: (call: CallBegan) => CallSpan };

/** The span of a call, or a mute one where nobody listens or the listener fails. */
export function spanOf(telemetry: TelemetryPort | undefined, call: CallBegan): CallSpan {
  const span = quietly(() => telemetry?.begin(call));
  if (span === undefined) return MUTE;
  return {
    ...(span.traceId === undefined || !/^(?!0{32})[0-9a-f]{32}$/.test(span.traceId) ? {} : { traceId: span.traceId }),
    attempt: (event) => quietly(() => span.attempt(event)),
    end: (event) => quietly(() => span.end(event)),
  };
}

const MUTE: CallSpan = { attempt: () => undefined, end: () => undefined };

function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
