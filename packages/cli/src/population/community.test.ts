import {
  Community,
  DEFAULT_POLICY,
  IsoDate,
  PORTFOLIO_SUBJECTS,
  RAHYARI_ORGANIZATIONS,
  RahyarKind,
  rahyarOf,
  StaffMember,
} from '@rahyar/domain';
import { rosterOf, unavailability } from '@rahyar/engine';
import { describe, expect, it } from 'vitest';
import { generateCommunity } from './community.ts';
import { toCommunityJson } from './population-files.ts';

const on = IsoDate.parse('2026-11-23');
const staff = generateCommunity({ people: 1_000_000, seed: 1, on });
const roster = rosterOf(staff);
const rahyars = roster.rahyars.filter((rahyar) => rahyar !== undefined);
const holding = <K extends StaffMember['post']['kind']>(kind: K) =>
  staff.flatMap((member) =>
    member.post.kind === kind ? [{ ...member, post: member.post as Extract<StaffMember['post'], { kind: K }> }] : [],
  );

describe('generateCommunity', () => {
  it('has 5,000 staff (L30), each of whom the schema accepts, with ids of their own', () => {
    expect(staff).toHaveLength(5_000);
    for (const member of staff) expect(StaffMember.parse(member)).toEqual(member);
    expect(roster.repeatedIds).toEqual([]);
    expect(roster.staff).toEqual(staff);
  });

  it('has more than 1,000 rahyars (L69), of all four kinds', () => {
    expect(rahyars.length).toBeGreaterThan(1_000);
    expect(new Set(rahyars.map(({ kind }) => kind))).toEqual(new Set(RahyarKind.options));
  });

  it('has an affairs secretary for every province, affiliated organisation and subject (L54), each with assistants (L55)', () => {
    const portfolios = holding('affairsSecretary').map(({ post }) => post.portfolio);
    expect(portfolios.filter(({ by }) => by === 'region')).toHaveLength(31);
    expect(portfolios.filter(({ by }) => by === 'organization')).toHaveLength(4);
    expect(portfolios.flatMap((portfolio) => (portfolio.by === 'subject' ? [portfolio.subject] : []))).toEqual([...PORTFOLIO_SUBJECTS]);
    const assisted = new Set(holding('assistantSecretary').map(({ post }) => post.assists));
    expect(assisted).toEqual(new Set(holding('affairsSecretary').map(({ id }) => id)));
  });

  it('has support officers for every rahyari organisation (L59), and specialists in each (L50), most of them at the bank', () => {
    const all = RAHYARI_ORGANIZATIONS.map(({ id }) => id).sort();
    expect([...new Set(holding('supportOfficer').flatMap(({ post }) => post.organizations))].sort()).toEqual(all);
    const employers = holding('partnerSpecialist').flatMap(({ employer }) => ('organization' in employer ? [employer.organization] : []));
    expect([...new Set(employers)].sort()).toEqual(all);
    expect(employers.filter((id) => id === 'resalatBank').length / employers.length).toBeCloseTo(0.5, 1);
  });

  it('has specialists who are social rahyars, and far more who are not; and holders of rahyar posts who do not qualify', () => {
    const outcomes = holding('partnerSpecialist').map(rahyarOf);
    const qualified = outcomes.filter((outcome) => 'rahyar' in outcome).length;
    expect(qualified).toBeGreaterThan(200);
    expect(qualified).toBeLessThan(outcomes.length / 5);
    expect(holding('areaRahyar').map(rahyarOf)).toContainEqual({ not: 'notQualified' });
    expect(roster.notRahyars.filter(({ reason }) => reason === 'wrongEmployer' || reason === 'noServiceRecorded')).toEqual([]);
  });

  it('has organisation rahyars for the whole country and for one province, for every affiliated organisation', () => {
    const posts = holding('organizationRahyar').map(({ post }) => post);
    expect(new Set(posts.flatMap(({ organizations }) => organizations)).size).toBe(4);
    expect(posts.some(({ within }) => within === undefined)).toBe(true);
    expect(posts.some(({ within }) => within?.length === 1 && within[0]?.length === 2)).toBe(true);
  });

  it('has rahyars of every state on the day: there, on leave, without a channel, lacking a process', () => {
    const states = rahyars.map((rahyar) => unavailability(rahyar, on, DEFAULT_POLICY));
    const count = (state: (typeof states)[number]): number => states.filter((other) => other === state).length;
    expect(count(undefined)).toBeGreaterThan(1_000);
    for (const state of ['onLeave', 'noChannel', 'mastersTooLittle'] as const) expect(count(state)).toBeGreaterThan(0);
    expect(rahyars.some(({ service }) => service.leave.some(({ from }) => from > on))).toBe(true);
  });

  it('scales caseloads with the people, so that there is always about as much room', () => {
    const roomPerPerson = [20_000, 1_000_000, 10_000_000].map((people) => {
      const room = generateCommunity({ people, seed: 1, on }).reduce(
        (sum, { post, service }) => sum + (post.kind === 'areaRahyar' ? (service?.caseload.person ?? 0) : 0),
        0,
      );
      return room / people;
    });
    for (const room of roomPerPerson) {
      expect(room).toBeGreaterThan(0.8);
      expect(room).toBeLessThan(0.9);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    expect(generateCommunity({ people: 1_000_000, seed: 1, on })).toEqual(staff);
    expect(generateCommunity({ people: 1_000_000, seed: 2, on })).not.toEqual(staff);
  });

  it('is written as a community file', () => {
    expect(Community.parse(JSON.parse(toCommunityJson(staff)))).toEqual({ staff });
  });
});
