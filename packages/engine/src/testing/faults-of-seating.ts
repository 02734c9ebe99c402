import { DEDICATED_BASES, epochDayOf, type IsoDate } from '@rahyar/domain';
import { preferenceWeights } from '../option-cost.ts';
import { seatSubjects } from '../seat.ts';
import { CLASS_OF_KIND, NO_DAY, NOBODY, OPEN_OBLIGATION } from '../subject-columns.ts';
import {
  engineWith,
  type Fault,
  fault,
  levelling,
  pricing,
  readingColumns,
  readingPolicy,
  readingService,
  type Seats,
} from './faulty-engine.ts';

/** Seats subjects one by one in the given order, each with the first candidate who has room; nobody is ever moved. */
export const oneByOne =
  (order: (tier: Uint8Array) => number[], keeps = true): Seats =>
  (problem, coverage, tier) => {
    const seat = new Int32Array(tier.length).fill(NOBODY);
    const load = new Map<string, number>();
    for (const subject of order(tier)) {
      const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
      const candidates = problem.policy.primaryPreference.flatMap((basis) => [...coverage.optionsOn(subject, basis).rahyars]);
      const previous = problem.subjects.previous[subject] as number;
      if (keeps && candidates.includes(previous)) candidates.unshift(previous);
      const limit = (staff: number): number =>
        problem.rahyars[staff]?.service.caseload[(['person', 'collective', 'organization'] as const)[subjectClass] ?? 'person'] ?? 0;
      const chosen = candidates.find((staff) => (load.get(`${staff} ${subjectClass}`) ?? 0) < limit(staff));
      if (chosen === undefined) continue;
      seat[subject] = chosen;
      load.set(`${chosen} ${subjectClass}`, (load.get(`${chosen} ${subjectClass}`) ?? 0) + 1);
    }
    return { seat, certificate: seatSubjects(problem, coverage, tier).certificate };
  };
const byTier = (tier: Uint8Array): number[] => [...tier.keys()].sort((a, b) => (tier[a] as number) - (tier[b] as number) || a - b);

const withoutFlag = (flags: Uint8Array, flag: number): Uint8Array => flags.map((bits) => bits & ~flag);
const dayBefore = (on: IsoDate): number => epochDayOf(on) - 1;

/** Engines that give seats, or prove them, in a wrong way. */
export const FAULTS_OF_SEATING: readonly Fault[] = [
  // Limits and tiers.
  fault(
    'R13',
    'seats one more than the limit',
    readingService(({ caseload }) => ({ caseload: { ...caseload, person: caseload.person + 1 } })),
  ),
  fault(
    'overfull',
    'takes a limit for the first seat that is not there',
    readingService(({ caseload }) => ({ caseload: { ...caseload, collective: caseload.collective + 1 } })),
  ),
  fault(
    'R14',
    'leaves the last seat empty',
    readingService(({ caseload }) => ({ caseload: { ...caseload, person: Math.max(0, caseload.person - 1) } })),
  ),
  fault(
    'R13',
    'takes collectives for persons',
    readingService(({ caseload }) => ({ caseload: { ...caseload, collective: caseload.person } })),
  ),
  fault('R14', 'seats by tier and moves nobody', engineWith({ seats: oneByOne(byTier) })),
  fault('R14', 'seats by id, whatever the tier', engineWith({ seats: oneByOne((tier) => [...tier.keys()]) })),
  fault(
    'R14',
    'takes applicants and the inactive for each other',
    engineWith({ tier: (tier) => tier.map((rank) => (rank === 2 || rank === 3 ? 5 - rank : rank)) }),
  ),
  fault(
    'outOfTurn',
    'puts the untiered behind everybody of their class',
    engineWith({ tier: (tier) => tier.map((rank) => (rank === 4 ? 3 : rank)) }),
  ),
  fault(
    'R18',
    'counts activity one day too long',
    readingPolicy((policy) => ({ ...policy, activity: { ...policy.activity, windowDays: policy.activity.windowDays + 1 } })),
  ),
  fault(
    'R18',
    'overlooks open obligations',
    readingColumns(({ flags }) => ({ flags: withoutFlag(flags, OPEN_OBLIGATION) })),
  ),
  fault(
    'R18',
    'takes activity of the day itself for none',
    readingColumns(({ activeOn }, { on }) => ({ activeOn: activeOn.map((day) => (day > dayBefore(on) ? NO_DAY : day)) })),
  ),
  // Moves, preference, balance.
  fault(
    'R16',
    'forgets yesterday',
    readingColumns(({ previous }) => ({ previous: previous.map(() => NOBODY) })),
  ),
  fault('needlessMove', 'seats by tier and forgets yesterday', engineWith({ seats: oneByOne(byTier, false) })),
  fault(
    'R17',
    'looks for the primary in a fixed order instead of the policy’s',
    readingPolicy((policy) => ({ ...policy, primaryPreference: [...DEDICATED_BASES] })),
  ),
  fault(
    'R17',
    'reads the order of preferences from the end',
    readingPolicy((policy) => ({ ...policy, preferenceOrder: policy.preferenceOrder.toReversed() })),
  ),
  fault(
    'preferenceIgnored',
    'takes the rahyar furthest away for the closest',
    pricing((cost, policy) => {
      const unit = preferenceWeights(policy).closeness;
      return cost + (4 - 2 * (Math.floor(cost / unit) % 5)) * unit;
    }),
  ),
  fault(
    'preferenceIgnored',
    'adds up what a rahyar costs on several bases instead of taking the least',
    pricing((cost, _policy, rahyar, others) =>
      others.reduce(
        (sum, { rahyars, costs }) => sum + (rahyars.includes(rahyar) ? (costs[rahyars.indexOf(rahyar)] as number) + 100 : 0),
        cost,
      ),
    ),
  ),
  fault(
    'preferenceIgnored',
    'takes every option for equally good',
    pricing(() => 0),
  ),
  fault('unbalanced', 'takes the first cheapest flow that it finds', engineWith({ seats: levelling() })),
  fault(
    'unbalanced',
    'levels loads by how many, not by how many of how many',
    engineWith({ seats: levelling((limit) => Math.min(limit, 1) * 1_000) }),
  ),
  // The certificate.
  fault(
    'malformed',
    'writes certificates for one desk less',
    engineWith({ certificate: (certificate) => ({ ...certificate, price: certificate.price.slice(1) }) }),
  ),
  fault(
    'malformed',
    'leaves a price that is no number',
    engineWith({ certificate: (certificate) => ({ ...certificate, price: certificate.price.map((price) => price / 2 + 0.25) }) }),
  ),
  fault(
    'weightsTooSmall',
    'weighs a move as dear as the dearest option',
    engineWith({ certificate: (certificate) => ({ ...certificate, weights: { ...certificate.weights, move: 159 } }) }),
  ),
  fault(
    'outOfTurn',
    'keeps prices in 16 bits',
    engineWith({ certificate: (certificate) => ({ ...certificate, price: certificate.price.map((price) => price & 0xffff) }) }),
  ),
  fault(
    'needlessMove',
    'keeps prices up to that of a move',
    engineWith({
      certificate: (certificate) => ({
        ...certificate,
        price: certificate.price.map((price) => Math.min(price, certificate.weights.move - 1)),
      }),
    }),
  ),
  fault(
    'pricedWithRoom',
    'prices desks that have room',
    engineWith({ certificate: (certificate) => ({ ...certificate, price: certificate.price.map((price) => price + 1) }) }),
  ),
  fault(
    'outOfTurn',
    'hands out the certificate of a day on which nobody was new',
    engineWith({
      seats: (problem, coverage, tier) => ({
        seat: seatSubjects(problem, coverage, tier).seat,
        certificate: seatSubjects(
          problem,
          coverage,
          tier.map(() => 3),
        ).certificate,
      }),
    }),
  ),
  fault(
    'unbalanced',
    'writes reliefs of desks without relief as their own',
    engineWith({
      certificate: (certificate) => ({ ...certificate, relief: certificate.relief.map((relief, desk) => (relief === -1 ? desk : relief)) }),
    }),
  ),
];
