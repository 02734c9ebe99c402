import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, SANDBOX_TOKENS, type SandboxOptions, serveSandbox } from '@rahyar/conformance/sandbox';
import { machineClock } from '@rahyar/partners';
import { PARTNER_CONTRACTS } from '@rahyar/partners/contract';
import { house, run } from '../run.ts';

/**
 * A stranger walks through our workflows: `redocly respect` calls a sandbox as the published documents say, and every step must hold. Then
 * one fault at a time is planted in the sandbox, and the stranger must see each.
 */
type Mutant = NonNullable<SandboxOptions['mutant']>;

/** A fault, and the check of Respect that must see it. */
type Planted = { readonly mutant: Mutant; readonly seenBy: string };

const answering = (id: string, change: (answer: Response, request: Request) => Promise<Response>): Mutant => ({
  id,
  wrap: (handler) => async (request) => change(await handler(request), request),
});

const isNewLoan = ({ url, method }: Request): boolean => method === 'POST' && url.endsWith('/v1/loans');

const planted: readonly Planted[] = [
  {
    mutant: {
      id: 'a loan without its amount',
      tamper: (json, { operation }) => (operation === 'bank.loans.create' ? { ...(json as object), amount: undefined } : json),
    },
    seenBy: 'schema check',
  },
  {
    mutant: answering('200 for a new loan', async (answer, request) =>
      isNewLoan(request) && answer.status === 201 ? new Response(answer.body, { status: 200, headers: answer.headers }) : answer,
    ),
    seenBy: 'status code check',
  },
  {
    mutant: answering('a loan as plain text', async (answer, request) => {
      if (!isNewLoan(request)) return answer;
      const headers = new Headers(answer.headers);
      headers.set('content-type', 'text/plain');
      return new Response(answer.body, { status: answer.status, headers });
    }),
    seenBy: 'content-type check',
  },
  { mutant: { id: 'a second loan for a repeated key', leavesOut: ['idempotentReplay'] }, seenBy: 'success criteria check' },
];

type Report = {
  readonly files: Readonly<
    Record<string, { readonly executedWorkflows: readonly { readonly workflowId: string; readonly executedSteps: readonly Step[] }[] }>
  >;
};
type Step = {
  readonly stepId: string;
  readonly checks?: readonly { readonly name: string; readonly passed: boolean; readonly message: string }[];
};
type Fault = { readonly step: string; readonly check: string; readonly message: string };
type Walk = { readonly steps: number; readonly workflows: number; readonly faults: readonly Fault[] };

async function walk(workflows: readonly string[], mutant?: Mutant): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-respect-'));
  const report = join(folder, 'report.json');
  const sandbox = await createSandbox({ seed: 1405, clock: machineClock, ...(mutant === undefined ? {} : { mutant }) });
  const served = await serveSandbox(sandbox, { port: 0, adminPort: 0 });
  try {
    const inputs = ['--input', `token=${SANDBOX_TOKENS.full},run=run-0123456789`];
    const servers = ['--server', PARTNER_CONTRACTS.map(({ id }) => `${id}=${served.url}/${id}`).join(',')];
    const { output } = await run(
      process.execPath,
      [
        join(house, 'node_modules/@redocly/cli/bin/cli.js'),
        'respect',
        'packages/partners/contract/arazzo.json',
        ...workflows.flatMap((name) => ['--workflow', name]),
        ...inputs,
        ...servers,
        '--json-output',
        report,
      ],
      { env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
    );
    if (!existsSync(report)) throw new Error(output);
    return walkIn(JSON.parse(readFileSync(report, 'utf8')) as Report);
  } finally {
    await served.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const walkIn = ({ files }: Report): Walk => {
  const workflows = Object.values(files).flatMap(({ executedWorkflows }) => executedWorkflows);
  const steps = workflows.flatMap(({ workflowId, executedSteps }) => executedSteps.map((step) => ({ ...step, workflowId })));
  const faults = steps.flatMap(({ workflowId, stepId, checks = [] }) =>
    checks.filter(({ passed }) => !passed).map(({ name, message }) => ({ step: `${workflowId} ${stepId}`, check: name, message })),
  );
  return { workflows: workflows.length, steps: steps.length, faults };
};

const tell = (name: string, isGood: boolean, detail: string): void => {
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'}  ${name.padEnd(34)} ${detail}\n`);
  if (!isGood) process.exitCode = 1;
};

const clean = await walk([]);
tell('the sandbox as it is', clean.faults.length === 0 && clean.steps > 0, `${clean.workflows} workflows, ${clean.steps} steps`);
for (const { step, check, message } of clean.faults) process.stdout.write(`  ${step}: ${check}: ${message.slice(0, 300)}\n`);
for (const { mutant, seenBy } of planted) {
  const { faults } = await walk(['loanRequest'], mutant);
  tell(
    mutant.id,
    faults.some(({ check }) => check === seenBy),
    [...new Set(faults.map(({ check }) => check))].join(', ') || 'unseen',
  );
}
