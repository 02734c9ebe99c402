import { policyFingerprint, type RahyariPolicy, type StaffMember, type Subject } from '@rahyar/domain';
import type { CertifiedPlan } from '../assign.ts';
import { planWithSeats } from '../assign.ts';
import type { Certificate } from '../certificate.ts';
import type { CertificateFault } from '../check-certificate.ts';
import { classify } from '../classify.ts';
import { type CoverageIndex, coverageOf, type Options } from '../coverage.ts';
import { dealOut, runsOf } from '../deal-out.ts';
import { factCellsOf } from '../fact-cells.ts';
import { leafFlow } from '../kernel/leaf-flow.ts';
import type { AssignmentPlan } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import type { SubjectInput } from '../problem-of.ts';
import type { RuleId } from '../rules/rule.ts';
import { certify, seatFlow, seatSubjects } from '../seat.ts';
import { seatNetworkOf } from '../seat-network.ts';
import { worklists } from '../worklist.ts';
import { type ProblemParts, problemFrom } from './arbitrary-problem.ts';

/** Whatever makes plans from the parts of a problem. */
export type Engine = (parts: ProblemParts) => CertifiedPlan;

/** What each stage of an engine makes of what the stage before it has made; what is left out is done as it should be. */
export type Stages = {
  /** How the engine reads what it is given. Nobody may be added, and nobody dropped. */
  readonly read?: (parts: ProblemParts) => ProblemParts;
  readonly problem?: (problem: AssignmentProblem) => AssignmentProblem;
  readonly coverage?: (coverage: CoverageIndex, problem: AssignmentProblem) => CoverageIndex;
  readonly tier?: (tier: Uint8Array) => Uint8Array;
  readonly seats?: Seats;
  readonly certificate?: (certificate: Certificate, plan: AssignmentPlan) => Certificate;
  readonly plan?: (plan: AssignmentPlan, problem: AssignmentProblem, coverage: CoverageIndex) => AssignmentPlan;
};

export type Seats = (
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
) => { readonly seat: Int32Array; readonly certificate: Certificate };

/** An engine that is like ours but for the given stages. */
export const engineWith =
  ({ read, problem: reread, coverage: recover, tier: retier, seats, certificate: recertify, plan: replan }: Stages): Engine =>
  (parts) => {
    const asRead = problemFrom(read === undefined ? parts : read(parts));
    const problem = reread === undefined ? asRead : reread(asRead);
    const covered = coverageOf(problem);
    const coverage = recover === undefined ? covered : recover(covered, problem);
    const tier = classify(problem);
    const { seat, certificate } = (seats ?? seatSubjects)(problem, coverage, retier === undefined ? tier : retier(tier));
    const made = planWithSeats(problem, coverage, tier, factCellsOf(problem, tier), seat);
    const plan = replan === undefined ? made : replan(made, problem, coverage);
    return { ...plan, certificate: recertify === undefined ? certificate : recertify(certificate, plan) };
  };

/** Engines that read something otherwise than it is meant. */
export const readingStaff = (change: (member: StaffMember) => StaffMember): Engine =>
  engineWith({ read: (parts) => ({ ...parts, community: parts.community.map(change) }) });
export const readingService = (change: (service: NonNullable<StaffMember['service']>) => Partial<StaffMember['service']>): Engine =>
  readingStaff((member) =>
    member.service === undefined ? member : { ...member, service: { ...member.service, ...change(member.service) } },
  );
export const readingSubjects = (change: (subject: Subject) => Subject): Engine =>
  engineWith({
    read: (parts) => ({ ...parts, subjects: parts.subjects.map((row): SubjectInput => ({ ...row, subject: change(row.subject) })) }),
  });
export const readingPolicy = (change: (policy: RahyariPolicy) => RahyariPolicy): Engine =>
  engineWith({ read: (parts) => ({ ...parts, policy: change(parts.policy) }) });
export const readingColumns = (
  change: (columns: AssignmentProblem['subjects'], problem: AssignmentProblem) => Partial<AssignmentProblem['subjects']>,
): Engine =>
  engineWith({ problem: (problem) => ({ ...problem, subjects: { ...problem.subjects, ...change(problem.subjects, problem) } }) });

/** Engines that change a finished plan. */
export const planning = (change: NonNullable<Stages['plan']>): Engine => engineWith({ plan: change });
export const listing = (
  change: (plan: AssignmentPlan, problem: AssignmentProblem) => { plan?: AssignmentPlan; problem?: AssignmentProblem },
): Engine =>
  planning((plan, problem) => {
    const changed = change(plan, problem);
    return { ...plan, worklists: worklists(changed.problem ?? problem, changed.plan ?? plan) };
  });

/** Our seats, found with other costs of the options, where the policy may say what a step of each preference weighs. */
export const pricing = (costOf: (cost: number, policy: RahyariPolicy, rahyar: number, others: readonly Options[]) => number): Engine =>
  engineWith({
    coverage: (coverage, { policy }) => {
      const repriced = (options: Options, others: readonly Options[]): Options => ({
        rahyars: options.rahyars,
        costs: options.costs.map((cost, at) => costOf(cost, policy, options.rahyars[at] as number, others)),
      });
      const optionsOn: CoverageIndex['optionsOn'] = (subject, basis) =>
        repriced(
          coverage.optionsOn(subject, basis),
          (['residence', 'work', 'organization', 'link'] as const).flatMap((other) =>
            other === basis ? [] : coverage.optionsOn(subject, other),
          ),
        );
      return { ...coverage, optionsOn };
    },
  });

/** The cheapest flow, as it is found, with the reliefs of the levelled one, or levelled as if desks had the given limits. */
export const levelling =
  (limitOf?: (limit: number) => number): Seats =>
  (problem, coverage, tier) => {
    const facts = factCellsOf(problem, tier);
    const network = seatNetworkOf(problem, coverage, tier, facts);
    const firstDeskArc = network.flow.capacity.length - network.desks.count;
    const limits = network.flow.capacity.map((capacity, arc) =>
      arc < firstDeskArc || limitOf === undefined ? capacity : limitOf(capacity),
    );
    const found = leafFlow(network.flow, { dearestPath: network.weights.dearestPath });
    if (found.status !== 'optimal') throw new Error('invariant: everyone can stay without a seat');
    const unlevelled = { arcFlow: found.arcFlow.slice(), optionFlow: found.optionFlow.slice() };
    const levelled = seatFlow({ ...network, flow: { ...network.flow, capacity: limits } });
    const flow = limitOf === undefined ? unlevelled : levelled;
    const seat = new Int32Array(tier.length);
    dealOut(runsOf(network, flow), network.leafOf, facts.cellOf, new Int32Array(network.flow.supply.length), 0, seat.length, seat);
    return { seat, certificate: certify(problem, network, levelled) };
  };

/** The fingerprint of less than the whole policy. */
export const fingerprinting = (change: (policy: RahyariPolicy) => RahyariPolicy): Engine =>
  planning((plan, { policy }) => ({ ...plan, policyFingerprint: policyFingerprint(change(policy)) }));

/** An engine with a mistake that somebody might make, and what must notice it: a rule, or a fault of the certificate. */
export type Fault = { readonly noticedBy: RuleId | CertificateFault['kind']; readonly fault: string; readonly engine: Engine };

export const fault = (noticedBy: Fault['noticedBy'], words: string, engine: Engine): Fault => ({ noticedBy, fault: words, engine });
