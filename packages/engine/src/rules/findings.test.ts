import { DEFAULT_POLICY, type RahyariPolicy } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from '../assign.ts';
import { basisBit } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { NOBODY } from '../subject-columns.ts';
import { ON } from '../testing/arbitrary-problem.ts';
import { both, type Change, everywhere, findings, listing, naming, primaryBy, staffAt, telling } from '../testing/changed-plan.ts';
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
import type { RuleId } from './rule.ts';

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
const pinned = worldOf([area, org, online], [memberWith('p1', employed)], DEFAULT_POLICY, {
  version: 1,
  pins: [directiveFor('p1', 'area')],
  vetoes: [],
});
const kept = worldOf(
  [staffWith('area', areaPost('01'), { person: 1 }), staffWith('colleague', areaPost('01')), online],
  [
    { subject: memberWith('p1', home), previousRahyar: 'area' },
    { subject: memberWith('p2', home), previousRahyar: 'area' },
  ],
);

const office = worldOf(
  [org, online],
  ['p1', 'p2'].map((id) => memberWith(id, employed)),
);
const unskilled = worldOf(
  [area, org, staffWith('new', organizationPost('behzisti'), {}, { service: serviceWith({}, { mastery: ['membership'] }) }), online],
  [memberWith('p1', employed)],
);
/** The only seat is pinned to p2. */
const promised = worldOf(
  [staffWith('area', areaPost('01'), { person: 1 }), online],
  ['p1', 'p2'].map((id) => memberWith(id, home)),
  DEFAULT_POLICY,
  { version: 1, pins: [directiveFor('p2', 'area')], vetoes: [] },
);
const vetoed = worldOf([area, org, online], [memberWith('p1', employed), memberWith('p2', home)], DEFAULT_POLICY, {
  version: 1,
  pins: [],
  vetoes: [directiveFor('p1', 'org')],
});
const near = worldOf([staffWith('close', areaPost('0101')), staffWith('far', areaPost('01')), online], [memberWith('p1', home)]);
/** The rahyar covers home and work, has no other seat, and had the member yesterday. */
const twofold = worldOf(
  [staffWith('area', areaPost('01'), { person: 1 }), online],
  [{ subject: memberWith('p1', { ...home, work: '0102' }), previousRahyar: 'area' }],
);
/** The rahyar has one seat for each class of subjects, and there are two of each. */
const classes = worldOf(
  [staffWith('area', areaPost('01'), { person: 1, collective: 1, organization: 1 }), online],
  ['1', '2'].flatMap((number) => [
    memberWith(`p${number}`, home),
    prospectWith(`h${number}`, { ...home, subject: 'socialCooperationHub', leader: 'p1', members: [] }),
    prospectWith(`o${number}`, { ...home, subject: 'organizationBody', organization: 'behzisti' }),
  ]),
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
      'R2',
      'a specialist in the secretariat',
      worldOf([staffWith('friend', specialistPost, {}, { employer: { kind: 'secretariat' } }), online], [memberWith('p1', home)]),
      (plan) => ({ ...plan, responsible: everywhere(plan, 'link', 0) }),
      ['R2 p1 friend social'],
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
    [
      'R3',
      'one without skill',
      ...beside('idle', { qualification: { motivation: true, interest: true, skill: false } }),
      ['R3 p1 idle skill'],
    ],
    ['R4', 'two primaries', world, primaryBy(world, 'p1', 'organization', 'residence'), ['R4 p1 severalPrimaries']],
    ['R4', 'a primary who is nobody', world, both(naming(world, 'p2', 'residence', NOBODY)), ['R4 p2 primaryIsNobody']],
    ['R4', 'no primary where there might be one', world, primaryBy(world, 'p2'), ['R4 p2 noPrimary']],
    ['R5', 'who does not cover', world, naming(world, 'p2', 'work', staffAt(world, 'area')), ['R5 p2 area work']],
    ['R6', 'another order within a tier', pair, listing(pair, 'area', 'p2', 'p1'), ['R6 p1 area withinTier']],
    ['R6', 'a lower tier first', full, listing(full, 'area', 'p2', 'p1'), ['R6 p1 area tier']],
    ['R6', 'another order of an organisation rahyar', office, listing(office, 'org', 'p2', 'p1'), ['R6 p1 org withinTier']],
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
    [
      'R11',
      'one who masters too little, in an organisation',
      unskilled,
      naming(unskilled, 'p1', 'organization', staffAt(unskilled, 'new')),
      ['R11 p1 new effectiveCommunication'],
    ],
    ['R11', 'one who does not serve', ...beside('new', { service: undefined }), ['R11 p1 new membership']],
    ['R12', 'one on leave', ...beside('away', { service: serviceWith({}, { leave: [{ from: ON, to: ON }] }) }), ['R12 p1 away onLeave']],
    ['R12', 'one without a channel', ...beside('mute', { service: serviceWith({}, { channels: [] }) }), ['R12 p1 mute noChannel']],
    ['R13', 'more than there are seats', full, primaryBy(full, 'p2', 'residence'), ['R13 area person']],
    [
      'R13',
      'more than there are seats of each class',
      classes,
      (plan) => ({ ...plan, primary: plan.primary.map(() => basisBit('residence')), responsible: everywhere(plan, 'residence', 0) }),
      ['R13 area person', 'R13 area collective', 'R13 area organization'],
    ],
    [
      'R14',
      'a lower tier seated',
      full,
      both(primaryBy(full, 'p1', 'online'), primaryBy(full, 'p2', 'residence')),
      ['R14 p1 lowerTierSeated'],
    ],
    [
      'R14',
      'a pinned subject without the seat that another of its tier has',
      promised,
      both(primaryBy(promised, 'p2', 'online'), naming(promised, 'p1', 'residence', 0), primaryBy(promised, 'p1', 'residence')),
      ['R14 p2 lowerTierSeated'],
    ],
    ['R14', 'a seat that is free', full, primaryBy(full, 'p1', 'online'), ['R14 p1 freeSeat', 'R14 p2 freeSeat']],
    ['R15', 'a gap where there is none', full, telling(full, 'p1', 'allFull', NOBODY), ['R15 p1 noGapHere']],
    ['R15', 'another cause', full, telling(full, 'p2', 'noneSuitable', staffAt(full, 'sec')), ['R15 p2 wrongCause']],
    ['R15', 'nobody told', full, telling(full, 'p2', 'allFull', NOBODY), ['R15 p2 wrongAddressee']],
    [
      'R16',
      'one moved in vain',
      kept,
      both(naming(kept, 'p1', 'residence', staffAt(kept, 'colleague')), naming(kept, 'p2', 'residence', staffAt(kept, 'colleague'))),
      ['R16 p1 area movedInVain', 'R16 p2 area movedInVain'],
    ],
    ['R17', 'a basis passed over', world, primaryBy(world, 'p1', 'residence'), ['R17 p1 area organization']],
    ['R17', 'somebody closer passed over', near, naming(near, 'p1', 'residence', staffAt(near, 'far')), ['R17 p1 far residence']],
    [
      'R17',
      'a basis passed over on which the same rahyar comes first, though full and kept',
      twofold,
      both(naming(twofold, 'p1', 'residence', NOBODY), naming(twofold, 'p1', 'work', 0), primaryBy(twofold, 'p1', 'work')),
      ['R17 p1 area residence'],
    ],
    ['R18', 'another tier', world, (plan) => ({ ...plan, tier: plan.tier.with(0, 3) }), ['R18 p1 1']],
    [
      'R19',
      'an online rahyar who writes only',
      ...onlineWorld(serviceWith({}, { channels: ['message'] })),
      ['R19 p1 writer neitherChannel'],
    ],
    ['R19', 'an online rahyar who does not serve', ...onlineWorld(undefined), ['R19 p1 writer neitherChannel']],
    [
      'R20',
      'no channel in common',
      ...beside('texter', { service: serviceWith({}, { channels: ['sms'] }) }, { channels: ['phoneCounselling'] }),
      ['R20 p1 texter residence'],
    ],
    ['R21', 'a pin that is not kept', pinned, primaryBy(pinned, 'p1', 'organization'), ['R21 p1 area pin']],
    ['R21', 'a veto that is not kept', vetoed, naming(vetoed, 'p1', 'organization', staffAt(vetoed, 'org')), ['R21 p1 org veto']],
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

function onlineWorld(service: unknown): [AssignmentProblem, Change] {
  const problem = worldOf([online, staffWith('writer', onlinePost, {}, { service })], [memberWith('p1')]);
  return [problem, naming(problem, 'p1', 'online', staffAt(problem, 'writer'))];
}
