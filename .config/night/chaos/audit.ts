import type { FollowUpId } from '@rahyar/domain';
import type { AuditEntry, FollowUpChangeOutcome, FollowUpRecord, Message, Store, StoreCondition, StoredAuditEntry } from '@rahyar/store';
import { courseOf, idOf } from './course.ts';

/** What workers wrote down outside the store. */
export type Notes = {
  readonly told: readonly Pick<Message, 'key' | 'about'>[];
  /** What the store answered to a change. */
  readonly answered: readonly { readonly key: string; readonly kind: FollowUpChangeOutcome['kind'] }[];
  /** Answers after which a worker could not go on. */
  readonly refused: readonly string[];
};

/** All there is to see when the work is over: what the store holds, and what workers wrote down. */
export type Remains = Notes & {
  readonly records: readonly FollowUpRecord[];
  readonly entries: readonly StoredAuditEntry[];
  readonly condition: StoreCondition;
};

/** What must never be, each counted. */
export const WRONGS = {
  lost: 'not done in the end, or gone',
  doneTwice: 'done more than once, or said to have been',
  gaps: 'a change that does not begin where the one before ended, or a number left out',
  offCourse: 'steps that are not those of the course, each once',
  forgotten: 'a change that the store said it had made, and that is not in the audit log',
  untold: 'fell due, and nobody was told',
  toldOfNothing: 'told of what was never committed',
  otherKeys: 'told under more keys than it should fall due',
  unsettled: 'messages that wait, or were given up, when all was told',
  refused: 'answers after which a worker could not go on',
  faults: 'faults that the store found in itself',
} as const;
export type Wrongs = Readonly<Record<keyof typeof WRONGS, number>>;

/** Counts what is wrong with what remains of a number of follow-ups. */
export function auditOf(followUps: number, remains: Remains): Wrongs {
  const { records, entries, told, answered, refused, condition } = remains;
  const histories = new Map<string, AuditEntry[]>();
  for (const { entry } of entries) histories.set(entry.of, [...(histories.get(entry.of) ?? []), entry]);
  const historyOf = (id: FollowUpId): readonly AuditEntry[] => histories.get(id) ?? [];
  const ids = Array.from({ length: followUps }, (_, index) => idOf(index));
  const states = new Map(records.map(({ followUp }) => [followUp.id, followUp.state]));
  const made = new Set(entries.map(({ entry }) => entry.key));
  const falls = new Set(entries.filter(({ entry }) => entry.to === 'due').map(({ entry }) => `${entry.of} ${entry.key}`));
  const toldOnce = new Set(told.map(({ about, key }) => `${about} ${key}`));
  const answeredOnce = new Set<string>();
  const answeredAgain = answered.filter(({ key, kind }) => kind === 'changed' && answeredOnce.size === answeredOnce.add(key).size);
  const keysOf = new Map<string, number>();
  for (const line of toldOnce) {
    const id = line.slice(0, line.indexOf(' '));
    keysOf.set(id, (keysOf.get(id) ?? 0) + 1);
  }
  return {
    lost: ids.filter((id) => states.get(id) !== 'done' || historyOf(id).at(-1)?.to !== 'done').length,
    doneTwice: sum(ids, (id) => Math.max(0, historyOf(id).filter(({ to }) => to === 'done').length - 1)) + answeredAgain.length,
    gaps:
      sum(ids, (id) => breaks(historyOf(id))) +
      entries.filter(({ sequence }, index) => sequence !== (entries[index - 1]?.sequence ?? 0) + 1).length,
    offCourse: ids.filter(
      (id) =>
        historyOf(id)
          .map(({ because }) => because)
          .join() !== courseOf(id).join(),
    ).length,
    forgotten: [...answeredOnce].filter((key) => !made.has(key)).length,
    untold: [...falls].filter((fall) => !toldOnce.has(fall)).length,
    toldOfNothing: [...toldOnce].filter((line) => !falls.has(line)).length,
    otherKeys: ids.filter((id) => (keysOf.get(id) ?? 0) > courseOf(id).length / 2).length,
    unsettled: condition.waitingMessages + condition.deadMessages,
    refused: refused.length,
    faults: condition.faults.length,
  };
}

/** Reads what the store holds of a number of follow-ups. */
export async function readRemains(store: Store, followUps: number, notes: Notes): Promise<Remains> {
  const records: FollowUpRecord[] = [];
  for (let from = 0; from < followUps; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, followUps - from) }, (_, offset) => idOf(from + offset));
    for (const found of await Promise.all(ids.map((id) => store.getFollowUp(id)))) if (found.isOk()) records.push(found.value);
  }
  const entries: StoredAuditEntry[] = [];
  for (let more = true; more; ) {
    const page = (await store.readAudit(entries.at(-1)?.sequence ?? 0, 10_000))._unsafeUnwrap();
    entries.push(...page);
    more = page.length > 0;
  }
  return { ...notes, records, entries, condition: (await store.condition(true))._unsafeUnwrap() };
}

const AT_ONCE = 16;

/** At how many places a history does not go on where it was. */
const breaks = (history: readonly AuditEntry[]): number =>
  history.filter(({ from }, index) => from !== (index === 0 ? 'scheduled' : history[index - 1]?.to)).length;

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);
