import { Instant, type IsoDate, isoDateOf, SUBJECT_CLASSES } from '@rahyar/domain';
import { fromInstant } from '@rahyar/scheduler';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { agenda } from './commands/agenda.ts';
import { demo } from './commands/demo.ts';
import { diff } from './commands/diff.ts';
import { explain } from './commands/explain.ts';
import { find } from './commands/find.ts';
import { plan } from './commands/plan.ts';
import { backup, doctor, restore } from './commands/store-care.ts';
import { verify } from './commands/verify.ts';
import { type SeatChange, whatIf } from './commands/what-if.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { TABLE_FORMATS, type TableFormat } from './files/assignment-table.ts';
import { parseDayArgument } from './files/day-argument.ts';
import { ROW_FORMATS, type RowFormat } from './files/subject-rows.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** The clock of the machine, lent to the commands: the civil day in Tehran is worked out from it and nothing else is. */
export type Clock = () => Date;

type Talk = { readonly json?: boolean; readonly quiet?: boolean; readonly lang?: 'fa' | 'en' };

/** Runs the `rahyar` command with the given words and returns the exit code; standard output is data, standard error is talk. */
export async function runProgram(words: readonly string[], now: Clock): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const speaking = (options: Talk): Terminal =>
    createTerminal({ json: options.json === true, quiet: options.quiet === true, language: options.lang ?? 'en' });
  const program = new Command('rahyar')
    .description('Who accompanies whom, whom first, and when next.')
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(rahyar --help tells more)');
  const command = (usage: string, description: string): Command =>
    program
      .command(usage)
      .description(description)
      .option('--json', 'one line of JSON for each event, the result last, on standard output')
      .option('--quiet', 'no talk and no figures; trouble is still told')
      .addOption(new Option('--lang <language>', 'language of the sentences').choices(['en', 'fa']).default('en'))
      .exitOverride();
  const today = (): IsoDate => todayInTehran(now);

  command('demo', 'plans two days for a made population in proportion to the census, and writes a Persian report')
    .addOption(new Option('--people <count>', 'how many people').argParser(wholeNumber(1, 50_000_000)).default(1_000_000))
    .addOption(new Option('--seed <number>', 'the same seed makes the same people').argParser(wholeNumber(0, 2 ** 32 - 1)).default(1405))
    .addOption(new Option('--on <day>', 'the day, Jalali or Gregorian; today in Tehran without it').argParser(day))
    .option('--out <directory>', 'where the report goes', 'demo-report')
    .action(async (options: Talk & { people: number; seed: number; on?: IsoDate; out: string }) => {
      code = await demo({ ...options, on: options.on ?? today() }, speaking(options));
    });

  command('plan', 'plans a day from your own files')
    .requiredOption('--members <file>', 'subjects of rahyari: NDJSON, CSV or Parquet; the first two may be packed (.gz, .zst)')
    .addOption(
      new Option('--format <format>', 'the format of the members file; the ending of its name tells without it').choices(ROW_FORMATS),
    )
    .requiredOption('--community <file>', 'staff and organisations, one JSON object')
    .addOption(new Option('--on <day>', 'the day, Jalali or Gregorian; today in Tehran without it').argParser(day))
    .requiredOption('--out <directory>', 'where the plan goes; an earlier plan there is replaced')
    .addOption(new Option('--to <formats...>', 'the assignments as a table too').choices(TABLE_FORMATS))
    .option('--policy <file>', 'a policy file; the default policy without it')
    .option('--directives <file>', 'pins and vetoes that people have decided on')
    .option('--previous <directory>', 'yesterday’s plan, whose rahyars are kept where the rules allow')
    .option('--strict', 'end with code 3 when rows were refused')
    .addOption(new Option('--threads <count>', 'as many as pay without it; the plan is the same').argParser(wholeNumber(1, 64)))
    .option('--distributed <connection>', 'made by the workers of this PostgreSQL database; the plan is the same')
    .addOption(
      new Option('--shards <count>', 'with --distributed: into how many parts the members are cut').argParser(wholeNumber(1, 100_000)),
    )
    .action(
      async (
        options: Talk & {
          members: string;
          format?: RowFormat;
          to?: TableFormat[];
          community: string;
          on?: IsoDate;
          out: string;
          policy?: string;
          directives?: string;
          previous?: string;
          strict?: true;
          threads?: number;
          distributed?: string;
          shards?: number;
        },
      ) => {
        const { distributed, shards, ...rest } = options;
        const planOptions = { ...rest, on: options.on ?? today(), strict: options.strict === true };
        if (distributed === undefined) {
          code = await plan(planOptions, speaking(options));
          return;
        }
        // Loaded by whoever needs it: the other commands start without a database.
        const { planDistributed } = await import('./commands/plan-distributed.ts');
        code = await planDistributed({ ...planOptions, distributed, ...(shards === undefined ? {} : { shards }) }, speaking(options));
      },
    );

  command('worker', 'makes the parts of distributed plans until it is stopped; as many on as many hosts as you like')
    .requiredOption('--database <connection>', 'the PostgreSQL database that plans are handed over to')
    .addOption(new Option('--threads <count>', 'how many parts are made side by side').argParser(wholeNumber(1, 64)).default(1))
    .action(async (options: Talk & { database: string; threads: number }) => {
      const { worker } = await import('./commands/worker.ts');
      const stopped = new AbortController();
      process.once('SIGTERM', () => stopped.abort());
      code = await worker({ ...options, signal: stopped.signal }, speaking(options));
    });

  command('verify', 'checks a plan, ours or another writer’s, against every rule')
    .argument('<directory>', 'the plan')
    .action(async (directory: string, options: Talk) => {
      code = await verify(directory, speaking(options));
    });

  command('diff', 'tells what has changed from one plan to the next, and why')
    .argument('<old>', 'the earlier plan')
    .argument('<new>', 'the later plan')
    .option('--rows <file>', 'every changed subject, one JSON object a line, into a new file')
    .action(async (before: string, after: string, options: Talk & { rows?: string }) => {
      code = await diff({ before, after, ...(options.rows === undefined ? {} : { rows: options.rows }) }, speaking(options));
    });

  command('explain', 'tells why a subject has these rahyars, who else came into question, and what is known of it')
    .argument('<directory>', 'the plan')
    .requiredOption('--subject <id>', 'the id of the subject')
    .action(async (directory: string, options: Talk & { subject: string }) => {
      code = await explain(directory, options.subject, speaking(options));
    });

  command('what-if', 'tells what would become of a plan with other seats, rahyars, leave or policy; the plan stays as it is')
    .argument('<directory>', 'the plan')
    .option(
      '--seats <rahyar:+n...>',
      'seats more or fewer, for persons; with :collective or :organization at the end for those',
      seatChanges,
      [],
    )
    .option('--rahyar <files...>', 'members of the community to come, one JSON object a file', [])
    .option('--leave <ids...>', 'rahyars who would be on leave', [])
    .option('--policy <file>', 'another policy')
    .addOption(new Option('--next-rahyar <areas>', 'tells in which areas one more rahyar would help most').argParser(wholeNumber(1, 100)))
    .action(
      async (
        directory: string,
        options: Talk & { seats: SeatChange[]; rahyar: string[]; leave: string[]; policy?: string; nextRahyar?: number },
      ) => {
        const { seats, rahyar, leave, policy, nextRahyar } = options;
        const more = { ...(policy === undefined ? {} : { policy }), ...(nextRahyar === undefined ? {} : { nextRahyar }) };
        code = await whatIf({ plan: directory, seats, rahyars: rahyar, leave, ...more }, speaking(options));
      },
    );

  command('find', 'tells who the rahyars of a subject are, and why')
    .argument('<directory>', 'the plan')
    .argument('<subject>', 'the id of the subject')
    .action(async (directory: string, subject: string, options: Talk) => {
      code = await find(directory, subject, speaking(options));
    });

  command('agenda', 'tells whom a rahyar contacts on which of the coming days, from the day of the plan on')
    .argument('<directory>', 'the plan')
    .requiredOption('--rahyar <id>', 'the id of the rahyar')
    .addOption(new Option('--days <count>', 'how many days ahead, the day of the plan included').argParser(wholeNumber(1, 60)).default(14))
    .option('--why', 'the way to each day too', false)
    .option('--ics <file>', 'a calendar file, into a new file')
    .action(async (directory: string, options: Talk & { rahyar: string; days: number; why: boolean; ics?: string }) => {
      code = await agenda({ ...options, plan: directory, now: Instant.parse(now().toISOString()) }, speaking(options));
    });

  command('doctor', 'tells how a store is: faults, what waits and for how long, what nobody finishes')
    .argument('<store>', 'the file of an SQLite store, or the address of a PostgreSQL database')
    .option('--thorough', 'reads everything', false)
    .action(async (address: string, options: Talk & { thorough: boolean }) => {
      code = await doctor(address, options, speaking(options));
    });

  command('backup', 'copies an SQLite store, as it is now, into a new file; others may go on with it')
    .argument('<store>', 'the file of the store')
    .argument('<copy>', 'the new file')
    .action(async (store: string, copy: string, options: Talk) => {
      code = await backup(store, copy, speaking(options));
    });

  command('restore', 'makes a store of a backup, in a new file, if the backup is whole')
    .argument('<copy>', 'the backup')
    .argument('<store>', 'the new file')
    .action(async (copy: string, store: string, options: Talk) => {
      code = await restore(copy, store, speaking(options));
    });

  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    return cause.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  return code;
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text.replace(/[,_]/g, ''));
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is wanted.`);
    return value;
  };

/** One more of the changes of seats, as an option with several values hands them over. */
function seatChanges(text: string, before: readonly SeatChange[]): SeatChange[] {
  const [, rahyar, more, subjectClass] = /^(.+):([+-]?\d{1,8})(?::(.+))?$/.exec(text) ?? [];
  const known = SUBJECT_CLASSES.find((each) => each === (subjectClass ?? 'person'));
  if (rahyar === undefined || known === undefined)
    throw new InvalidArgumentError('A change such as s12:+20 or s12:-1:collective is wanted.');
  return [...before, { rahyar, subjectClass: known, more: Number(more) }];
}

const day = (text: string): IsoDate =>
  parseDayArgument(text).match(
    (date) => date,
    () => {
      throw new InvalidArgumentError('A day such as 1405-09-02 or 2026-11-23 is wanted.');
    },
  );

const todayInTehran = (now: Clock): IsoDate =>
  fromInstant(Instant.parse(now().toISOString())).match(
    (moment) => isoDateOf(moment.day),
    () => {
      throw new Error('invariant: the machine clock is outside the calendar');
    },
  );
