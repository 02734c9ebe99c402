import {
  type Basis,
  DEFAULT_POLICY,
  type Directives,
  policyFingerprint,
  type RahyariPolicy,
  type StaffMember,
  type Subject,
} from '@rahyar/domain';
import { type AssignmentPlan, basisBit, GAP_CAUSES } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import type { RuleId } from '../rules/rule.ts';
import { NOBODY } from '../subject-columns.ts';
import { worklists } from '../worklist.ts';
import { ON } from './arbitrary-problem.ts';
import {
  areaPost,
  directiveFor,
  memberWith,
  onlinePost,
  organizationPost,
  prospectWith,
  regionalSecretaryPost,
  serviceWith,
  specialistPost,
  staffWith,
  worldOf,
} from './small-world.ts';

/** A small world and a dishonest change to its honest plan, which exactly one rule must catch. */
export type Saboteur = {
  readonly rule: RuleId;
  readonly does: string;
  readonly problem: AssignmentProblem;
  sabotage(problem: AssignmentProblem, plan: AssignmentPlan): AssignmentPlan;
};

const staffIndex = (problem: AssignmentProblem, id: string): number => problem.staff.findIndex((member) => member.id === id);
const subjectIndex = (problem: AssignmentProblem, id: string): number => problem.subjects.ids.indexOf(id);

/** Names another member of staff for a subject on a basis; worklists follow. */
function rename(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  subject: string,
  basis: Basis,
  staff: string | undefined,
): AssignmentPlan {
  const slots = plan.responsible[basis].slice();
  slots[subjectIndex(problem, subject)] = staff === undefined ? NOBODY : staffIndex(problem, staff);
  return relisted(problem, { ...plan, responsible: { ...plan.responsible, [basis]: slots } });
}

const relisted = (problem: AssignmentProblem, plan: AssignmentPlan): AssignmentPlan => ({ ...plan, worklists: worklists(problem, plan) });

/** Makes the given bases the primary ones of a subject; worklists follow. */
function withPrimary(problem: AssignmentProblem, plan: AssignmentPlan, subject: string, ...bases: Basis[]): AssignmentPlan {
  const primary = plan.primary.slice();
  primary[subjectIndex(problem, subject)] = bases.reduce((bits, basis) => bits | basisBit(basis), 0);
  return relisted(problem, { ...plan, primary });
}

function withGap(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  subject: string,
  cause: (typeof GAP_CAUSES)[number],
  tell = NOBODY,
): AssignmentPlan {
  const gapCause = plan.gapCause.slice();
  const gapAddressee = plan.gapAddressee.slice();
  gapCause[subjectIndex(problem, subject)] = GAP_CAUSES.indexOf(cause);
  gapAddressee[subjectIndex(problem, subject)] = tell;
  return { ...plan, gapCause, gapAddressee };
}

/** An organisation rahyar who has the seat, and an area rahyar who is named beside: a companion's name can be changed without moving a seat. */
const employeeWho = (states: Readonly<Record<string, unknown>>): Subject =>
  memberWith('p1', { home: '0101', relations: [{ organization: 'behzisti', relation: 'employee' }], ...states });
const employee = employeeWho({});
type More = { readonly subject?: Subject; readonly policy?: RahyariPolicy; readonly directives?: Directives };
const companionWorld = (more: readonly StaffMember[] = [], { subject = employee, policy, directives }: More = {}): AssignmentProblem =>
  worldOf(
    [staffWith('org', organizationPost('behzisti')), staffWith('area', areaPost('01')), staffWith('online', onlinePost), ...more],
    [subject],
    policy,
    directives,
  );

const nameBeside = (rule: RuleId, does: string, staff: StaffMember, more?: More): Saboteur => ({
  rule,
  does,
  problem: companionWorld([staff], more),
  sabotage: (problem, plan) => rename(problem, plan, 'p1', 'residence', staff.id),
});

/** One seat for two people of one town. */
const oneSeat = worldOf(
  [staffWith('area', areaPost('01'), { person: 1 }), staffWith('online', onlinePost), staffWith('sec', regionalSecretaryPost('01'))],
  [memberWith('p1', { home: '0101' }), prospectWith('p2', { home: '0101' })],
);

/** The saboteurs, one per rule, in the order of the rules. */
export const SABOTEURS: readonly Saboteur[] = [
  nameBeside('R1', 'names a social rahyar as the area rahyar', staffWith('social', specialistPost)),
  nameBeside(
    'R2',
    'names an area rahyar employed by a partner',
    staffWith('hired', areaPost('01'), {}, { employer: { kind: 'rahyariOrganization', organization: 'part' } }),
  ),
  nameBeside(
    'R3',
    'names an area rahyar without the skill',
    staffWith('raw', areaPost('01'), {}, { qualification: { motivation: true, interest: true, skill: false } }),
  ),
  {
    rule: 'R4',
    does: 'names two primary rahyars',
    problem: companionWorld(),
    sabotage: (problem, plan) => withPrimary(problem, plan, 'p1', 'organization', 'residence'),
  },
  nameBeside('R5', 'names the area rahyar of another province', staffWith('far', areaPost('02'))),
  {
    rule: 'R6',
    does: 'puts someone who never applied before an active member',
    problem: worldOf([staffWith('area', areaPost('01'))], [memberWith('p1', { home: '0101' }), prospectWith('p2', { home: '0101' })]),
    sabotage: (_problem, plan) => ({ ...plan, worklists: { start: plan.worklists.start, order: plan.worklists.order.slice().reverse() } }),
  },
  {
    rule: 'R7',
    does: 'leaves the last subject out of the worklist',
    problem: worldOf([staffWith('area', areaPost('01'))], [memberWith('p1', { home: '0101' }), prospectWith('p2', { home: '0101' })]),
    sabotage: (_problem, plan) => {
      const order = plan.worklists.order.slice(0, -1);
      return { ...plan, worklists: { start: plan.worklists.start.map((row) => Math.min(row, order.length)), order } };
    },
  },
  {
    rule: 'R8',
    does: 'passes a member served online only over in silence',
    problem: worldOf([staffWith('online', onlinePost)], [memberWith('p1', { home: '0101' })]),
    sabotage: (problem, plan) => withGap(problem, plan, 'p1', 'none'),
  },
  nameBeside('R9', 'names a secretary as the area rahyar', staffWith('sec', regionalSecretaryPost('01'))),
  {
    rule: 'R10',
    does: 'conceals the area rahyar beside the organisation rahyar',
    problem: companionWorld(),
    sabotage: (problem, plan) => rename(problem, plan, 'p1', 'residence', undefined),
  },
  nameBeside(
    'R11',
    'names an area rahyar who masters one process only',
    staffWith('new', areaPost('01'), {}, { service: serviceWith({}, { mastery: ['membership'] }) }),
  ),
  nameBeside(
    'R12',
    'names an area rahyar who is on leave',
    staffWith('away', areaPost('01'), {}, { service: serviceWith({}, { leave: [{ from: ON, to: ON }] }) }),
  ),
  {
    rule: 'R13',
    does: 'seats a second person where there is one seat',
    problem: oneSeat,
    sabotage: (problem, plan) => withGap(problem, withPrimary(problem, plan, 'p2', 'residence'), 'p2', 'none'),
  },
  {
    rule: 'R14',
    does: 'gives the only seat to someone who never applied instead of the active member',
    problem: oneSeat,
    sabotage: (problem, plan) => {
      const given = withGap(problem, withPrimary(problem, plan, 'p2', 'residence'), 'p2', 'none');
      return withGap(problem, withPrimary(problem, given, 'p1', 'online'), 'p1', 'allFull', staffIndex(problem, 'sec'));
    },
  },
  {
    rule: 'R15',
    does: 'says that nobody covers the place, though the caseload is full',
    problem: oneSeat,
    sabotage: (problem, plan) => withGap(problem, plan, 'p2', 'noneInCoverage', staffIndex(problem, 'sec')),
  },
  {
    rule: 'R16',
    does: 'moves a member to a colleague without need',
    problem: worldOf(
      [staffWith('area', areaPost('01')), staffWith('colleague', areaPost('01'))],
      [{ subject: memberWith('p1', { home: '0101' }), previousRahyar: 'area' }],
    ),
    sabotage: (problem, plan) => rename(problem, plan, 'p1', 'residence', 'colleague'),
  },
  {
    rule: 'R17',
    does: 'makes the area rahyar primary where the policy puts the organisation first',
    problem: companionWorld(),
    sabotage: (problem, plan) => withPrimary(problem, plan, 'p1', 'residence'),
  },
  {
    rule: 'R18',
    does: 'moves an inactive member up to the active ones by hand',
    problem: worldOf(
      [staffWith('area', areaPost('01')), staffWith('social', specialistPost)],
      [memberWith('p1', { home: '0101', lastActivity: {} })],
      DEFAULT_POLICY,
    ),
    sabotage: (problem, plan) => relisted(problem, { ...plan, tier: plan.tier.map(() => 1) }),
  },
  {
    rule: 'R19',
    does: 'names an online rahyar who writes text messages only',
    problem: worldOf(
      [staffWith('online', onlinePost), staffWith('writer', onlinePost, {}, { service: serviceWith({}, { channels: ['sms'] }) })],
      [memberWith('p1')],
    ),
    sabotage: (problem, plan) => rename(problem, plan, 'p1', 'online', 'writer'),
  },
  nameBeside(
    'R20',
    'names an area rahyar who writes text messages to a member who can only be called',
    staffWith('texter', areaPost('01'), {}, { service: serviceWith({}, { channels: ['sms'] }) }),
    { subject: employeeWho({ channels: ['phoneCounselling'] }) },
  ),
  nameBeside('R21', 'names an area rahyar whom a person has ruled out', staffWith('vetoed', areaPost('01')), {
    directives: { version: 1, pins: [], vetoes: [directiveFor('p1', 'vetoed')] },
  }),
  nameBeside(
    'R22',
    'names an area rahyar who speaks Arabic only to a member who speaks Persian, against the policy',
    staffWith('foreign', areaPost('01'), {}, { service: serviceWith({}, { languages: ['arabic'] }) }),
    { policy: { ...DEFAULT_POLICY, language: 'required' } },
  ),
  nameBeside(
    'R23',
    'names an area rahyar who cannot help with the loan that the member has open, against the policy',
    staffWith('unskilled', areaPost('01'), {}, { service: serviceWith({}, { mastery: [] }) }),
    {
      subject: employeeWho({ needs: ['loanRequest'] }),
      policy: { ...DEFAULT_POLICY, requiredMastery: [], skill: 'required' },
    },
  ),
  {
    rule: 'R24',
    does: 'claims another policy of the same version',
    problem: companionWorld(),
    sabotage: (_problem, plan) => ({ ...plan, policyFingerprint: policyFingerprint({ ...DEFAULT_POLICY, skill: 'required' }) }),
  },
];
