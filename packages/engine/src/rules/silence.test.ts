import { DEFAULT_POLICY, type Directives, type RahyariPolicy } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from '../assign.ts';
import type { AssignmentProblem } from '../problem.ts';
import { ON } from '../testing/arbitrary-problem.ts';
import { type Change, findings, listing, naming, nothing, primaryBy, staffAt } from '../testing/changed-plan.ts';
import {
  areaPost,
  directiveFor,
  memberWith,
  onlinePost,
  organizationPost,
  serviceWith,
  specialistPost,
  staffWith,
  worldOf,
} from '../testing/small-world.ts';
import type { RuleId } from './rule.ts';

const area = staffWith('area', areaPost('01'));
const scarce = staffWith('area', areaPost('01'), { person: 1 });
const org = staffWith('org', organizationPost('behzisti'));
const online = staffWith('online', onlinePost);
const areaWith = (changes: Readonly<Record<string, unknown>>) =>
  staffWith('area', areaPost('01'), {}, { service: serviceWith({}, changes) });
const onlineWith = (changes: Readonly<Record<string, unknown>>) =>
  staffWith('online', onlinePost, {}, { service: serviceWith({}, changes) });
const onLeave = (from: string, to: string) => areaWith({ leave: [{ from, to }] });

const home = { home: '0101' };
const employed = { ...home, relations: [{ organization: 'behzisti', relation: 'employee' }] };
const members = (...ids: string[]) => ids.map((id) => memberWith(id, home));
const policyWith = (changes: Partial<RahyariPolicy>): RahyariPolicy => ({ ...DEFAULT_POLICY, requiredMastery: [], ...changes });
const veto: Directives = { version: 1, pins: [], vetoes: [directiveFor('p1', 'org')] };
const pin: Directives = { version: 1, pins: [directiveFor('p1', 'area')], vetoes: [] };

const pair = worldOf([area, online], members('p1', 'p2'));
const crowded = worldOf([scarce, online], members('p1', 'p2'));
const lonely = worldOf([staffWith('far', areaPost('02'))], members('p1'));
const linked = worldOf(
  [staffWith('friend', specialistPost), online],
  ['p1', 'p2'].map((id) => memberWith(id, { socialLinks: ['friend'] })),
);
const employee = worldOf([area, org, online], [memberWith('p1', employed)]);
const pinned = worldOf([area, org, online], [memberWith('p1', employed)], DEFAULT_POLICY, pin);
const returned = worldOf([onLeave('2026-11-01', '2026-11-22'), online], members('p1'));
const leaving = worldOf([onLeave('2026-11-24', '2026-12-01'), online], members('p1'));
const absent = worldOf([onLeave(ON, ON), online], [memberWith('p1', home), memberWith('p2'), memberWith('p3', { home: '02' })]);
const silent = worldOf([areaWith({ channels: ['sms'] }), online], [memberWith('p1', { ...home, channels: ['phoneCounselling'] })]);
const idle = worldOf([area, staffWith('idle', areaPost('01'), {}, { service: undefined }), online], members('p1'));
/** The nearer rahyar is new, or full. */
const close = (person: number) => [staffWith('close', areaPost('0101'), { person }), staffWith('far', areaPost('01')), online];
const loyal = worldOf(close(5), [{ subject: memberWith('p1', home), previousRahyar: 'far' }]);
const spread = worldOf(close(1), members('p1', 'p2'));
const parted = worldOf(
  [scarce, staffWith('colleague', areaPost('01')), online],
  members('p1', 'p2').map((subject) => ({ subject, previousRahyar: 'area' })),
);
const moved = worldOf(
  [area, staffWith('other', areaPost('02')), online],
  [{ subject: memberWith('p1', { home: '0201' }), previousRahyar: 'area' }],
);
const speaking = (language: RahyariPolicy['language'], ...community: Parameters<typeof worldOf>[0]) =>
  worldOf(community, [memberWith('p1', home)], policyWith({ language }));
const asking = (skill: RahyariPolicy['skill'], ...community: Parameters<typeof worldOf>[0]) =>
  worldOf(community, [memberWith('p1', { ...home, needs: ['loanRequest'] })], policyWith({ skill }));

describe('rules are silent', () => {
  it.each<[RuleId, string, AssignmentProblem, Change]>([
    ['R4', 'where there can be no primary', lonely, nothing],
    ['R6', 'of one listed twice, which is another rule’s matter', pair, listing(pair, 'area', 'p2', 'p2')],
    ['R6', 'of the order of a social rahyar, whom tiers do not bind', linked, listing(linked, 'friend', 'p2', 'p1')],
    ['R8', 'where there is no online rahyar', lonely, nothing],
    [
      'R10',
      'of a basis on which only one is covering who is named on another',
      worldOf([area, online], [memberWith('p1', { ...home, work: '0102' })]),
      nothing,
    ],
    ['R12', 'of a leave that is over', returned, nothing],
    ['R12', 'of a leave to come', leaving, nothing],
    ['R13', 'where there are as many as there are seats', crowded, nothing],
    ['R13', 'of who does not serve', idle, nothing],
    ['R14', 'where all seats are taken by the same tier', crowded, nothing],
    ['R15', 'of causes that are true', absent, nothing],
    ['R15', 'where those who are available do not suit', silent, nothing],
    ['R16', 'where yesterday’s rahyar is full', parted, nothing],
    ['R16', 'where yesterday’s rahyar does not cover the subject any more', moved, nothing],
    ['R17', 'where the subject stays with yesterday’s rahyar', loyal, nothing],
    ['R17', 'where whoever is closer is full', spread, nothing],
    ['R17', 'where nobody is primary', employee, primaryBy(employee, 'p1')],
    ['R17', 'where an online rahyar is primary', employee, primaryBy(employee, 'p1', 'online')],
    ['R17', 'of a primary who may not have the seat', employee, naming(employee, 'p1', 'organization', staffAt(employee, 'area'))],
    [
      'R21',
      'of whom nobody has ruled out',
      worldOf([area, org, online], [memberWith('p1', employed), memberWith('p2', home)], DEFAULT_POLICY, veto),
      nothing,
    ],
    ['R21', 'of a pin that is kept', pinned, nothing],
    ['R22', 'of a language where the policy only prefers one', speaking('preferred', areaWith({ languages: ['arabic'] }), online), nothing],
    ['R22', 'of the language of an online rahyar', speaking('required', area, onlineWith({ languages: ['arabic'] })), nothing],
    ['R23', 'of a need where the policy only prefers skill', asking('preferred', areaWith({ mastery: [] }), online), nothing],
    ['R23', 'of the skill of an online rahyar', asking('required', area, onlineWith({ mastery: [] })), nothing],
  ])('%s: %s', (rule, _where, problem, change) => {
    expect(findings(rule, problem, change(assign(problem)))).toEqual([]);
  });
});
