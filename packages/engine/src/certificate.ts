import { SUBJECT_CLASSES } from '@rahyar/domain';
import type { Weights } from './weights.ts';

/**
 * A proof that the seats of a plan are best on every level of the objective, for whoever knows the problem and the plan: a few thousand
 * whole numbers. Why it proves that is written in `docs/proof.md`; `checkCertificate` checks it.
 *
 * A *desk* is the caseload of a member of staff for one class of subjects: position staff * classes + class in the arrays.
 */
export type Certificate = {
  /** What being parted from yesterday's rahyar and, by standing, having no seat weigh against preference. */
  readonly weights: Pick<Weights, 'move' | 'out'>;
  /** What a seat at each desk is worth, in the unit of the weights: by how much one seat more there would better the plan. Not below 0. */
  readonly price: Float64Array;
  /** The desk at which one subject more at this desk would end, after others have made room; {@link NO_RELIEF} where there is no room. */
  readonly relief: Int32Array;
};

export const NO_RELIEF = -1;

export const deskOf = (staff: number, subjectClass: number): number => staff * SUBJECT_CLASSES.length + subjectClass;

/** Price and relief of the desks that were at stake; `relief` is an index into the same list, or NO_RELIEF. */
export type DeskProof = {
  readonly rahyar: Int32Array;
  readonly subjectClass: Uint8Array;
  readonly price: Float64Array;
  readonly relief: Int32Array;
};

/** Writes what the solver knows of its desks as a certificate; a desk that was not at stake is worth nothing and its own relief. */
export function certificateOf(staffCount: number, weights: Certificate['weights'], desks: DeskProof): Certificate {
  const positions = desks.rahyar.map((rahyar, desk) => deskOf(rahyar, desks.subjectClass[desk] as number));
  const price = new Float64Array(deskOf(staffCount, 0));
  const relief = new Int32Array(price.length).map((_, desk) => desk);
  positions.forEach((position, desk) => {
    price[position] = desks.price[desk] as number;
    const other = desks.relief[desk] as number;
    relief[position] = other === NO_RELIEF ? NO_RELIEF : (positions[other] as number);
  });
  return { weights: { move: weights.move, out: weights.out }, price, relief };
}
