export { RAHYARI_ACTIVITIES, RAHYARI_ACTIVITY_TERMS, RahyariActivity } from './activity.ts';
export {
  CASE_STATES,
  CASE_STATE_TERMS,
  Case,
  CaseState,
  FOLLOW_UP_STATES,
  FOLLOW_UP_STATE_TERMS,
  FollowUp,
  FollowUpState,
  REFERRAL_STATES,
  REFERRAL_STATE_TERMS,
  Referral,
  ReferralPartner,
  ReferralState,
} from './case.ts';
export { CHANNELS, CHANNEL_TERMS, Channel } from './channel.ts';
export { epochDayOf, Instant, IsoDate, isoDateOf } from './civil-time.ts';
export { Community } from './community.ts';
export { DomainEvent } from './event.ts';
export { applyEvent, foldEvents, type UnfoldedEvent } from './fold.ts';
export { CardNumber } from './identifiers/card-number.ts';
export { DivisionCode, divisionLevel, parentDivision, withinDivision } from './identifiers/division-code.ts';
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
export { INPUT_ISSUE_LABELS, type InputError, type InputIssue, type InputIssueCode, inputError, issueOf, MAX_ISSUES } from './input-error.ts';
export { KEY_PROCESSES, KEY_PROCESS_TERMS, KeyProcess } from './key-process.ts';
export type { Label, Source, Term } from './label.ts';
export {
  AFFILIATED_ORGANIZATIONS,
  AffiliatedOrganization,
  RAHYARI_ORGANIZATIONS,
  RahyariOrganization,
  SERVICE_FIELDS,
  SERVICE_FIELD_TERMS,
  ServiceField,
} from './organization.ts';
export { INPUT_LIMITS, parseJsonWith, parseWith } from './parse.ts';
export { PILLARS, PILLAR_TERMS, Pillar } from './pillar.ts';
export {
  ActivityPolicy,
  BASES,
  BASIS_TERMS,
  type Basis,
  DEDICATED_BASES,
  DEFAULT_POLICY,
  DedicatedBasis,
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
  SUBJECT_CLASSES,
  SUBJECT_CLASS_TERMS,
  SocialRahyar,
  type SubjectClass,
} from './rahyar.ts';
export { RAHYAR_KINDS, RAHYAR_KIND_TERMS, RahyarKind } from './rahyar-kind.ts';
export { areaCovers, ServiceArea } from './service-area.ts';
export {
  NOT_A_RAHYAR_TERMS,
  type NotARahyar,
  PORTFOLIO_SUBJECTS,
  PORTFOLIO_SUBJECT_TERMS,
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
  ACTIVITY_KINDS,
  ACTIVITY_KIND_TERMS,
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
  RELATIONS,
  RELATION_TERMS,
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
export { PRIORITY_TIERS, PRIORITY_TIER_TERMS, type PriorityTier } from './tier.ts';
export { FRAME_TERMS, VOCABULARIES } from './vocabulary.ts';
