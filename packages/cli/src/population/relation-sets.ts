import { AFFILIATED_ORGANIZATIONS } from '@rahyar/domain';
import type { RelationRow } from '@rahyar/engine';
import { type AliasTable, createAliasTable } from './alias-table.ts';
import { PARAMETERS } from './parameters.ts';

/** The affiliated organisations, and all ways to be related to one or two of them. */
export type RelationSets = {
  readonly organizations: readonly string[];
  /** The empty set first. */
  readonly sets: readonly (readonly RelationRow[])[];
  /** Draws the set of an adult. Of someone under age, who has no employer, a set with one stands for the empty set. */
  readonly draw: AliasTable;
  /** The set of the organisation itself, by organisation. */
  readonly bodySets: readonly number[];
  readonly hasEmployer: readonly boolean[];
  /** The share of the people who are related to each organisation; those of two count for the first. */
  readonly sharePerOrganization: readonly number[];
};

export function relationSets(): RelationSets {
  const organizations: readonly string[] = AFFILIATED_ORGANIZATIONS.map(({ id }) => id);
  const single = RELATION_SHARES.map(({ organization, relation, share }) => ({
    rows: [{ organization: organizations.indexOf(organization), relation }],
    share,
  }));
  const related = single.reduce((sum, { share }) => sum + share, 0);
  const pairs = single.flatMap((one) =>
    single.flatMap((other) => {
      const [first, second] = [one.rows[0], other.rows[0]];
      if (first === undefined || second === undefined || first.organization >= second.organization) return [];
      if (first.relation === 'employee' && second.relation === 'employee') return [];
      return [{ rows: [first, second], share: one.share * other.share }];
    }),
  );
  const paired = pairs.reduce((sum, { share }) => sum + share, 0);
  const { value: secondShare } = PARAMETERS.secondRelationShare;
  const weighted: { rows: RelationRow[]; share: number }[] = [
    { rows: [], share: 1 - related },
    ...single.map(({ rows, share }) => ({ rows, share: share * (1 - secondShare) })),
    ...pairs.map(({ rows, share }) => ({ rows, share: (share / paired) * related * secondShare })),
  ];
  const bodies = organizations.map((_id, organization): RelationRow[] => [{ organization, relation: 'body' }]);
  const sets = [...weighted.map(({ rows }) => rows), ...bodies];
  return {
    organizations,
    sets,
    draw: createAliasTable(weighted.map(({ share }) => share)),
    bodySets: bodies.map((_rows, organization) => weighted.length + organization),
    hasEmployer: sets.map((rows) => rows.some(({ relation }) => relation === 'employee')),
    sharePerOrganization: organizations.map((_id, organization) =>
      weighted.reduce((sum, { rows, share }) => sum + (rows[0]?.organization === organization ? share : 0), 0),
    ),
  };
}

const RELATION_SHARES = [
  { organization: 'emdadCommittee', relation: 'employee', share: PARAMETERS.emdadEmployeeShare.value },
  { organization: 'emdadCommittee', relation: 'beneficiary', share: PARAMETERS.emdadBeneficiaryShare.value },
  { organization: 'behzisti', relation: 'employee', share: PARAMETERS.behzistiEmployeeShare.value },
  { organization: 'behzisti', relation: 'beneficiary', share: PARAMETERS.behzistiBeneficiaryShare.value },
  { organization: 'education', relation: 'employee', share: PARAMETERS.educationEmployeeShare.value },
  { organization: 'education', relation: 'other', share: PARAMETERS.educationOtherShare.value },
  { organization: 'etka', relation: 'employee', share: PARAMETERS.etkaEmployeeShare.value },
  { organization: 'etka', relation: 'other', share: PARAMETERS.etkaOtherShare.value },
] as const satisfies readonly { organization: string; relation: RelationRow['relation']; share: number }[];
