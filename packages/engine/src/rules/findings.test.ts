import { type Basis, DEFAULT_POLICY, type RahyariPolicy } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from '../assign.ts';
import { coveringOf } from '../covering.ts';
import { type AssignmentPlan, basisBit, GAP_CAUSES } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { NOBODY } from '../subject-columns.ts';
import { ON } from '../testing/arbitrary-problem.ts';
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
} from '../testing/small-world.ts';
import { RULES } from './catalogue.ts';
import type { RuleId, Violation } from './rule.ts';

/** What one rule finds, by name. */
function findings(id: RuleId, problem: AssignmentProblem, plan: AssignmentPlan): string[] {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no ${id}`);
  const text = ({ rule: own, subject, staff, detail }: Violation): string =>
    [
      own,
      subject === undefined ? '' : problem.subjects.ids.at(subject),
      staff === undefined ? '' : (problem.staff[staff]?.id ?? `#${staff}`),
      detail,
    ]
      .filter((word) => word !== '')
      .join(' ');
  return [...rule.check(problem, plan, coveringOf(problem))].map(text);
}

const area = staffWith('area', areaPost('01'));
const org = staffWith('org', organizationPost('behzisti'));
const online = staffWith('online', onlinePost);
const home = { home: '0101' };
const employed = { ...home, relations: [{ organization: 'behzisti', relation: 'employee' }] };
/** p1 has the seat with org, area is named beside; p2 has it with area; p3 wants no contact. */
const world = worldOf(
  [area, org, online, staffWith('sec', regionalSecretaryPost('01'))],
  [memberWith('p1', employed), memberWith('p2', { ...home, lastContactOn: ON }), memberWith('p3', { ...home, doNotContact: true })],
);

type Change = (plan: AssignmentPlan) => AssignmentPlan;
const at = (problem: AssignmentProblem, id: string): number => problem.subjects.ids.indexOf(id);
const staffAt = (problem: AssignmentProblem, id: string): number => problem.staff.findIndex((member) => member.id === id);

const naming =
  (problem: AssignmentProblem, subject: string, basis: Basis, staff: number): Change =>
  (plan) => {
    const slots = plan.responsible[basis].slice();
    slots[at(problem, subject)] = staff;
    return { ...plan, responsible: { ...plan.responsible, [basis]: slots } };
  };
const primaryBy =
  (problem: AssignmentProblem, subject: string, ...bases: Basis[]): Change =>
  (plan) => {
    const primary = plan.primary.slice();
    primary[at(problem, subject)] = bases.reduce((bits, basis) => bits | basisBit(basis), 0);
    return { ...plan, primary };
  };
const telling =
  (problem: AssignmentProblem, subject: string, cause: (typeof GAP_CAUSES)[number], tell: number): Change =>
  (plan) => {
    const [gapCause, gapAddressee] = [plan.gapCause.slice(), plan.gapAddressee.slice()];
    gapCause[at(problem, subject)] = GAP_CAUSES.indexOf(cause);
    gapAddressee[at(problem, subject)] = tell;
    return { ...plan, gapCause, gapAddressee };
  };
/** The worklist of one rahyar, by the ids of subjects; the others stay. */
const listing =
  (problem: AssignmentProblem, staff: string, ...subjects: string[]): Change =>
  (plan) => {
    const lists = problem.staff.map((member, index) =>
      member.id === staff
        ? subjects.map((id) => at(problem, id))
        : [...plan.worklists.order.subarray(plan.worklists.start[index], plan.worklists.start[index + 1])],
    );
    const start = Uint32Array.from([0, ...lists.map((_, index) => lists.slice(0, index + 1).flat().length)]);
    return { ...plan, worklists: { start, order: Uint32Array.from(lists.flat()) } };
  };
const both =
  (...changes: Change[]): Change =>
  (plan) =>
    changes.reduce((changed, change) => change(changed), plan);
const nothing: Change = (plan) => plan;

/** A world of one member, whose residence rahyar is beside the organisation rahyar and is this one. */
const beside = (
  id: string,
  changes: Readonly<Record<string, unknown>>,
  facts = {},
  policy: RahyariPolicy = DEFAULT_POLICY,
): [AssignmentProblem, Change] => {
  const problem = worldOf(
    [area, org, online, staffWith(id, areaPost('01'), {}, changes)],
    [memberWith('p1', { ...employed, ...facts })],
    policy,
  );
  return [problem, naming(problem, 'p1', 'residence', staffAt(problem, id))];
};

const full = worldOf(
  [staffWith('area', areaPost('01'), { person: 1 }), online, staffWith('sec', regionalSecretaryPost('01'))],
  [memberWith('p1', home), prospectWith('p2', home)],
);
const pair = worldOf([area, online], [memberWith('p1', home), memberWith('p2', home)]);
const social = worldOf(
  [staffWith('friend', specialistPost), online],
  ['p1', 'p2'].map((id) => memberWith(id, { socialLinks: ['friend'] })),
);
const pinned = worldOf([area, org, online], [memberWith('p1', employed)], DEFAULT_POLICY, {
  version: 1,
  pins: [directiveFor('p1', 'area')],
  vetoes: [],
});
const away = worldOf(
  [staffWith('area', areaPost('01'), {}, { service: serviceWith({}, { leave: [{ from: ON, to: ON }] }) }), online],
  [memberWith('p1', home), memberWith('p2'), memberWith('p3', { home: '02' })],
);
const kept = worldOf(
  [staffWith('area', areaPost('01'), { person: 1 }), staffWith('colleague', areaPost('01')), online],
  [
    { subject: memberWith('p1', home), previousRahyar: 'area' },
    { subject: memberWith('p2', home), previousRahyar: 'area' },
  ],
);

describe('rules tell whom and what', () => {
  it.each<[RuleId, string, AssignmentProblem, Change, string[]]>([
    ['R1', 'somebody of another kind', world, naming(world, 'p2', 'residence', staffAt(world, 'org')), ['R1 p2 org residence']],
    ['R1', 'nobody of the community', world, naming(world, 'p2', 'residence', 99), ['R1 p2 #99 residence']],
    [
      'R2',
      'an employee of a partner',
      ...beside('hired', { employer: { kind: 'rahyariOrganization', organization: 'part' } }),
      ['R2 p1 hired area'],
    ],
    [
      'R3',
      'one without motivation',
      ...beside('idle', { qualification: { motivation: false, interest: true, skill: true } }),
      ['R3 p1 idle motivation'],
    ],
    [
      'R3',
      'one without interest',
      ...beside('idle', { qualification: { motivation: true, interest: false, skill: true } }),
      ['R3 p1 idle interest'],
    ],
    ['R4', 'two primaries', world, primaryBy(world, 'p1', 'organization', 'residence'), ['R4 p1 severalPrimaries']],
    ['R4', 'a primary who is nobody', world, both(naming(world, 'p2', 'residence', NOBODY)), ['R4 p2 primaryIsNobody']],
    ['R4', 'no primary where there might be one', world, primaryBy(world, 'p2'), ['R4 p2 noPrimary']],
    ['R5', 'who does not cover', world, naming(world, 'p2', 'work', staffAt(world, 'area')), ['R5 p2 area work']],
    ['R6', 'one listed twice, which is another rule’s matter', world, listing(world, 'area', 'p2', 'p2'), []],
    ['R6', 'another order within a tier', pair, listing(pair, 'area', 'p2', 'p1'), ['R6 p1 area withinTier']],
    ['R6', 'another order of a social rahyar, whom tiers do not bind', social, listing(social, 'friend', 'p2', 'p1'), []],
    ['R6', 'a lower tier first', full, listing(full, 'area', 'p2', 'p1'), ['R6 p1 area tier']],
    ['R7', 'one listed twice', world, listing(world, 'area', 'p2', 'p2'), ['R7 p2 area listedTwice']],
    ['R7', 'one listed who wants no contact', world, listing(world, 'area', 'p2', 'p3'), ['R7 p3 listedInVain']],
    ['R7', 'one listed nowhere', world, listing(world, 'area'), ['R7 p2 notListed']],
    ['R8', 'no online rahyar', world, naming(world, 'p1', 'online', NOBODY), ['R8 p1 noOnlineRahyar']],
    ['R8', 'a gap that is not told', full, telling(full, 'p2', 'none', NOBODY), ['R8 p2 silentGap']],
    ['R9', 'a secretary', world, naming(world, 'p2', 'work', staffAt(world, 'sec')), ['R9 p2 sec affairsSecretary']],
    ['R10', 'one named on two bases', world, naming(world, 'p2', 'work', staffAt(world, 'area')), ['R10 p2 namedTwice']],
    ['R10', 'one who is concealed', world, naming(world, 'p1', 'residence', NOBODY), ['R10 p1 residence']],
    [
      'R11',
      'one who masters too little',
      ...beside('new', { service: serviceWith({}, { mastery: ['membership'] }) }),
      ['R11 p1 new effectiveCommunication'],
    ],
    ['R12', 'one on leave', ...beside('away', { service: serviceWith({}, { leave: [{ from: ON, to: ON }] }) }), ['R12 p1 away onLeave']],
    ['R12', 'one without a channel', ...beside('mute', { service: serviceWith({}, { channels: [] }) }), ['R12 p1 mute noChannel']],
    ['R13', 'more than there are seats', full, primaryBy(full, 'p2', 'residence'), ['R13 area person']],
    [
      'R14',
      'a lower tier seated',
      full,
      both(primaryBy(full, 'p1', 'online'), primaryBy(full, 'p2', 'residence')),
      ['R14 p1 lowerTierSeated'],
    ],
    ['R14', 'a seat that is free', full, primaryBy(full, 'p1', 'online'), ['R14 p1 freeSeat', 'R14 p2 freeSeat']],
    ['R15', 'a gap where there is none', full, telling(full, 'p1', 'allFull', NOBODY), ['R15 p1 noGapHere']],
    ['R15', 'another cause', full, telling(full, 'p2', 'noneSuitable', staffAt(full, 'sec')), ['R15 p2 wrongCause']],
    ['R15', 'nobody told', full, telling(full, 'p2', 'allFull', NOBODY), ['R15 p2 wrongAddressee']],
    ['R15', 'the causes that are true', away, nothing, []],
    [
      'R16',
      'one moved in vain',
      kept,
      both(naming(kept, 'p1', 'residence', staffAt(kept, 'colleague')), naming(kept, 'p2', 'residence', staffAt(kept, 'colleague'))),
      ['R16 p1 area movedInVain', 'R16 p2 area movedInVain'],
    ],
    ['R17', 'a basis passed over', world, primaryBy(world, 'p1', 'residence'), ['R17 p1 area organization']],
    ['R18', 'another tier', world, (plan) => ({ ...plan, tier: plan.tier.with(at(world, 'p1'), 3) }), ['R18 p1 1']],
    ['R19', 'an online rahyar who writes only', ...onlineWorld({ channels: ['message'] }), ['R19 p1 writer neitherChannel']],
    [
      'R20',
      'no channel in common',
      ...beside('texter', { service: serviceWith({}, { channels: ['sms'] }) }, { channels: ['phoneCounselling'] }),
      ['R20 p1 texter residence'],
    ],
    ['R21', 'a pin that is not kept', pinned, primaryBy(pinned, 'p1', 'organization'), ['R21 p1 area pin']],
    [
      'R22',
      'no language in common',
      ...beside('foreign', { service: serviceWith({}, { languages: ['arabic'] }) }, {}, { ...DEFAULT_POLICY, language: 'required' }),
      ['R22 p1 foreign residence'],
    ],
    [
      'R23',
      'a need that is not mastered',
      ...beside(
        'unskilled',
        { service: serviceWith({}, { mastery: [] }) },
        { needs: ['loanRequest'] },
        { ...DEFAULT_POLICY, requiredMastery: [], skill: 'required' },
      ),
      ['R23 p1 unskilled residence'],
    ],
    ['R24', 'another version', world, (plan) => ({ ...plan, policyVersion: 'other' }), ['R24 version']],
    ['R24', 'another policy', world, (plan) => ({ ...plan, policyFingerprint: 'other' }), ['R24 fingerprint']],
  ])('%s: %s', (rule, _what, problem, change, expected) => {
    expect(findings(rule, problem, change(assign(problem)))).toEqual(expected);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s reads a plan that names nobody of the community', (id) => {
    const plan = both(naming(world, 'p2', 'residence', 99), naming(world, 'p1', 'online', 99))(assign(world));
    const told: Partial<Record<RuleId, string[]>> = {
      R1: ['R1 p2 #99 residence', 'R1 p1 #99 online'],
      R7: ['R7 p2 notListed'],
    };
    const foreign = (text: string): boolean => !text.includes('#99') || id === 'R1';
    expect(findings(id, world, plan).filter(foreign)).toEqual(told[id] ?? []);
  });

  it('is said in both languages, with its source', () => {
    for (const { title, source } of RULES) {
      expect(title.fa).toMatch(/[\u0600-\u06ff]/);
      expect(title.en).toMatch(/^[A-Z]/);
      expect(source).toMatch(/^(assumed|L\d)/);
    }
  });
});

function onlineWorld(changes: Readonly<Record<string, unknown>>): [AssignmentProblem, Change] {
  const problem = worldOf([online, staffWith('writer', onlinePost, {}, { service: serviceWith({}, changes) })], [memberWith('p1')]);
  return [problem, naming(problem, 'p1', 'online', staffAt(problem, 'writer'))];
}
