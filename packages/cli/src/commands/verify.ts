import { checkCertificate, verify as verifyPlan } from '@rahyar/engine';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPlan } from '../files/read-plan.ts';
import type { Terminal } from '../terminal.ts';
import { planFigures, sayFigures, sayFindings } from './plan-figures.ts';
import { sayProof } from './say-proof.ts';
import { complainOfFile, complainOfRows, rowFigures } from './say-rows.ts';

/**
 * Checks any plan directory, ours or another writer's, against every rule, and its certificate, if it has one. Sound only when no row was
 * refused, no rule is broken and a certificate proves what it is there to prove.
 */
export async function verify(directory: string, terminal: Terminal): Promise<ExitCode> {
  const reading = terminal.stage('read', 'Reading the plan');
  const read = await readPlan(directory, { onProgress: ({ bytesRead, bytesTotal }) => reading.progress(bytesRead, bytesTotal) });
  reading.done();
  if (read.isErr()) {
    complainOfFile(read.error, terminal);
    return EXIT.invalidInput;
  }
  const { problem, plan } = read.value;
  const verifying = terminal.stage('verify', 'Verifying the rules');
  const findings = verifyPlan(problem, plan);
  verifying.done();
  const proving = terminal.stage('prove', 'Checking the certificate');
  const proof = plan.certificate === undefined ? undefined : checkCertificate(problem, plan, plan.certificate);
  proving.done();
  const figures = planFigures(problem, plan);
  sayFigures(figures, terminal);
  sayFindings(findings, terminal);
  sayProof(proof, terminal);
  complainOfRows(read.value, terminal);
  const broken = findings.filter((finding) => finding.count > 0).map(({ rule, count }) => ({ rule, count }));
  const unproven = (proof ?? []).map(({ kind, count }) => ({ kind, count }));
  terminal.result({ on: problem.on, ...figures, broken, proven: proof?.length === 0, unproven, ...rowFigures(read.value) });
  return broken.length > 0 || unproven.length > 0 || read.value.refused.count > 0 ? EXIT.brokenRules : EXIT.ok;
}
