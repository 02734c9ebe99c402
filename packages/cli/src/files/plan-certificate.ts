import { type StaffMember, SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { type Certificate, NO_RELIEF, NOBODY, type Roster } from '@rahyar/engine';
import type { PlanDesk, PlanProof } from './plan-format.ts';
import type { RowIssue } from './row-issue.ts';

/** The rows of `certificate.ndjson`: the weights, then every desk that is worth something or is not its own relief. */
export function* certificateLines(staff: readonly StaffMember[], { weights, price, relief }: Certificate): Generator<string> {
  const nameOf = (desk: number): Pick<PlanDesk, 'staff' | 'class'> => ({
    staff: (staff[Math.floor(desk / SUBJECT_CLASSES.length)] as StaffMember).id,
    class: SUBJECT_CLASSES[desk % SUBJECT_CLASSES.length] as SubjectClass,
  });
  const weightsRow: PlanProof = { weights: { move: weights.move, out: [...weights.out] } };
  yield `${JSON.stringify(weightsRow)}\n`;
  for (let desk = 0; desk < price.length; desk++) {
    const worth = price[desk] as number;
    const other = relief[desk] as number;
    if (worth === 0 && other === desk) continue;
    const row: PlanDesk = {
      ...nameOf(desk),
      ...(worth === 0 ? {} : { price: worth }),
      ...(other === desk ? {} : { relief: other === NO_RELIEF ? 'none' : nameOf(other) }),
    };
    yield `${JSON.stringify(row)}\n`;
  }
}

/** Puts the rows of `certificate.ndjson` together. `add` returns what of a row no certificate can hold; there is none without weights. */
export function createPlanCertificate(roster: Pick<Roster, 'indexOf' | 'staff'>): {
  add(row: PlanProof): RowIssue[];
  certificate(): Certificate | undefined;
} {
  const count = roster.staff.length * SUBJECT_CLASSES.length;
  const price = new Float64Array(count);
  const relief = Int32Array.from({ length: count }, (_, desk) => desk);
  const isTaken = new Uint8Array(count);
  let weights: Certificate['weights'] | undefined;

  const deskOf = (named: Pick<PlanDesk, 'staff' | 'class'>): number => {
    const index = roster.indexOf(named.staff);
    return index === NOBODY ? NOBODY : index * SUBJECT_CLASSES.length + SUBJECT_CLASSES.indexOf(named.class);
  };

  const add = (row: PlanProof): RowIssue[] => {
    if ('weights' in row) {
      if (weights !== undefined) return [{ path: ['weights'], code: 'input.duplicateId' }];
      ({ weights } = row);
      return [];
    }
    const desk = deskOf(row);
    if (desk === NOBODY) return [{ path: ['staff'], code: 'input.unknownReference' }];
    if (isTaken[desk] === 1) return [{ path: ['staff'], code: 'input.duplicateId' }];
    isTaken[desk] = 1;
    price[desk] = row.price ?? 0;
    if (row.relief === undefined) return [];
    const other = row.relief === 'none' ? NO_RELIEF : deskOf(row.relief);
    if (row.relief !== 'none' && other === NOBODY) return [{ path: ['relief', 'staff'], code: 'input.unknownReference' }];
    relief[desk] = other;
    return [];
  };

  return { add, certificate: () => (weights === undefined ? undefined : { weights, price, relief }) };
}
