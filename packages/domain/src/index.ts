export { RAHYARI_ACTIVITIES, RAHYARI_ACTIVITY_TERMS, RahyariActivity } from './activity.ts';
export {
  CASE_STATE_TERMS,
  CASE_STATES,
  Case,
  CaseState,
  FOLLOW_UP_STATE_TERMS,
  FOLLOW_UP_STATES,
  FollowUp,
  FollowUpState,
  REFERRAL_STATE_TERMS,
  REFERRAL_STATES,
  Referral,
  ReferralPartner,
  ReferralState,
} from './case.ts';
export { CHANNEL_TERMS, CHANNELS, Channel } from './channel.ts';
export { epochDayOf, Instant, IsoDate, isoDateOf } from './civil-time.ts';
export { Community } from './community.ts';
export { toLatinDigits, toPersianDigits } from './digits.ts';
export { Directives, holdsOn, NO_DIRECTIVES, Pin, Veto } from './directive.ts';
export { DomainEvent } from './event.ts';
export { fingerprint } from './fingerprint.ts';
export { applyEvent, foldEvents, type UnfoldedEvent } from './fold.ts';
export { CardNumber, parseCardNumber } from './identifiers/card-number.ts';
export {
  DivisionCode,
  type DivisionLevel,
  divisionLevel,
  parentDivision,
  parseDivisionCode,
  withinDivision,
} from './identifiers/division-code.ts';
export { ForeignerId, parseForeignerId } from './identifiers/foreigner-id.ts';
export { LegalEntityId, parseLegalEntityId } from './identifiers/legal-entity-id.ts';
export { Mobile, parseMobile } from './identifiers/mobile.ts';
export { NationalId, parseNationalId } from './identifiers/national-id.ts';
export { PostalCode, parsePostalCode } from './identifiers/postal-code.ts';
export { PromissoryId, parsePromissoryId } from './identifiers/promissory-id.ts';
export { parseSayadId, SayadId } from './identifiers/sayad-id.ts';
export { parseSheba, Sheba } from './identifiers/sheba.ts';
export {
  AffiliatedOrganizationId,
  CaseId,
  EventId,
  FollowUpId,
  RahyariOrganizationId,
  ReferralId,
  StaffId,
  SubjectId,
} from './ids.ts';
export {
  INPUT_ISSUE_LABELS,
  type InputError,
  type InputIssue,
  type InputIssueCode,
  inputError,
  issueOf,
  MAX_ISSUES,
} from './input-error.ts';
export { jsonSchemaOf, PUBLIC_SCHEMAS, type PublicSchemaName } from './json-schema.ts';
export { KEY_PROCESS_TERMS, KEY_PROCESSES, KeyProcess } from './key-process.ts';
export type { Label, Source, Term } from './label.ts';
export { DEFAULT_LANGUAGES, LANGUAGE_TERMS, LANGUAGES, Language } from './language.ts';
export { addMoney, formatMoney, fromToman, MONEY_AMOUNT_MAX, Money, parseMoney, rial, toToman } from './money.ts';
export {
  AFFILIATED_ORGANIZATIONS,
  AffiliatedOrganization,
  RAHYARI_ORGANIZATIONS,
  RahyariOrganization,
  type RegistryRow,
  SERVICE_FIELD_TERMS,
  SERVICE_FIELDS,
  ServiceField,
} from './organization.ts';
export { INPUT_LIMITS, parseJsonWith, parseWith } from './parse.ts';
export {
  parseCase,
  parseDirectives,
  parseDomainEvent,
  parseFollowUp,
  parseMember,
  parseRahyar,
  parseRahyariPolicy,
  parseReferral,
  parseStaffMember,
  parseSubject,
} from './parsers.ts';
export { repairSeedSlips, SEARCH_TEXT_LENGTH_MAX, type SearchKeys, searchKey, searchKeys } from './persian-text.ts';
export { PILLAR_TERMS, PILLARS, Pillar } from './pillar.ts';
export {
  ActivityPolicy,
  BASES,
  BASIS_TERMS,
  type Basis,
  DEDICATED_BASES,
  DEFAULT_POLICY,
  DedicatedBasis,
  Demand,
  PREFERENCE_TERMS,
  PREFERENCES,
  Preference,
  policyFingerprint,
  RahyariPolicy,
} from './policy.ts';
export {
  AreaRahyar,
  Caseload,
  Employer,
  LeavePeriod,
  OnlineRahyar,
  OrganizationRahyar,
  QUALIFICATION_TERMS,
  Rahyar,
  RahyarQualification,
  RahyarService,
  SocialRahyar,
  SUBJECT_CLASS_TERMS,
  SUBJECT_CLASSES,
  type SubjectClass,
} from './rahyar.ts';
export { RAHYAR_KIND_TERMS, RAHYAR_KINDS, RahyarKind } from './rahyar-kind.ts';
export { areaCovers, ServiceArea } from './service-area.ts';
export {
  NOT_A_RAHYAR_TERMS,
  type NotARahyar,
  PORTFOLIO_SUBJECT_TERMS,
  PORTFOLIO_SUBJECTS,
  POST_TERMS,
  PortfolioSubject,
  Post,
  type PostKind,
  rahyarKindOfPost,
  rahyarOf,
  SecretaryPortfolio,
  StaffMember,
} from './staff.ts';
export {
  ACTIVITY_KIND_TERMS,
  ACTIVITY_KINDS,
  ActivityKind,
  Applicant,
  type Collective,
  JihadiCore,
  LastActivity,
  LegalIdentity,
  LegalMember,
  Member,
  NaturalIdentity,
  NaturalMember,
  OrganizationBody,
  OrganizationRelation,
  Prospect,
  RELATION_TERMS,
  RELATIONS,
  Relation,
  SocialCooperationHub,
  SocialEntrepreneurshipCore,
  SocialLeader,
  SocialTrustCore,
  SUBJECT_CLASS_OF,
  SUBJECT_KIND_TERMS,
  Subject,
  type SubjectKind,
} from './subject.ts';
export { PRIORITY_TIER_TERMS, PRIORITY_TIERS, type PriorityTier } from './tier.ts';
export { FRAME_TERMS, VOCABULARIES } from './vocabulary.ts';
