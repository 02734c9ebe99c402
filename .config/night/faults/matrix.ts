import type { PartnerContract } from '@rahyar/partners/contract';
import { runCommand, type Sabotage } from './command-run.ts';
import { CALLER_FAULTS, FAULT_KINDS, type FaultKind, type Verdict, WEBHOOK_FAULTS, WIRE_FAULTS } from './fault-kinds.ts';
import { OPERATION_KINDS, type OperationKind, operationsOfKind } from './intention.ts';
import { runWebhooks, type WebhookSabotage } from './webhook-run.ts';

export type Tally = {
  readonly fault: string;
  runs: number;
  /** Runs in which the fault came about. */
  struck: number;
  lost: number;
  doubled: number;
  false: number;
  readonly told: Record<string, number>;
};

export type FaultReport = {
  readonly rows: readonly Tally[];
  readonly runs: number;
  readonly cells: number;
  readonly isClean: boolean;
  /** The first runs that went wrong, each with what makes it happen again. */
  readonly faults: readonly string[];
  /** Of every course of every run: the same seed gives the same. */
  readonly courses: readonly string[];
};

export type Cell<Fault extends string = FaultKind> = {
  readonly fault: Fault;
  readonly kind: OperationKind;
  readonly contract: PartnerContract;
};

/** Every one of some faults with every operation kind that a partner has. */
export const cellsWith = <Fault extends string>(contracts: readonly PartnerContract[], faults: readonly Fault[]): readonly Cell<Fault>[] =>
  faults.flatMap((fault) =>
    OPERATION_KINDS.flatMap((kind) =>
      contracts.filter((contract) => operationsOfKind(contract, kind).length > 0).map((contract) => ({ fault, kind, contract })),
    ),
  );

/** Every fault kind with every operation kind that a partner has. */
export const cellsOf = (contracts: readonly PartnerContract[], faults: readonly FaultKind[] = FAULT_KINDS): readonly Cell[] =>
  cellsWith(contracts, faults);

/** At least `runs` runs, the same number in every cell; `seed` decides all of them. */
export const runFaults = (
  cells: readonly Cell[],
  { runs, seed, sabotage = {} }: { readonly runs: number; readonly seed: number; readonly sabotage?: Sabotage & WebhookSabotage },
): Promise<FaultReport> => runCells(cells, { runs, seed, lanes: [(cell, own) => runOf(cell, own, sabotage)] });

/** The same by other means of running; the lanes share the runs among them, each one run at a time. */
export async function runCells<Fault extends string>(
  cells: readonly Cell<Fault>[],
  {
    runs,
    seed,
    lanes,
  }: {
    readonly runs: number;
    readonly seed: number;
    readonly lanes: readonly ((cell: Cell<Fault>, seed: number) => Promise<Verdict>)[];
  },
): Promise<FaultReport> {
  const rows = new Map<string, Tally>();
  const faults: string[] = [];
  const courses: string[] = [];
  const perCell = Math.max(1, Math.ceil(runs / cells.length));
  const waiting = cells.flatMap((cell, index) =>
    Array.from({ length: perCell }, (_, number) => ({ cell, own: (Math.imul(seed, 1_000_003) + index * 10_007 + number) | 0 })),
  );
  for (const { fault } of cells) rows.set(fault, { fault, runs: 0, struck: 0, lost: 0, doubled: 0, false: 0, told: {} });
  const workOff = async (run: (typeof lanes)[number]): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { cell, own } = next;
      const { fault, kind, contract } = cell;
      const verdict = await run(cell, own);
      const row = rows.get(fault);
      if (row === undefined) throw new Error(`There is no row for ${fault}.`);
      row.runs += 1;
      row.struck += verdict.struck ? 1 : 0;
      row.lost += verdict.lost;
      row.doubled += verdict.doubled;
      row.false += verdict.false;
      for (const outcome of verdict.told) row.told[outcome] = (row.told[outcome] ?? 0) + 1;
      courses.push(verdict.course);
      if (verdict.lost + verdict.doubled + verdict.false > 0)
        faults.push(
          `${fault} ${kind} at ${contract.id}, seed ${own}: lost ${verdict.lost}, doubled ${verdict.doubled}, false ${verdict.false}: ${verdict.course}`,
        );
    }
  };
  await Promise.all(lanes.map(workOff));
  return {
    rows: [...rows.values()],
    runs: perCell * cells.length,
    cells: cells.length,
    isClean: faults.length === 0,
    faults,
    courses,
  };
}

function runOf({ fault, kind, contract }: Cell, seed: number, sabotage: Sabotage & WebhookSabotage): Promise<Verdict> {
  const webhook = WEBHOOK_FAULTS.find((one) => one === fault);
  if (webhook !== undefined) return runWebhooks(contract, webhook, kind, seed, sabotage);
  const other = [...WIRE_FAULTS, ...CALLER_FAULTS].find((one) => one === fault);
  if (other === undefined) throw new Error(`There is no fault ${fault}.`);
  return runCommand(contract, other, kind, seed, sabotage);
}
