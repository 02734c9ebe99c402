import { createHash } from 'node:crypto';
import { DEFAULT_POLICY, epochDayOf, IsoDate } from '@rahyar/domain';
import { assign, COLUMN_NAMES, GAP_CAUSES, NO_DAY, NO_PLACE, NOBODY, SUBJECT_KINDS, type SubjectColumns, verify } from '@rahyar/engine';
import { countyPopulation } from '@rahyar/geo';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from './parameters.ts';
import { generatePopulation } from './population.ts';

const on = IsoDate.parse('2026-11-23');
const generate = (people: number, seed: number) => generatePopulation({ people, seed, on, policy: DEFAULT_POLICY });
/** A number is hashed as its text: the order of bytes in memory plays no part. */
function fingerprint(subjects: SubjectColumns): string {
  const hash = createHash('sha256');
  for (const name of COLUMN_NAMES) hash.update(`${name}:${subjects[name].join()};`);
  return hash.digest('hex');
}

const { problem, roster, counts } = generate(200_000, 1);
const { subjects, places } = problem;
const indexes = Array.from({ length: subjects.ids.count }, (_, index) => index);
const isMember = (index: number): boolean => subjects.kind[index] === SUBJECT_KINDS.indexOf('member');
const isNaturalPerson = (index: number): boolean => subjects.ids.at(index).startsWith('p');
const shareOf = (among: readonly number[], holds: (index: number) => boolean): number => among.filter(holds).length / among.length;

describe('generatePopulation', () => {
  it('gives the same bytes for the same seed, on every machine', () => {
    const again = generate(200_000, 1);
    expect(fingerprint(again.problem.subjects)).toBe(fingerprint(subjects));
    expect(again.problem.linkSets).toEqual(problem.linkSets);
    expect(again.problem.profiles).toEqual(problem.profiles);
    expect(again.problem.staff).toEqual(problem.staff);
    expect(fingerprint(generate(5_000, 42).problem.subjects)).toBe('3cbd0313b3a0dea5d028c35c75a1ca2d941725ec029fff30ae66a45879c2f60f');
  });

  it('gives another population for another seed', () => {
    const other = generate(200_000, 2).problem.subjects;
    for (const name of ['kind', 'activeOn', 'contactedOn', 'waitingSince', 'home', 'work', 'relationSet', 'linkSet', 'profile'] as const)
      expect(other[name]).not.toEqual(subjects[name]);
  });

  it('does not let the policy change the world', () => {
    const policy = { ...DEFAULT_POLICY, activity: { ...DEFAULT_POLICY.activity, windowDays: 30 } };
    const other = generatePopulation({ people: 5_000, seed: 1, on, policy });
    expect(other.problem.policy).toEqual(policy);
    expect(fingerprint(other.problem.subjects)).toBe(fingerprint(generate(5_000, 1).problem.subjects));
  });

  it('counts as many people as were asked for, and the collectives and bodies in addition', () => {
    const { member, applicant, prospect, organizationBody, ...collectives } = counts.subjects;
    expect(member + applicant + prospect).toBe(200_000);
    expect(organizationBody).toBe(4 * 32);
    expect(collectives).toEqual({ socialEntrepreneurshipCore: 60, socialTrustCore: 20, jihadiCore: 20, socialCooperationHub: 100 });
    expect(subjects.ids.count).toBe(200_000 + 128 + 200);
    expect(counts.staff).toBe(5_000);
    expect(Object.values(counts.rahyars).reduce((sum, count) => sum + count, 0)).toBe(roster.rahyars.filter(Boolean).length);
  });

  it('gives ids that ascend, and rows that point at what there is', () => {
    const isPlace = (place: number): boolean => place === NO_PLACE || places[place] !== undefined;
    const ids = indexes.map((index) => subjects.ids.at(index));
    expect(ids.findIndex((id, index) => index > 0 && (ids[index - 1] as string) >= id)).toBe(-1);
    expect(subjects.home.every(isPlace) && subjects.work.every(isPlace)).toBe(true);
    expect(subjects.relationSet.every((set) => problem.relationSets[set] !== undefined)).toBe(true);
    expect(subjects.linkSet.every((set) => problem.linkSets[set] !== undefined)).toBe(true);
    expect(subjects.profile.every((profile) => problem.profiles[profile] !== undefined)).toBe(true);
    expect(subjects.previous.every((staff) => staff === NOBODY)).toBe(true);
    expect(subjects.dueOn.every((day) => day === NO_DAY)).toBe(true);
  });

  it('spreads the people over the counties like the census, within sampling error', () => {
    const drawn = new Map<string, number>();
    for (const index of indexes) {
      const code = places[subjects.home[index] as number]?.slice(0, 4);
      if (code !== undefined) drawn.set(code, (drawn.get(code) ?? 0) + 1);
    }
    const counties = [...new Set(places.map((code) => code.slice(0, 4)))];
    const total = [...drawn.values()].reduce((sum, count) => sum + count, 0);
    const chiSquare = (expectedShare: (code: string) => number): number =>
      counties.reduce((sum, code) => {
        const expected = expectedShare(code) * total;
        return sum + ((drawn.get(code) ?? 0) - expected) ** 2 / expected;
      }, 0);
    const census = (code: string): number => (countyPopulation(code)?.total ?? 0) / 79_926_270;
    const freedom = counties.length - 1;
    const bound = freedom + 5 * Math.sqrt(2 * freedom);
    expect(counties).toHaveLength(429);
    expect(chiSquare(census)).toBeLessThan(bound);
    expect(chiSquare((code) => (code === '2301' ? census(code) * 0.9 : census(code)))).toBeGreaterThan(bound);
  });

  it.each([
    ['applicants', PARAMETERS.applicantShare.value, indexes.filter(isNaturalPerson), (i: number) => subjects.kind[i] === 1],
    ['prospects', PARAMETERS.prospectShare.value, indexes.filter(isNaturalPerson), (i: number) => subjects.kind[i] === 2],
    [
      'recent activity',
      PARAMETERS.recentActivityShare.value,
      indexes.filter(isMember),
      (i: number) => (subjects.activeOn[i] as number) > NO_DAY && epochDayOf(on) - (subjects.activeOn[i] as number) < 90,
    ],
    [
      'open obligations',
      PARAMETERS.openObligationShare.value,
      indexes.filter(isMember),
      (i: number) => ((subjects.flags[i] as number) & 1) !== 0,
    ],
    ['contacts', PARAMETERS.contactedShare.value, indexes.filter(isMember), (i: number) => subjects.contactedOn[i] !== NO_DAY],
    [
      'no contact wanted',
      PARAMETERS.doNotContactShare.value,
      indexes.filter(isNaturalPerson),
      (i: number) => ((subjects.flags[i] as number) & 2) !== 0,
    ],
    [
      'open matters',
      PARAMETERS.needShare.value,
      indexes.filter(isNaturalPerson),
      (i: number) => (problem.profiles[subjects.profile[i] as number]?.needs.length ?? 0) > 0,
    ],
    [
      'Azerbaijani only, in one of its provinces',
      PARAMETERS.azerbaijaniOnlyShare.value,
      indexes.filter((i) => isNaturalPerson(i) && places[subjects.home[i] as number]?.startsWith('03') === true),
      (i: number) => problem.profiles[subjects.profile[i] as number]?.languages[0] === 'azerbaijani',
    ],
    ['no known home', PARAMETERS.unknownHomeShare.value, indexes.filter(isNaturalPerson), (i: number) => subjects.home[i] === NO_PLACE],
  ])('keeps the share of %s', (_name, share, among, holds) => {
    const deviation = Math.sqrt((share * (1 - share)) / among.length);
    expect(Math.abs(shareOf(among, holds) - share)).toBeLessThan(5 * deviation);
  });

  it('dates nothing after the day, and nothing of a member before joining', () => {
    const today = epochDayOf(on);
    const isDated = (index: number): boolean => {
      const [active, contacted, since] = [subjects.activeOn[index], subjects.contactedOn[index], subjects.waitingSince[index]] as [
        number,
        number,
        number,
      ];
      const isPast = Math.max(active, contacted, since) <= today;
      if (!isMember(index)) return isPast;
      const isSinceJoining = [active, contacted].every((day) => day === NO_DAY || day >= since);
      return isPast && isSinceJoining && since > today - PARAMETERS.membershipDaysMost.value;
    };
    expect(indexes.find((index) => !isDated(index))).toBeUndefined();
  });

  it('lets home and work differ for commuters, and gives no employer and no work to anyone without a home or under age', () => {
    const workers = indexes.filter((index) => subjects.work[index] !== NO_PLACE);
    const elsewhere = shareOf(workers, (index) => subjects.work[index] !== subjects.home[index]);
    expect(Math.abs(elsewhere - PARAMETERS.commuterShare.value)).toBeLessThan(0.01);
    const employed = indexes.filter((index) =>
      problem.relationSets[subjects.relationSet[index] as number]?.some((row) => row.relation === 'employee'),
    );
    expect(employed.length).toBeGreaterThan(3_000);
    expect(employed.every((index) => subjects.work[index] !== NO_PLACE || subjects.home[index] === NO_PLACE)).toBe(true);
  });

  it('links subjects to social rahyars within their caseloads (L81)', () => {
    const links = new Map<number, number>();
    for (const index of indexes.filter(isNaturalPerson))
      for (const staff of problem.linkSets[subjects.linkSet[index] as number] ?? []) links.set(staff, (links.get(staff) ?? 0) + 1);
    expect(links.size).toBeGreaterThan(50);
    for (const [staff, count] of links) {
      const rahyar = problem.rahyars[staff];
      expect(rahyar?.kind).toBe('social');
      expect(count).toBeLessThanOrEqual(rahyar?.service.caseload.person ?? 0);
    }
    expect(problem.linkSets[0]).toEqual([]);
    expect(indexes.some((index) => subjects.ids.at(index).startsWith('c') && subjects.linkSet[index] !== 0)).toBe(true);
  });

  it('lets people say so little of themselves that there are few profiles', () => {
    expect(problem.profiles.length).toBeGreaterThan(50);
    expect(problem.profiles.length).toBeLessThanOrEqual(300);
    expect(new Set(problem.profiles.flatMap(({ languages }) => languages)).size).toBe(9);
    expect(new Set(problem.profiles.flatMap(({ channels }) => channels)).size).toBe(2);
  });

  it('tells how far it is', () => {
    const steps: number[] = [];
    generatePopulation({ people: 150_000, seed: 1, on, policy: DEFAULT_POLICY, onProgress: (done, total) => steps.push(done / total) });
    expect(steps.length).toBeGreaterThan(2);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  it('works for nobody and for one', () => {
    for (const people of [0, 1, 7]) {
      const few = generate(people, 3);
      expect(verify(few.problem, assign(few.problem)).filter(({ count }) => count > 0)).toEqual([]);
      expect(few.problem.subjects.ids.count).toBe(128 + people);
    }
  });

  it('makes a world in which a plan breaks no rule, some rahyars are full and some not, and gaps have every cause', () => {
    const world = generate(20_000, 1).problem;
    const plan = assign(world);
    expect(verify(world, plan).filter(({ count }) => count > 0)).toEqual([]);
    expect(new Set(Array.from(plan.gapCause, (cause) => GAP_CAUSES[cause]))).toEqual(new Set(GAP_CAUSES));
    const loads = new Map<number, number>();
    plan.responsible.residence.forEach((staff, index) => {
      if (staff !== NOBODY && plan.primary[index] === 2) loads.set(staff, (loads.get(staff) ?? 0) + 1);
    });
    expect(new Set(loads.values()).size).toBeGreaterThan(5);
  });
});
