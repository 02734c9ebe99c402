import type { Result } from 'neverthrow';
import { Case, FollowUp, Referral } from './case.ts';
import { Directives } from './directive.ts';
import { DomainEvent } from './event.ts';
import type { InputError } from './input-error.ts';
import { parseWith } from './parse.ts';
import { RahyariPolicy } from './policy.ts';
import { Rahyar } from './rahyar.ts';
import { StaffMember } from './staff.ts';
import { Member, Subject } from './subject.ts';

/** Parsers of the nouns that cross an edge. None of them throws; the error holds codes and paths, nothing of the input. */
export const parseSubject = (input: unknown): Result<Subject, InputError> => parseWith(Subject, input);
export const parseMember = (input: unknown): Result<Member, InputError> => parseWith(Member, input);
export const parseStaffMember = (input: unknown): Result<StaffMember, InputError> => parseWith(StaffMember, input);
export const parseRahyar = (input: unknown): Result<Rahyar, InputError> => parseWith(Rahyar, input);
export const parseDomainEvent = (input: unknown): Result<DomainEvent, InputError> => parseWith(DomainEvent, input);
export const parseDirectives = (input: unknown): Result<Directives, InputError> => parseWith(Directives, input);
export const parseRahyariPolicy = (input: unknown): Result<RahyariPolicy, InputError> => parseWith(RahyariPolicy, input);
export const parseReferral = (input: unknown): Result<Referral, InputError> => parseWith(Referral, input);
export const parseFollowUp = (input: unknown): Result<FollowUp, InputError> => parseWith(FollowUp, input);
export const parseCase = (input: unknown): Result<Case, InputError> => parseWith(Case, input);
