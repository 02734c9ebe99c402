/// <reference lib="dom" />
import type { ModelRule, WireHandler, WireRule } from '@rahyar/partners/testing';

/** What a webhook delivery looks like just before it is sent. The body is the very text that is signed. */
export type WebhookDelivery = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** What a mutant is told of an answer that it may spoil. `operation` is absent for the discovery document and the token. */
export type AnswerContext = { readonly operation?: string; readonly partner: string; readonly status: number; readonly request: Request };

/**
 * A partner with one fault planted in it. A kit that is worth running fails exactly the requirements that the fault breaks.
 * The hooks are tried from the inside outwards: rules left out, then the answer's JSON, then the whole exchange, then webhooks.
 */
export type Mutant = {
  readonly id: string;
  /** Rules that the double leaves out. */
  readonly leavesOut?: readonly (ModelRule | WireRule)[];
  /** Spoils the JSON of an answer, problems included; whatever it returns is sent. */
  readonly tamper?: (json: unknown, context: AnswerContext) => unknown;
  /** Stands around the whole handler: it may rewrite a request, an answer, or answer by itself. */
  readonly wrap?: (handler: WireHandler) => WireHandler;
  /** What is sent instead of one webhook delivery: none, another one, or several. It runs after the delivery was signed. */
  readonly deliver?: (delivery: WebhookDelivery) => readonly WebhookDelivery[];
  /** As what it takes the status with which a webhook was answered. */
  readonly hears?: (status: number) => number;
};
