import type { Label } from '@rahyar/domain';
import type { Case, ConformanceReport } from '../report/conformance-report.ts';
import { totalsOf } from '../report/report-totals.ts';
import type { Requirement } from '../requirements/requirement.ts';

/** How the command speaks: findings on standard output, one message a line; trouble on standard error. */
export type Terminal = { readonly language: 'fa' | 'en'; readonly say: (text: string) => void; readonly complain: (text: string) => void };

export const createTerminal = (language: 'fa' | 'en'): Terminal => ({
  language,
  say: (text) => {
    process.stdout.write(`${text}\n`);
  },
  complain: (text) => {
    process.stderr.write(`${text}\n`);
  },
});

/** What did not pass, as it is found. */
export function sayCase(terminal: Terminal, { id, strength, text }: Requirement, { operation, result, expected, got }: Case): void {
  if (result !== 'fail' && result !== 'warn' && result !== 'error') return;
  const words: Label = { fa: `انتظار: ${expected ?? ''}؛ یافته: ${got ?? ''}`, en: `expected ${expected ?? ''}; got ${got ?? ''}` };
  terminal.say(`${result.toUpperCase()} ${id} ${strength} ${operation ?? ''} ${text[terminal.language]} ${words[terminal.language]}`);
}

/** The level of each profile, and how many requirements came out how. */
export function saySummary(terminal: Terminal, { profiles, seed }: ConformanceReport): void {
  for (const { profile, level, requirements } of profiles) {
    const [must, should] = [totalsOf(requirements, 'MUST'), totalsOf(requirements, 'SHOULD')];
    terminal.say(
      {
        fa: `${profile}: سطح ${level}؛ باید: ${must.pass} برآورده، ${must.fail} نه، ${must.error} خطا، ${must.skip} نشان داده نشد؛ بهتر است: ${should.warn} هشدار؛ هسته ${seed}`,
        en: `${profile}: level ${level}; MUST: ${must.pass} hold, ${must.fail} do not, ${must.error} errors, ${must.skip} not shown; SHOULD: ${should.warn} warnings; seed ${seed}`,
      }[terminal.language],
    );
    const unseen = requirements.filter(({ result, strength }) => result === 'skip' && strength === 'MUST').map(({ id }) => id);
    if (unseen.length > 0)
      terminal.say(
        {
          fa: `نشان داده نشد (فکسچر یا کلید لازم است): ${unseen.join(' ')}`,
          en: `not shown (fixtures or keys are wanted): ${unseen.join(' ')}`,
        }[terminal.language],
      );
  }
}
