import { constants } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import type { Label } from '@rahyar/domain';
import type { Store, StoreCondition, StoreError } from '@rahyar/store';
import { err, type Result, type ResultAsync } from 'neverthrow';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { saidOfStore } from '../said-of-store.ts';
import type { Terminal } from '../terminal.ts';

/** `rahyar doctor`: how a store is. Ends with 1 if something is wrong with it. */
export async function doctor(address: string, { thorough }: { readonly thorough: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { language } = terminal;
  if (!isPostgres(address) && !(await isThere(address))) return missing(address, terminal);
  const found = await withStore(address, (store) => store.condition(thorough));
  if (found.isErr()) return saidOfStore(found.error, terminal);
  const condition = found.value;
  for (const [field, label] of Object.entries(CONDITION_LABELS)) {
    const value = condition[field as keyof typeof CONDITION_LABELS];
    const text = field.endsWith('Ms') ? `${Math.round(value / 1_000).toLocaleString('en')} s` : value.toLocaleString('en');
    terminal.say(`${label[language].padEnd(52)} ${text}`);
  }
  const advice = adviceOf(condition);
  for (const fault of condition.faults) terminal.complain(fault);
  for (const sentence of advice) terminal.complain(sentence[language]);
  const isWell = condition.faults.length === 0 && advice.length === 0;
  if (isWell) terminal.say(language === 'fa' ? 'حافظه سالم است' : 'The store is well');
  terminal.result({ ...condition, isWell });
  return isWell ? EXIT.ok : EXIT.brokenRules;
}

/** `rahyar backup`: a copy of an SQLite store, as it is now, into a new file. */
export async function backup(path: string, copy: string, terminal: Terminal): Promise<ExitCode> {
  if (!(await isThere(path))) return missing(path, terminal);
  const { openSqliteStore } = await import('@rahyar/store/sqlite');
  const opened = await openSqliteStore(path);
  if (opened.isErr()) return saidOfStore(opened.error, terminal);
  const copied = await opened.value.backup(copy);
  const closed = await opened.value.close();
  if (closed.isErr()) return saidOfStore(closed.error, terminal);
  if (copied.isErr()) return saidOfStore(copied.error, terminal);
  return saidWell(copy, terminal);
}

/** `rahyar restore`: a backup, if it is whole, as a store in a new file. */
export async function restore(copy: string, path: string, terminal: Terminal): Promise<ExitCode> {
  if (!(await isThere(copy))) return missing(copy, terminal);
  const found = await withStore(copy, (store) => store.condition(true));
  if (found.isErr()) return saidOfStore(found.error, terminal);
  if (found.value.faults.length > 0) return saidOfStore({ kind: 'corrupt' }, terminal);
  try {
    await copyFile(copy, path, constants.COPYFILE_EXCL);
  } catch {
    terminal.complain(
      terminal.language === 'fa' ? `${path} ساخته نشد؛ شاید از پیش هست` : `${path} was not made; perhaps it is there already`,
    );
    return EXIT.usage;
  }
  return saidWell(path, terminal);
}

const CONDITION_LABELS = {
  openFollowUps: { fa: 'پیگیری‌های باز', en: 'open follow-ups' },
  waitingFollowUps: { fa: 'پیگیری‌هایی که وقتشان رسیده و در دست کسی نیستند', en: 'due follow-ups that nobody works on' },
  oldestWaitingMs: { fa: 'دیرکرد کهنه‌ترین آن‌ها', en: 'the oldest of them is late by' },
  orphanedFollowUps: { fa: 'پیگیری‌هایی که بارها برداشته شده و به جایی نرسیده‌اند', en: 'follow-ups taken again and again without a change' },
  waitingMessages: { fa: 'پیام‌های نفرستاده', en: 'messages to be sent' },
  oldestMessageMs: { fa: 'دیرکرد کهنه‌ترین آن‌ها', en: 'the oldest of them is late by' },
  deadMessages: { fa: 'پیام‌هایی که فرستاده نشدند', en: 'messages given up' },
  pendingCommands: { fa: 'درخواست‌های بی‌سرانجام نزد سازمان‌ها', en: 'commands to partners without a known end' },
} as const satisfies Record<Exclude<keyof StoreCondition, 'faults'>, Label>;

/** After so long without anybody who takes them up, whoever should is not at work. */
const LATE_MS = 15 * 60_000;

function adviceOf(condition: StoreCondition): Label[] {
  const advice: Label[] = [];
  if (condition.oldestWaitingMs > LATE_MS)
    advice.push({
      fa: 'کسی پیگیری‌های سررسیده را برنمی‌دارد: آیا فرایند آن در کار است؟',
      en: 'Nobody takes up what is due: is the process for it at work?',
    });
  if (condition.oldestMessageMs > LATE_MS)
    advice.push({ fa: 'پیام‌ها فرستاده نمی‌شوند: آیا راه ارسال در کار است؟', en: 'Messages are not sent: does the channel work?' });
  if (condition.orphanedFollowUps > 0)
    advice.push({ fa: 'کسی که این پیگیری‌ها را برمی‌دارد، هر بار ناکام می‌ماند', en: 'Whoever takes these follow-ups up fails every time' });
  return advice;
}

async function withStore<T>(address: string, ask: (store: Store) => ResultAsync<T, StoreError>): Promise<Result<T, StoreError>> {
  const opened = await openedAt(address);
  if (opened.isErr()) return err(opened.error);
  const answer = await ask(opened.value);
  const closed = await opened.value.close();
  return closed.isErr() ? err(closed.error) : answer;
}

const isPostgres = (address: string): boolean => /^postgres(ql)?:\/\//.test(address);

/** A file, or the address of a PostgreSQL database. */
async function openedAt(address: string): Promise<Result<Store, StoreError>> {
  if (isPostgres(address)) {
    const { openPostgresStore } = await import('@rahyar/store/postgres');
    return openPostgresStore({ connectionString: address });
  }
  const { openSqliteStore } = await import('@rahyar/store/sqlite');
  return openSqliteStore(address);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );

function missing(path: string, terminal: Terminal): ExitCode {
  terminal.complain(terminal.language === 'fa' ? `${path} یافت نشد` : `${path} is not there`);
  return EXIT.usage;
}

function saidWell(path: string, terminal: Terminal): ExitCode {
  terminal.say(terminal.language === 'fa' ? `نوشته شد: ${path}` : `Written: ${path}`);
  terminal.result({ written: path });
  return EXIT.ok;
}
