import type { Label } from '@rahyar/domain';
import type { ConformanceLevel } from '@rahyar/partners/contract';
import type { AtOperation } from '../run/at-operation.ts';
import type { Kit } from '../run/kit.ts';
import type { OperationClass } from '../run/operation-class.ts';
import type { Verdict } from '../run/verdict.ts';
import type { Role, Strength } from './strength.ts';

type Told = {
  /** `<AREA>-<number>`, for ever. */
  readonly id: string;
  readonly level: ConformanceLevel;
  readonly strength: Strength;
  readonly role: Role;
  readonly text: Label;
  /** The standard or the part of the contract that it comes from. */
  readonly source: string;
  /** Also asked of a partner that answers by its port, without our HTTP. */
  readonly atPort: boolean;
};

/** One numbered promise, and the check of it: for each operation of a class, or once for the partner. */
export type Requirement = Told &
  (
    | { readonly per: 'operation'; readonly appliesTo: OperationClass; readonly check: (at: AtOperation) => Promise<Verdict> }
    | { readonly per: 'partner'; readonly appliesTo: 'partner'; readonly check: (kit: Kit) => Promise<Verdict> }
  );

type Given = Omit<Told, 'strength' | 'role' | 'atPort'> & Partial<Pick<Told, 'strength' | 'role' | 'atPort'>>;

/** A requirement of each operation of a class; a MUST of the server if not said. */
export const ofEach = (appliesTo: OperationClass, given: Given, check: (at: AtOperation) => Promise<Verdict>): Requirement =>
  Object.freeze({ strength: 'MUST', role: 'server', atPort: false, ...given, per: 'operation', appliesTo, check });

/** A requirement of the partner as a whole. */
export const ofPartner = (given: Given, check: (kit: Kit) => Promise<Verdict>): Requirement =>
  Object.freeze({ strength: 'MUST', role: 'server', atPort: false, ...given, per: 'partner', appliesTo: 'partner', check });

export const NO_INPUT = 'an input that is carried out: give one in the fixtures';
