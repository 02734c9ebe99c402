export {
  type Call,
  type CallOptions,
  type Capability,
  capability,
  type NamedOperation,
  operationsOf,
  type PartnerContract,
  type PortOf,
  type PortsOf,
  partnerContract,
} from './capability.ts';
export { CONTRACT_LAWS, type ContractFault, type ContractLaw, contractFaults } from './contract-laws.ts';
export { CONTRACT_VERSION } from './contract-version.ts';
export { CONFORMANCE_LEVELS, type ConformanceLevel, DISCOVERY_PATH, DiscoveryV1, WebhookKeyV1 } from './discovery.ts';
export { type ArazzoOptions, arazzoOf } from './emit/arazzo.ts';
export { breakingChanges } from './emit/breaking-changes.ts';
export { contractHash } from './emit/contract-hash.ts';
export type { Json, JsonObject } from './emit/json.ts';
export { jsonSchemasOf } from './emit/json-schemas.ts';
export { openApiOf } from './emit/open-api.ts';
export {
  ACTORS,
  type Actor,
  actionsIn,
  faultsOf,
  isFinal,
  type StateMachine,
  stateMachine,
  statesOf,
  type Transition,
  transitionFrom,
} from './machine.ts';
export { type FieldPath, leavesOf, marked, markOf, PII_MARKS, type PiiMark } from './marks.ts';
export {
  type AnyOperation,
  act,
  amend,
  type CodeOf,
  compute,
  create,
  type Effect,
  feed,
  type InputOf,
  type Intent,
  list,
  type Method,
  type Operation,
  type OperationLevel,
  type OutputOf,
  type PageOf,
  pageOf,
  read,
  search,
  view,
} from './operation.ts';
export { PARTNER_CONTRACTS, PROCESS_OPERATIONS } from './partner-contracts.ts';
export { isProblemCode, PROBLEM_MEDIA_TYPE, PROBLEMS, type ProblemCode, ProblemV1 } from './problem.ts';
export { type Resource, resource, type TimelineEntryV1 } from './resource.ts';
export { sealed } from './sealed.ts';
export {
  AddressV1,
  AmountV1,
  CodeV1,
  Count,
  choiceOf,
  DayV1,
  DivisionV1,
  DocumentV1,
  Flag,
  fromMoneyV1,
  IbanV1,
  idOf,
  knownWordsOf,
  MobileV1,
  MomentV1,
  MoneyV1,
  NationalIdV1,
  Note,
  OneTimeUrl,
  openWordOf,
  PersonalDayV1,
  PersonName,
  PositiveAmountV1,
  PositiveCount,
  PostalCodeV1,
  Sha256,
  StaffRef,
  SubjectRef,
  Title,
  toMoneyV1,
} from './wire.ts';
