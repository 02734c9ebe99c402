import { BASIS_TERMS, PRIORITY_TIER_TERMS } from '@rahyar/domain';
import { createExplainer, explanationText } from '@rahyar/engine';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPlan } from '../files/read-plan.ts';
import { namesIn } from '../names-in.ts';
import type { Terminal } from '../terminal.ts';
import { complainOfFile } from './say-rows.ts';

/** Answers "who is my rahyar, and why?" for one subject of a plan directory. */
export async function find(directory: string, subject: string, terminal: Terminal): Promise<ExitCode> {
  const read = await readPlan(directory);
  if (read.isErr()) {
    complainOfFile(read.error, terminal);
    return EXIT.invalidInput;
  }
  const explanation = createExplainer(read.value.problem, read.value.plan)(subject);
  if (explanation === undefined) {
    terminal.complain(terminal.language === 'fa' ? 'این شناسه در برنامه نیست' : 'The plan has no such subject.');
    return EXIT.invalidInput;
  }
  const { language } = terminal;
  for (const { rahyar, basis, isPrimary } of explanation.responsible)
    terminal.say(`${isPrimary ? '*' : ' '} ${rahyar}  ${BASIS_TERMS[basis][language]}`);
  if (explanation.tier !== undefined) terminal.say(PRIORITY_TIER_TERMS[explanation.tier][language]);
  terminal.say(explanationText(explanation, language, namesIn(language)));
  terminal.result(explanation);
  return EXIT.ok;
}
