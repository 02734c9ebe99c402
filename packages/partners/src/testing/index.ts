export { arbitraryOf, type Mutation, mutationsOf } from './arbitrary.ts';
export { type Canary, canarySearch, createCanaries, type Planted } from './canaries.ts';
export { seededIds, seededRandom } from './ids.ts';
export { createInMemoryPartner, type InMemoryPartnerOptions } from './in-memory-partner.ts';
export { MODEL_RULES, type ModelRule } from './model-rules.ts';
export {
  createPartnerModel,
  type ModelAnswer,
  type ModelCall,
  type ModelEvent,
  type ModelOptions,
  type PartnerModel,
  type Refusal,
  type Thing,
  type ThingValue,
} from './partner-model.ts';
export { COMMON_TRIGGERS, type Fixture, fixtureFor, triggersOf } from './trigger.ts';
export {
  createWireHandler,
  TOKEN_PATH,
  WIRE_RULES,
  type WireCaller,
  type WireHandler,
  type WireLimits,
  type WireOptions,
  type WireRule,
} from './wire-handler.ts';
