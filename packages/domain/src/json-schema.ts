import * as z from 'zod';
import { Case, FollowUp, Referral } from './case.ts';
import { Community } from './community.ts';
import { Directives } from './directive.ts';
import { DomainEvent } from './event.ts';
import { Money } from './money.ts';
import { AffiliatedOrganization, RahyariOrganization } from './organization.ts';
import { RahyariPolicy } from './policy.ts';
import { Rahyar } from './rahyar.ts';
import { ServiceArea } from './service-area.ts';
import { SecretaryPortfolio, StaffMember } from './staff.ts';
import { Member, SocialLeader, Subject } from './subject.ts';

/** The schemas that other systems check their data against, by the name of the noun. */
export const PUBLIC_SCHEMAS = {
  AffiliatedOrganization,
  Case,
  Community,
  Directives,
  DomainEvent,
  FollowUp,
  Member,
  Money,
  Rahyar,
  RahyariOrganization,
  RahyariPolicy,
  Referral,
  SecretaryPortfolio,
  ServiceArea,
  SocialLeader,
  StaffMember,
  Subject,
} as const;

export type PublicSchemaName = keyof typeof PUBLIC_SCHEMAS;

/**
 * The JSON Schema (2020-12) of what a public schema takes as input. It cannot say everything: check digits, the existence of a
 * day, and agreement between fields are checked by the parser only. Published as `@rahyar/domain/json-schema/<name>.json`.
 */
export const jsonSchemaOf = (name: PublicSchemaName): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(PUBLIC_SCHEMAS[name], { io: 'input', target: 'draft-2020-12' });
