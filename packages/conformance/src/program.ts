/// <reference lib="dom" />
import { CONFORMANCE_LEVELS, type ConformanceLevel } from '@rahyar/partners/contract';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { knownProfiles } from './command/partners.ts';
import { type RunSecrets, type RunWords, run } from './command/run.ts';
import { sandbox } from './command/sandbox.ts';
import { createTerminal } from './command/terminal.ts';
import { verifyReportFile } from './command/verify-report.ts';
import { REPORT_FORMATS } from './command/write-report.ts';
import { namesOfFaults } from './mutants/planted-faults.ts';
import { receiverFaults } from './mutants/receiver-faults.ts';
import { EXIT, type ExitCode } from './report/report-totals.ts';
import { REQUIREMENTS } from './requirements/requirements.ts';

type Language = 'fa' | 'en';
export type ProgramTerms = { readonly secrets: RunSecrets; readonly nowMs: () => number; readonly ended: AbortSignal };

const EXIT_CODES = `
Exit codes:
  0    every MUST that could be shown holds
  1    a MUST does not hold
  2    the command line, a file or a key is wrong
  3    the kit could not do its work, such as a partner that does not answer
  4    only a SHOULD is missed, with --strict
  130  interrupted

Secrets come from the environment: RAHYAR_TOKEN, RAHYAR_LIMITED_TOKEN (may do nothing), RAHYAR_BURST_TOKEN (its rate may be used up),
RAHYAR_SIGNING_KEY (a private ed25519 JWK with kid), RAHYAR_RECEIVER_SECRET (whsec_…).`;

/** Runs `rahyar-conformance` with the given words and returns the exit code. */
export async function runProgram(words: readonly string[], { secrets, nowMs, ended }: ProgramTerms): Promise<ExitCode> {
  let code: ExitCode = EXIT.passed;
  const program = new Command('rahyar-conformance')
    .description('Does a partner keep the contract? A kit that a partner runs on its own implementation, and a sandbox of every partner.')
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(rahyar-conformance --help tells more)')
    .addHelpText('after', EXIT_CODES);
  const command = (usage: string, description: string): Command =>
    program
      .command(usage)
      .description(description)
      .addOption(
        new Option('--lang <language>', 'language of sentences, en if not said, and of the page, fa if not said').choices(['fa', 'en']),
      )
      .exitOverride();

  command('run', 'looks at a partner; without --url at the sandbox, as a demonstration')
    .option('--url <address>', 'the base address of the partner; https, or http at 127.0.0.1, localhost or [::1]')
    .option('--profile <ids...>', 'capabilities to look at, such as bank.loans', [])
    .option('--partner <id>', 'the partner, where a profile does not tell')
    .addOption(new Option('--level <level>', 'how far to go').choices(CONFORMANCE_LEVELS).default('L4'))
    .option('--fixtures <file>', 'what works and what is turned down at the partner, as JSON; the word sandbox for what our sandbox does')
    .option('--start <command>', 'a program that serves the address; it is ended afterwards')
    .addOption(new Option('--seed <number>', 'the same seed makes the same inputs').argParser(wholeNumber(0, 2 ** 31 - 1)).default(1405))
    .addOption(new Option('--budget <count>', 'generated inputs for each operation').argParser(wholeNumber(1, 10_000)).default(20))
    .option('--out <directory>', 'where the report goes')
    .addOption(new Option('--format <formats...>', 'forms of the report').choices(REPORT_FORMATS).default([...REPORT_FORMATS]))
    .option('--sign <file>', 'a private ed25519 JWK that signs report.json')
    .option('--strict', 'end with code 4 where only a SHOULD is missed', false)
    .option('--receiver <address>', 'a receiver of webhooks to look at')
    .option('--webhook-url <address>', 'the https address by which the partner reaches --webhook-port')
    .addOption(new Option('--webhook-port <port>', 'where the kit receives webhooks, on this machine').argParser(wholeNumber(0, 65_535)))
    .option('--admin-url <address>', 'the port behind the scene of a sandbox, for the steps of the partner itself')
    .option('--allow-inside', 'allow the named hosts to lie in a private network', false)
    .addHelpText('after', EXIT_CODES)
    .action(async ({ lang, ...options }: Omit<RunWords, 'pageLanguage'> & { lang?: Language; level: ConformanceLevel }) => {
      code = await run({ ...options, pageLanguage: lang ?? 'fa' }, secrets, createTerminal(lang ?? 'en'));
    });

  command('sandbox', 'serves every partner on one port of this machine')
    .addOption(new Option('--port <port>', 'where the partners answer').argParser(wholeNumber(0, 65_535)).default(4010))
    .addOption(new Option('--admin-port <port>', 'where time, seed and faults are set').argParser(wholeNumber(0, 65_535)).default(4011))
    .addOption(new Option('--seed <number>', 'makes ids, keys and chance').argParser(wholeNumber(0, 2 ** 31 - 1)).default(1405))
    .addOption(new Option('--signatures <rule>', 'whether commands must be signed').choices(['required', 'checked']).default('checked'))
    .option('--mutant <id>', 'one fault, planted')
    .action(
      async (options: {
        port: number;
        adminPort: number;
        seed: number;
        mutant?: string;
        signatures: 'required' | 'checked';
        lang?: Language;
      }) => {
        code = await sandbox(options, createTerminal(options.lang ?? 'en'), ended);
      },
    );

  command('verify-report', 'checks the signature of a report and that it still holds')
    .argument('<file>', 'report.json; its signature lies beside it as report.json.jws')
    .requiredOption('--key <file>', 'the public ed25519 JWK of the signer')
    .action(async (file: string, { key, lang = 'en' }: { key: string; lang?: Language }) => {
      code = await verifyReportFile({ file, key }, createTerminal(lang), nowMs());
    });

  command('list', 'names requirements, profiles or mutants')
    .addArgument(program.createArgument('<what>', 'which').choices(['requirements', 'profiles', 'mutants']))
    .action((what: 'requirements' | 'profiles' | 'mutants', { lang = 'en' }: { lang?: Language }) => {
      for (const line of linesOf(what, lang)) createTerminal(lang).say(line);
    });

  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? EXIT.passed : EXIT.configuration;
  }
  return code;
}

function linesOf(what: 'requirements' | 'profiles' | 'mutants', lang: Language): readonly string[] {
  if (what === 'requirements') return REQUIREMENTS.map(({ id, level, strength, text }) => `${id} ${level} ${strength} ${text[lang]}`);
  if (what === 'profiles') return knownProfiles().map(({ contract, profile }) => `${profile.id} ${contract.id} ${profile.title[lang]}`);
  const served = namesOfFaults().map(
    ({ id, breaks, does, tls }) => `${id} ${breaks} ${tls === undefined ? '' : '(tests only) '}a partner that ${does}`,
  );
  return [...served, ...receiverFaults(() => 0).map(({ id, breaks, does }) => `${id} ${breaks} (tests only) a receiver that ${does}`)];
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is wanted.`);
    return value;
  };
