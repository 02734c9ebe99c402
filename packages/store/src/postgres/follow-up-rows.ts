import type { StaffId } from '@rahyar/domain';
import { type FollowUpRow, followUpRecordOf } from '../follow-up-row.ts';
import { msOf } from '../moment.ts';
import type { FollowUpRecord } from '../records.ts';
import type { FollowUpRows } from '../rows.ts';
import { keyedTable, put, seek } from './keyed-table.ts';
import type { Statement, Transaction } from './transaction.ts';

/** Follow-ups and the desks of those who are responsible for them. Rows are locked before desks, and both in the order of their ids. */
export const followUpRows = (transaction: Transaction): FollowUpRows => ({
  followUps: async (ids) => (await seek<FollowUpRow>(transaction, followUpTable, ids)).map(followUpRecordOf),
  putFollowUps: async (records) => {
    await put(transaction, followUpTable, records.map(rowOf));
    await wakeDesks(
      transaction,
      records.flatMap(({ followUp, wakesAt }) => (wakesAt === undefined ? [] : [{ id: followUp.responsible, wakesAt: msOf(wakesAt) }])),
    );
  },
  followUpsDue: async (on, responsible, limit) =>
    (responsible === undefined
      ? await transaction.ask<FollowUpRow>(DUE, [on, limit])
      : await transaction.ask<FollowUpRow>(DUE_OF_ONE, [on, limit, responsible])
    ).map(followUpRecordOf),
  claimFollowUps: (now, until, limit) => claimFollowUps(transaction, now, until, limit),
  giveFollowUps: async (from, to) => {
    const given = await transaction.tell<{ wakes_at: number | null }>(GIVE, [from, to]);
    const wakes = given.flatMap(({ wakes_at }) => (wakes_at === null ? [] : [{ id: to, wakesAt: wakes_at }]));
    await wakeDesks(transaction, wakes);
    return given.length;
  },
});

/**
 * Desks are locked in a statement of their own: whatever another transaction has put on one of them and committed is then seen by the next
 * statement, and whatever it puts there afterwards waits for the desk. So no follow-up is forgotten by a desk.
 */
async function claimFollowUps(
  transaction: Transaction,
  now: number,
  until: number,
  limit: number,
): Promise<readonly FollowUpRecord[] | undefined> {
  const desks = (await transaction.ask<{ id: StaffId }>(OPEN_DESKS, [now, Math.ceil(limit / 8)])).map(({ id }) => id);
  if (desks.length === 0) return undefined;
  const taken = await transaction.tell<FollowUpRow & { place: number }>(TAKE, [desks, now, Math.ceil(limit / desks.length), limit, until]);
  const claimed = [...taken].sort((a, b) => a.place - b.place || Number(a.wakes_at) - Number(b.wakes_at) || (a.id < b.id ? -1 : 1));
  const fullAt = claimed.length < limit ? desks.length : claimed.at(-1)?.place;
  const visited = await transaction.tell<{ next_at: number | null }>(END_TURNS, [desks.slice(0, fullAt), now]);
  const isAllHeld = claimed.length === 0 && visited.every(({ next_at }) => next_at !== null && next_at <= now);
  return isAllHeld ? undefined : claimed.map(followUpRecordOf);
}

async function wakeDesks(transaction: Transaction, wakes: readonly { readonly id: StaffId; readonly wakesAt: number }[]): Promise<void> {
  const earliest = new Map<StaffId, number>();
  for (const { id, wakesAt } of wakes) earliest.set(id, Math.min(earliest.get(id) ?? wakesAt, wakesAt));
  if (earliest.size > 0) await transaction.tell(WAKE_DESKS, [[...earliest.keys()], [...earliest.values()]]);
}

const rowOf = ({ followUp: { dueOn, process, ...followUp }, wakesAt, heldUntil, revision, attempts }: FollowUpRecord): FollowUpRow => ({
  ...followUp,
  process: process ?? null,
  due_on: dueOn,
  wakes_at: wakesAt === undefined ? null : msOf(wakesAt),
  held_until: heldUntil === undefined ? null : msOf(heldUntil),
  revision,
  attempts,
});

const followUpTable = keyedTable('follow_up', 'id', {
  wakes_at: 'bigint',
  held_until: 'bigint',
  revision: 'integer',
  attempts: 'integer',
  id: 'text',
  subject: 'text',
  responsible: 'text',
  rule: 'text',
  process: 'text',
  due_on: 'text',
  state: 'text',
});
const COLUMNS = followUpTable.columns.map((column) => `follow_up.${column}`).join(', ');
const IS_OPEN = `state not in ('done', 'cancelled')`;

/**
 * Of each member of staff, found by leaps in the index, what is due. An index by day would serve this one question, and cost every claim an
 * entry in it.
 */
const DUE: Statement = {
  name: 'due',
  text: `
    with recursive staff (id) as (
      (select responsible from follow_up where ${IS_OPEN} order by responsible limit 1)
      union all
      select (select responsible from follow_up where ${IS_OPEN} and responsible > staff.id order by responsible limit 1)
      from staff where staff.id is not null
    )
    select due.* from staff cross join lateral (
      select ${COLUMNS} from follow_up where ${IS_OPEN} and due_on <= $1 and responsible = staff.id order by due_on, id limit $2
    ) as due
    order by due_on, id limit $2`,
};

const DUE_OF_ONE: Statement = {
  name: 'due of one',
  text: `select ${COLUMNS} from follow_up where ${IS_OPEN} and due_on <= $1 and responsible = $3 order by due_on, id limit $2`,
};

/** While no desk is to be looked at, the first condition ends it in one step; while many are, they are read in the order of their turns. */
const OPEN_DESKS: Statement = {
  name: 'open desks',
  text: `
    select id from desk
    where (select min(next_at) from desk) <= $1 and next_at <= $1
    order by turn, id limit $2
    for update skip locked`,
};

/**
 * A row that is locked stays where it is, so that it is found again by its place. What is changed of it is in no index: it needs no entry in
 * any, while there is room for it where it lies.
 */
const TAKE: Statement = {
  name: 'take',
  text: `
    with chosen as materialized (
      select desk.place, due.lies_at
      from unnest($1::text[]) with ordinality as desk (id, place)
      cross join lateral (
        select follow_up.ctid as lies_at, follow_up.id, follow_up.wakes_at from follow_up
        where follow_up.responsible = desk.id and follow_up.wakes_at <= $2
          and (follow_up.held_until is null or follow_up.held_until <= $2)
        order by follow_up.wakes_at, follow_up.id limit $3
        for update skip locked
      ) as due
      order by desk.place, due.wakes_at, due.id limit $4
    )
    update follow_up set held_until = $5, revision = follow_up.revision + 1, attempts = follow_up.attempts + 1
    from chosen where follow_up.ctid = chosen.lies_at
    returning chosen.place, ${COLUMNS}`,
};

/**
 * A turn has room for the places of 65,536 desks. Claims take the earliest: what is held wakes before the first that is free, and only so much
 * is read.
 */
const END_TURNS: Statement = {
  name: 'end turns',
  text: `
    with turn as (select nextval('turn') * 65536 as first)
    update desk set
      turn = turn.first + visited.place,
      next_at = (
        select case when free.wakes_at <= $2 then free.wakes_at else least(free.wakes_at, (
          select min(held_until) from follow_up
          where responsible = desk.id and wakes_at <= coalesce(free.wakes_at, ${Number.MAX_SAFE_INTEGER}) and held_until > $2
        )) end
        from (select (
          select wakes_at from follow_up
          where responsible = desk.id and wakes_at is not null and (held_until is null or held_until <= $2)
          order by wakes_at, id limit 1
        ) as wakes_at) as free
      )
    from turn, unnest($1::text[]) with ordinality as visited (id, place)
    where desk.id = visited.id
    returning desk.next_at`,
};

const WAKE_DESKS: Statement = {
  name: 'wake desks',
  text: `
    insert into desk (id, next_at)
    select id, wakes_at from unnest($1::text[], $2::bigint[]) as waking (id, wakes_at) order by id collate "C"
    on conflict (id) do update set next_at = excluded.next_at where desk.next_at is null or desk.next_at > excluded.next_at`,
};

const GIVE: Statement = {
  name: 'give',
  text: `
    with given as materialized (select id from follow_up where responsible = $1 and ${IS_OPEN} order by id for update)
    update follow_up set responsible = $2, held_until = null, revision = revision + 1, attempts = 0
    from given where follow_up.id = given.id
    returning wakes_at`,
};
