import {
  type AffiliatedOrganizationId,
  areaCovers,
  type DivisionCode,
  type KeyProcess,
  type PortfolioSubject,
  type RahyariOrganizationId,
  type StaffId,
  type StaffMember,
} from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import type { EpochDay } from '../epoch-day.ts';
import { addInterval } from '../interval.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import type { EscalationLevel, EscalationStep } from './escalation-step.ts';

/** What a matter is about, as far as it decides who is asked next. */
export type EscalatedMatter = {
  readonly rahyar: StaffId;
  readonly process?: KeyProcess;
  /** The rahyari organisation with which the matter lies. */
  readonly partner?: RahyariOrganizationId;
  /** The affiliated organisations of the subject, and its place. */
  readonly organizations: readonly AffiliatedOrganizationId[];
  readonly place?: DivisionCode;
};

/** One who is asked, from which day on. `nobody` tells of a level that nobody holds for this matter: it is passed over at once. */
export type EscalationStage =
  | { readonly level: 'rahyar' | EscalationLevel; readonly staff: StaffId; readonly from: EpochDay }
  | { readonly level: EscalationLevel; readonly nobody: true; readonly from: EpochDay };

/**
 * Whom a matter goes to, and when, if nothing happens: the rahyar on the due day, then each level of the chain when the one before has had its
 * time; a level that nobody holds takes no time. Days are counted on the calendar. Fails as `addInterval` does.
 */
export function escalationOf(
  matter: EscalatedMatter,
  due: EpochDay,
  chain: readonly EscalationStep[],
  staff: readonly StaffMember[],
  calendar: WorkingCalendar,
): Result<EscalationStage[], CalendarError> {
  const stages: EscalationStage[] = [{ level: 'rahyar', staff: matter.rahyar, from: due }];
  let from = due;
  for (const { to, after } of chain) {
    const isHeld = !('nobody' in (stages.at(-1) as EscalationStage));
    const next = isHeld ? addInterval(calendar, from, after) : ok(from);
    if (next.isErr()) return err(next.error);
    from = next.value;
    const holder = holderOf(to, matter, staff);
    stages.push(holder === undefined ? { level: to, nobody: true, from } : { level: to, staff: holder, from });
  }
  return ok(stages);
}

/** The stage at which a matter stands on a day: the last held one that has begun; before the due day, the rahyar's. */
export function stageOn(stages: readonly EscalationStage[], day: EpochDay): Extract<EscalationStage, { staff: StaffId }> | undefined {
  const held = stages.filter((stage): stage is Extract<EscalationStage, { staff: StaffId }> => 'staff' in stage);
  return held.findLast(({ from }) => from <= day) ?? held[0];
}

/** Of several holders the first by id, so that the order of the staff has no meaning. */
function holderOf(level: EscalationLevel, matter: EscalatedMatter, staff: readonly StaffMember[]): StaffId | undefined {
  if (level === 'supportOfficer') return firstId(staff.filter(({ post }) => isSupportOfficerFor(post, matter)));
  const secretary = secretaryFor(matter, staff);
  if (level === 'affairsSecretary') return secretary;
  return firstId(staff.filter(({ post }) => post.kind === 'assistantSecretary' && post.assists === secretary));
}

const isSupportOfficerFor = (post: StaffMember['post'], { partner }: EscalatedMatter): boolean =>
  post.kind === 'supportOfficer' && partner !== undefined && post.organizations.includes(partner);

/**
 * The affairs secretary for a matter (L54): of the subject that it is about, else of an organisation of the member, else of the region; the
 * closest portfolio answers for it. Among regions the one named most finely.
 */
export function secretaryFor(matter: EscalatedMatter, staff: readonly StaffMember[]): StaffId | undefined {
  const portfolios = staff.flatMap(({ id, post }) => (post.kind === 'affairsSecretary' ? [{ id, portfolio: post.portfolio }] : []));
  const subject = matter.process === undefined ? undefined : PORTFOLIO_OF_PROCESS[matter.process];
  const bySubject = portfolios.filter(({ portfolio }) => portfolio.by === 'subject' && portfolio.subject === subject);
  const byOrganization = portfolios.filter(
    ({ portfolio }) => portfolio.by === 'organization' && portfolio.organizations.some((id) => matter.organizations.includes(id)),
  );
  return firstId(bySubject) ?? firstId(byOrganization) ?? secretaryOfRegion(matter, portfolios);
}

/** The subjects of secretaries that processes belong to; the founding text names three, "such as" (L54). */
const PORTFOLIO_OF_PROCESS: Partial<Record<KeyProcess, PortfolioSubject>> = {
  membership: 'membership',
  creditAssessment: 'creditEvaluation',
  loanRequest: 'creditEvaluation',
};

type Portfolio = Extract<StaffMember['post'], { kind: 'affairsSecretary' }>['portfolio'];

function secretaryOfRegion({ place }: EscalatedMatter, portfolios: readonly { id: StaffId; portfolio: Portfolio }[]): StaffId | undefined {
  if (place === undefined) return undefined;
  const fineness = ({ portfolio }: { portfolio: Portfolio }): number =>
    portfolio.by !== 'region' ? 0 : Math.max(0, ...portfolio.region.filter((code) => areaCovers([code], place)).map((code) => code.length));
  const finest = Math.max(0, ...portfolios.map(fineness));
  return finest === 0 ? undefined : firstId(portfolios.filter((row) => fineness(row) === finest));
}

const firstId = (holders: readonly { readonly id: StaffId }[]): StaffId | undefined =>
  holders.map(({ id }) => id).reduce<StaffId | undefined>((first, id) => (first === undefined || id < first ? id : first), undefined);
