import { describe, expect, it } from 'vitest';
import { type Certificate, deskOf, NO_RELIEF } from './certificate.ts';
import { CERTIFICATE_FAULTS, type CertificateFault, checkCertificate } from './check-certificate.ts';
import { coveringOf } from './covering.ts';
import type { AssignmentProblem } from './problem.ts';
import { NOBODY } from './subject-columns.ts';
import { certifiedSeats, seatedPlan } from './testing/certified-seats.ts';
import { areaPost, memberWith, organizationPost, prospectWith, regionalSecretaryPost, staffWith, worldOf } from './testing/small-world.ts';

const seats = (person: number) => ({ person });
const here = { home: '0101' };
const employee = (id: string) => memberWith(id, { ...here, relations: [{ organization: 'behzisti', relation: 'employee' }] });

/** One seat, a member and a prospect; another seat far off. */
const oneSeat = worldOf(
  [staffWith('a', areaPost('0101'), seats(1)), staffWith('z', areaPost('0201'), seats(1))],
  [memberWith('p1', here), prospectWith('p2', here)],
);
/** Two seats for whoever was with the second rahyar yesterday. */
const kept = worldOf(
  [staffWith('a', areaPost('0101'), seats(2)), staffWith('b', areaPost('0101'), seats(2))],
  [{ subject: memberWith('p1', here), previousRahyar: 'b' }],
);
/** The organisation has one seat for two of its people, the area has room. */
const preferred = worldOf(
  [staffWith('area', areaPost('0101'), seats(5)), staffWith('org', organizationPost('behzisti'), seats(1))],
  [employee('p1'), employee('p2')],
);
/** The organisation has room for its one person, and so has the area. */
const roomy = worldOf(
  [staffWith('area', areaPost('0101'), seats(2)), staffWith('org', organizationPost('behzisti'), seats(2))],
  [employee('p1')],
);
/** Two rahyars alike, and a third with twice the seats. */
const alike = worldOf(
  [staffWith('a', areaPost('0101'), seats(2)), staffWith('b', areaPost('0101'), seats(2)), staffWith('c', areaPost('0101'), seats(4))],
  ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((id) => memberWith(id, here)),
);
/** A seat for the only member, and nobody who waits for another. */
const exact = worldOf([staffWith('a', areaPost('0101'), seats(1))], [memberWith('p1', here)]);
/** Twice the seats with the first: both members belong there, and a third would be as high with the second. */
const uneven = worldOf(
  [staffWith('a', areaPost('0101'), seats(4)), staffWith('b', areaPost('0101'), seats(2))],
  [memberWith('p1', here), memberWith('p2', here)],
);
/** Two rahyars alike, and somebody who is no rahyar. */
const even = worldOf(
  [staffWith('a', areaPost('0101'), seats(2)), staffWith('b', areaPost('0101'), seats(2)), staffWith('sec', regionalSecretaryPost('01'))],
  [memberWith('p1', here), memberWith('p2', here)],
);

type Sabotage = {
  readonly does: string;
  readonly kind: CertificateFault['kind'];
  readonly problem: AssignmentProblem;
  readonly seat?: (seat: Int32Array) => void;
  readonly certificate?: (certificate: Certificate) => Partial<Certificate>;
};

const priced = (staff: number, by: number) => (certificate: Certificate) => ({
  price: certificate.price.map((price, desk) => (desk === deskOf(staff, 0) ? price + by : price)),
});

const SABOTEURS: readonly Sabotage[] = [
  {
    does: 'gives the only seat to the lower tier',
    kind: 'outOfTurn',
    problem: oneSeat,
    seat: (seat) => seat.set([NOBODY, 0]),
  },
  { does: 'leaves a seat empty that somebody could have', kind: 'outOfTurn', problem: kept, seat: (seat) => seat.fill(NOBODY) },
  { does: 'lowers the price of a seat that somebody goes without', kind: 'outOfTurn', problem: oneSeat, certificate: lowered },
  { does: 'parts somebody without need', kind: 'needlessMove', problem: kept, seat: (seat) => seat.fill(0) },
  {
    does: 'seats somebody in the area while the organisation has room',
    kind: 'preferenceIgnored',
    problem: roomy,
    seat: (seat) => seat.fill(0),
  },
  { does: 'lowers the price of a preferred seat', kind: 'preferenceIgnored', problem: preferred, certificate: priced(1, -1) },
  { does: 'raises the price of a preferred seat', kind: 'preferenceIgnored', problem: preferred, certificate: priced(1, 1) },
  { does: 'prices a seat where there is room', kind: 'pricedWithRoom', problem: preferred, certificate: priced(0, 1) },
  { does: 'seats two on one seat', kind: 'overfull', problem: oneSeat, seat: (seat) => seat.fill(0) },
  { does: 'seats somebody with a rahyar far off', kind: 'noSuchSeat', problem: oneSeat, seat: (seat) => seat.set([0, 1]) },
  { does: 'loads one rahyar more than need be', kind: 'unbalanced', problem: alike, seat: (seat) => seat.set([0, 0, 1, 1, 2, 2]) },
  {
    does: 'loads the later of two equal rahyars',
    kind: 'tieOutOfOrder',
    problem: alike,
    seat: (seat) => {
      seat.forEach((staff, subject) => {
        seat[subject] = staff === 0 ? 1 : staff === 1 ? 0 : staff;
      });
    },
    certificate: ({ relief }) => ({ relief: relief.map(() => deskOf(0, 0)) }),
  },
  {
    does: 'claims that nobody has room',
    kind: 'unbalanced',
    problem: alike,
    certificate: ({ relief }) => ({ relief: relief.map(() => NO_RELIEF) }),
  },
  {
    does: 'hides behind reliefs of its own',
    kind: 'unbalanced',
    problem: alike,
    seat: (seat) => seat.set([0, 0, 1, 1, 2, 2]),
    certificate: ({ relief }) => ({ relief: relief.map((_, desk) => desk) }),
  },
  {
    does: 'weighs a move less than a chain of preferences',
    kind: 'weightsTooSmall',
    problem: kept,
    certificate: ({ weights }) => ({ weights: { ...weights, move: 2 * (coveringOf(kept).costOf(0, 0) ?? 0) } }),
  },
  {
    does: 'weighs a move less than preferences',
    kind: 'weightsTooSmall',
    problem: kept,
    certificate: ({ weights }) => ({ weights: { ...weights, move: 0 } }),
  },
  {
    does: 'weighs two tiers alike',
    kind: 'weightsTooSmall',
    problem: oneSeat,
    certificate: outWeighing(3, (out) => out[2] as number),
  },
  { does: 'weighs a core without a seat as nothing', kind: 'weightsTooSmall', problem: kept, certificate: outWeighing(0, () => 0) },
  {
    does: 'weighs a core as much as a pin',
    kind: 'weightsTooSmall',
    problem: kept,
    certificate: outWeighing(0, (out) => out[5] as number),
  },
  { does: 'leaves reliefs out', kind: 'malformed', problem: kept, certificate: ({ relief }) => ({ relief: relief.subarray(1) }) },
  {
    does: 'shows the certificate of another world',
    kind: 'malformed',
    problem: oneSeat,
    certificate: () => certifiedSeats(alike).certificate,
  },
  {
    does: 'shows the certificate of a world of the same size',
    kind: 'pricedWithRoom',
    problem: kept,
    certificate: () => certifiedSeats(oneSeat).certificate,
  },
  { does: 'prices half units', kind: 'malformed', problem: preferred, certificate: priced(1, 0.5) },
  { does: 'prices below nothing', kind: 'malformed', problem: kept, certificate: priced(0, -1) },
  { does: 'prices by no number', kind: 'malformed', problem: kept, certificate: priced(0, Number.NaN) },
  {
    does: 'weighs beyond exact numbers',
    kind: 'malformed',
    problem: kept,
    certificate: ({ weights }) => ({ weights: { ...weights, out: weights.out.map((weight) => weight * 2 ** 40) } }),
  },
  { does: 'prices too few desks', kind: 'malformed', problem: kept, certificate: ({ price }) => ({ price: price.subarray(1) }) },
  { does: 'weighs a move by half a unit', kind: 'malformed', problem: kept, certificate: moveWeighing((move) => move + 0.5) },
  {
    does: 'weighs one tier by half a unit',
    kind: 'malformed',
    problem: kept,
    certificate: outWeighing(3, (out) => (out[3] as number) + 0.5),
  },
  {
    does: 'weighs a standing that there is not',
    kind: 'malformed',
    problem: kept,
    certificate: ({ weights }) => ({ weights: { ...weights, out: [...weights.out, 0] } }),
  },
  { does: 'sends relief just beyond the desks', kind: 'malformed', problem: kept, certificate: relieved(deskOf(2, 0), 1) },
  { does: 'sends relief to less than nowhere', kind: 'malformed', problem: kept, certificate: relieved(NO_RELIEF - 1, 1) },
  { does: 'prices somebody out of a seat', kind: 'outOfTurn', problem: oneSeat, certificate: priced(0, 2 ** 40) },
  { does: 'prices somebody away from yesterday’s rahyar', kind: 'needlessMove', problem: kept, certificate: priced(1, 2 ** 40) },
];

/** Where one subject more would end at the desks of some. */
function relieved(to: number, ...staff: number[]) {
  return ({ relief }: Certificate): Partial<Certificate> => ({
    relief: relief.map((known, desk) => (staff.some((one) => desk === deskOf(one, 0)) ? to : known)),
  });
}

function moveWeighing(weight: (move: number) => number) {
  return ({ weights }: Certificate): Partial<Certificate> => ({ weights: { ...weights, move: weight(weights.move) } });
}

function outWeighing(standing: number, weight: (out: readonly number[]) => number) {
  return ({ weights }: Certificate): Partial<Certificate> => ({
    weights: { ...weights, out: weights.out.map((known, at) => (at === standing ? weight(weights.out) : known)) },
  });
}

function lowered(certificate: Certificate): Partial<Certificate> {
  return priced(0, -(certificate.price[deskOf(0, 0)] as number))(certificate);
}

const faultsOf = ({ problem, seat: change, certificate: tamper }: Omit<Sabotage, 'does' | 'kind'>): readonly CertificateFault[] => {
  const { seat, certificate } = certifiedSeats(problem);
  const changed = seat.slice();
  change?.(changed);
  return checkCertificate(problem, seatedPlan(problem, changed), { ...certificate, ...tamper?.(certificate) });
};

describe('checkCertificate', () => {
  it.each(Object.entries({ oneSeat, kept, preferred, roomy, alike, exact, uneven, even }))(
    'finds no fault in %s when all are honest',
    (_name, problem) => {
      expect(faultsOf({ problem })).toEqual([]);
    },
  );

  it.each(SABOTEURS)('says $kind of whoever $does', (saboteur) => {
    expect(faultsOf(saboteur).map(({ kind }) => kind)).toContain(saboteur.kind);
  });

  it('knows no kind of fault that no saboteur shows', () => {
    expect(new Set(SABOTEURS.map(({ kind }) => kind))).toEqual(new Set(CERTIFICATE_FAULTS));
  });

  it('counts the subjects concerned and names a desk, never a person', () => {
    expect(faultsOf({ problem: preferred, seat: (seat) => seat.fill(0) })).toEqual([
      { kind: 'pricedWithRoom', count: 1, desk: deskOf(1, 0) },
    ]);
    expect(faultsOf({ problem: kept, seat: (seat) => seat.fill(NOBODY) })).toEqual([{ kind: 'outOfTurn', count: 1, desk: deskOf(1, 0) }]);
  });

  it('adds up what it finds, and names the first desk', () => {
    expect(faultsOf({ problem: alike, seat: (seat) => seat.set([0, 0, 0, 1, 1, 1]) })).toContainEqual({
      kind: 'overfull',
      count: 2,
      desk: deskOf(0, 0),
    });
    expect(faultsOf({ problem: even, seat: (seat) => seat.fill(NOBODY) })).toEqual([{ kind: 'outOfTurn', count: 2, desk: deskOf(0, 0) }]);
    expect(faultsOf({ problem: oneSeat, certificate: priced(0, 2 ** 40) })).toEqual([{ kind: 'outOfTurn', count: 1, desk: deskOf(0, 0) }]);
  });

  it('takes whole numbers up to 2^51', () => {
    const kindsAt = (price: number) => faultsOf({ problem: kept, certificate: priced(0, price) }).map(({ kind }) => kind);
    expect(kindsAt(2 ** 51)).toEqual(['pricedWithRoom']);
    expect(kindsAt(2 ** 51 + 1)).toEqual(['malformed']);
  });

  it('asks nothing of desks without a seat', () => {
    expect(faultsOf({ problem: even, certificate: relieved(deskOf(0, 0), 2) })).toEqual([]);
    expect(faultsOf({ problem: even, certificate: priced(2, 1) })).toEqual([]);
  });

  it('asks of a full desk only whether its load is too high', () => {
    expect(faultsOf({ problem: exact, certificate: relieved(NO_RELIEF, 0) })).toEqual([]);
  });
});

describe('checkCertificate, where loads could be levelled, says it', () => {
  const [a, b] = [deskOf(0, 0), deskOf(1, 0)];

  it.each<[string, Omit<Sabotage, 'does' | 'kind'>, CertificateFault[]]>([
    [
      'of a desk with a higher load than the desk where one more would end',
      { problem: uneven, seat: (seat) => seat.fill(1), certificate: relieved(a, 0, 1) },
      [{ kind: 'unbalanced', count: 1, desk: b }],
    ],
    [
      'of a desk as high as that, but later',
      { problem: uneven, seat: (seat) => seat.set([0, 1]), certificate: relieved(a, 0, 1) },
      [{ kind: 'tieOutOfOrder', count: 1, desk: b }],
    ],
    [
      'of a desk with room below the place where one more would end',
      { problem: uneven, certificate: relieved(a, 1) },
      [{ kind: 'unbalanced', count: 1, desk: b }],
    ],
    [
      'of a desk with room where one more would end nowhere',
      { problem: uneven, certificate: relieved(NO_RELIEF, 1) },
      [{ kind: 'unbalanced', count: 1, desk: b }],
    ],
    [
      'of a desk with room, and of both who could as well be elsewhere',
      { problem: uneven, certificate: relieved(NO_RELIEF, 0) },
      [{ kind: 'unbalanced', count: 3, desk: a }],
    ],
    [
      'of a desk with room, and of the one who could as well be at an earlier place',
      { problem: even, certificate: relieved(b, 0) },
      [{ kind: 'tieOutOfOrder', count: 2, desk: a }],
    ],
  ])('%s', (_whose, sabotage, expected) => {
    expect(faultsOf(sabotage)).toEqual(expected);
  });
});

/** By `docs/proof.md`, theorem 1: (n + 1) C for a move, and (n + 1)(m + C) for each step of the standings, with n desks and the dearest option C. */
describe('checkCertificate takes weights that are just heavy enough', () => {
  const changes = 3;
  const dearest = coveringOf(kept).costOf(0, 0) as number;
  const move = changes * dearest + 1;
  const step = changes * (move + dearest) + 1;
  const out = [step, 4 * step, 3 * step, 2 * step, step, 5 * step];
  const weighing = (weights: Certificate['weights']) => faultsOf({ problem: kept, certificate: () => ({ weights }) });
  const tooSmall = [{ kind: 'weightsTooSmall', count: 1, desk: NOBODY }];

  it('as they are, up to a core just below the pinned', () => {
    expect(weighing({ move, out })).toEqual([]);
    expect(weighing({ move, out: out.with(0, 4 * step) })).toEqual([]);
  });

  it('and none that are lighter by one', () => {
    expect(weighing({ move: move - 1, out })).toEqual(tooSmall);
    for (const [standing, weight] of out.entries()) expect(weighing({ move, out: out.with(standing, weight - 1) })).toEqual(tooSmall);
    expect(weighing({ move, out: out.with(0, 4 * step + 1) })).toEqual(tooSmall);
  });
});
