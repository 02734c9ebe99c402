import { PRIORITY_TIERS, type PriorityTier, type Rahyar, StaffMember, toPersianDigits } from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { type Language, type Names, STANDING_LABELS } from './explain-price-text.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { MODEL_SERVICE, type SeatArea, type SeatValue, seatValues } from './seat-values.ts';
import { type Churn, whatIf } from './what-if.ts';

/** What one more rahyar for an area would change: how many more of each tier would have a dedicated rahyar, and who would change rahyar for it. */
export type Help = SeatValue & { readonly seats: number; readonly gained: Readonly<Record<PriorityTier, number>>; readonly churn: Churn };

/**
 * Where does the next rahyar help most? Takes the `top` areas by the value of one seat, asks {@link whatIf} what a whole rahyar there would
 * bring, and puts the greatest gain by tier first, in the order of the tiers. Among areas of equal gain the order of `seatValues` stays. The
 * newcomer has the caseload of the middle one of all rahyars of its kind, and none of their shortcomings. One solution for each area.
 */
export function whereHelpCounts(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  certificate: Certificate,
  { top }: { readonly top: number },
): Help[] {
  const worth = seatValues(problem, plan, certificate).filter(({ gain }) => gain > 0);
  return worth
    .slice(0, top)
    .flatMap((value): Help[] => {
      const newcomer = newcomerFor(problem, value.area);
      if (newcomer === undefined) return [];
      const answer = whatIf(problem, plan, { rahyars: [newcomer] }, certificate);
      if (answer.status === 'refused') throw new Error('invariant: nobody has the id of the newcomer');
      const { before, after, churn } = answer;
      const gained = Object.fromEntries(
        PRIORITY_TIERS.map((tier) => [tier, after.coverage[tier].dedicated - before.coverage[tier].dedicated]),
      ) as Record<PriorityTier, number>;
      return [{ ...value, seats: newcomer.service?.caseload.person ?? 0, gained, churn }];
    })
    .sort((a, b) => {
      const tier = PRIORITY_TIERS.find((each) => a.gained[each] !== b.gained[each]);
      return tier === undefined ? 0 : b.gained[tier] - a.gained[tier];
    });
}

/** Nobody where no rahyar of the kind has a seat for persons, so that there is no middle one. */
function newcomerFor(problem: AssignmentProblem, area: SeatArea): StaffMember | undefined {
  const kind: Rahyar['kind'] = area.kind === 'organization' ? 'organization' : 'area';
  const seats = (rahyar: Rahyar): number => rahyar.service.caseload.person;
  const all = problem.rahyars.flatMap((rahyar) => (rahyar?.kind === kind && seats(rahyar) > 0 ? [rahyar] : []));
  const middle = all.sort((a, b) => seats(a) - seats(b))[Math.floor(all.length / 2)];
  if (middle === undefined) return undefined;
  return StaffMember.parse({
    id: freeId(problem),
    employer: { kind: 'secretariat' },
    post:
      area.kind === 'organization'
        ? { kind: 'organizationRahyar', organizations: [area.id] }
        : { kind: 'areaRahyar', jurisdiction: [area.code] },
    qualification: { motivation: true, interest: true, skill: true },
    service: { ...middle.service, ...MODEL_SERVICE, leave: [] },
  });
}

function freeId({ staff }: AssignmentProblem): string {
  const taken = new Set<string>(staff.map(({ id }) => id));
  let number = staff.length;
  while (taken.has(`newcomer-${number}`)) number++;
  return `newcomer-${number}`;
}

/** Prints where help counts, one line an area, the first first. */
export function helpText(rows: readonly Help[], language: Language, names: Names = {}): string {
  return rows.map((row, index) => (language === 'fa' ? toPersianDigits(faLine(row, index, names)) : enLine(row, index, names))).join('\n');
}

const nameOf = (area: SeatArea, names: Names): string =>
  area.kind === 'organization' ? (names.organization?.(area.id) ?? area.id) : (names.place?.(area.code) ?? area.code);
const byTier = ({ gained }: Help, language: Language): string =>
  PRIORITY_TIERS.filter((tier) => gained[tier] !== 0)
    .map((tier) => `${STANDING_LABELS[tier][language]} ${gained[tier]}`)
    .join(language === 'fa' ? '، ' : ', ');

function enLine(row: Help, index: number, names: Names): string {
  const { goesTo, waiting, area, seats, churn } = row;
  const first = goesTo === undefined ? 'nobody would be seated anew by one seat' : `one seat would seat: ${STANDING_LABELS[goesTo].en}`;
  const waits = PRIORITY_TIERS.map((tier) => waiting[tier]).join(' / ');
  const gained = byTier(row, 'en');
  return `${index + 1}. ${nameOf(area, names)} (${area.kind}): ${first}; waiting by tier ${waits}; with ${seats} seats more: ${gained === '' ? 'none' : gained}; ${churn.parted} would change rahyar`;
}

function faLine(row: Help, index: number, names: Names): string {
  const { goesTo, waiting, area, seats, churn } = row;
  const first = goesTo === undefined ? 'با یک جا کسی تازه جای نمی‌گیرد' : `یک جا به این می‌رسد: ${STANDING_LABELS[goesTo].fa}`;
  const waits = PRIORITY_TIERS.map((tier) => waiting[tier]).join('، ');
  const gained = byTier(row, 'fa');
  return `${index + 1}. ${nameOf(area, names)} (${AREA_LABELS[area.kind]}): ${first}؛ در انتظار به ترتیب اولویت: ${waits}؛ با ${seats} جای بیشتر: ${gained === '' ? 'هیچ' : gained}؛ ${churn.parted} تن رهیارشان عوض می‌شود`;
}

const AREA_LABELS = { province: 'استان', county: 'شهرستان', organization: 'سازمان' } as const satisfies Record<SeatArea['kind'], string>;
