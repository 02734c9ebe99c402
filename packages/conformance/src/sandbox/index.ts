export { FaultRule, type Faults, WEBHOOK_FAULTS, WIRE_FAULTS } from './faults.ts';
export type { AnswerContext, Mutant, WebhookDelivery } from './mutant.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { SANDBOX_TOKENS, type SandboxClient } from './sandbox-callers.ts';
export type { SandboxClock } from './sandbox-clock.ts';
export { type ServedSandbox, serveSandbox } from './serve-sandbox.ts';
