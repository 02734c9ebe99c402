import type { Referral } from '@rahyar/domain';
import type { CommandRow } from '../commands.ts';
import type { DeliveryNote, PartnerRows } from '../rows.ts';
import { keyedTable, put, seek } from './keyed-table.ts';
import type { Statement, Transaction } from './transaction.ts';

/** What passes between us and partners: referrals, commands and deliveries. */
export const partnerRows = (transaction: Transaction): PartnerRows => ({
  referral: async (id) => (await seek<{ body: Referral }>(transaction, referralTable, [id]))[0]?.body,
  referralWithKey: async (key) => (await seek<{ body: Referral }>(transaction, referralTableByKey, [key]))[0]?.body,
  putReferral: async (referral) => {
    await put(transaction, referralTable, [referralRowOf(referral)]);
    transaction.missingFor(referralTableByKey.anyOf).delete(referral.idempotencyKey);
  },
  referrals: async ({ partner, states }) =>
    (await transaction.ask<{ body: Referral }>(REFERRALS, [partner ?? null, states ?? null])).map(({ body }) => body),

  command: async (key) => (await seek<CommandColumns>(transaction, commandTable, [key])).map(commandOf)[0],
  putCommand: (command) => put(transaction, commandTable, [commandRowOf(command)]),
  commandsPending: async (partner) => (await transaction.ask<CommandColumns>(COMMANDS_PENDING, [partner])).map(commandOf),

  deliveryNotes: async (keys) =>
    (await seek<{ key: string; value: number; ends_at: number }>(transaction, noteTable, keys)).map(({ ends_at, ...note }) => ({
      ...note,
      endsAt: ends_at,
    })),
  putDeliveryNotes: async (notes) => {
    await put(transaction, noteTable, notes.map(noteRowOf));
    await transaction.tell(DROP_ENDED, [transaction.nowMs, notes.map(({ key }) => key)]);
  },
  dropDeliveryNotes: async (keys) => {
    await transaction.tell(DROP_NOTES, [keys]);
  },
});

const referralRowOf = (referral: Referral): { readonly [column: string]: unknown } => ({
  id: referral.id,
  idempotency_key: referral.idempotencyKey,
  partner: referral.partner,
  state: referral.state,
  created_on: referral.createdOn,
  body: JSON.stringify(referral),
});

type CommandColumns = { readonly body: Omit<CommandRow, 'outcome'>; readonly outcome: CommandRow['outcome'] | null };

const commandOf = ({ body, outcome }: CommandColumns): CommandRow =>
  outcome === null || outcome === undefined ? body : { ...body, outcome };

const commandRowOf = ({ outcome, ...body }: CommandRow): { readonly [column: string]: unknown } => ({
  key: body.key,
  partner: body.partner,
  began_at: body.beganAtMs,
  outcome: outcome ?? null,
  body: JSON.stringify(body),
});

const noteRowOf = ({ key, value, endsAt }: DeliveryNote): { readonly [column: string]: unknown } => ({ key, value, ends_at: endsAt });

const REFERRAL_COLUMNS = { id: 'text', idempotency_key: 'text', partner: 'text', state: 'text', created_on: 'text', body: 'json' } as const;
const referralTable = keyedTable('referral', 'id', REFERRAL_COLUMNS);
const referralTableByKey = keyedTable('referral', 'id', REFERRAL_COLUMNS, { by: 'idempotency_key' });
const commandTable = keyedTable('command', 'key', { key: 'text', partner: 'text', began_at: 'bigint', outcome: 'text', body: 'json' });
const noteTable = keyedTable('delivery_note', 'key', { key: 'text', value: 'bigint', ends_at: 'bigint' });

const REFERRALS: Statement = {
  name: 'referrals',
  text: `
    select body from referral
    where ($1::text is null or partner = $1) and ($2::text[] is null or state = any($2::text[]))
    order by created_on, id`,
};

const COMMANDS_PENDING: Statement = {
  name: 'commands pending',
  text: 'select body, outcome from command where partner = $1 and outcome is null order by began_at, key',
};

const DROP_NOTES: Statement = { name: 'drop notes', text: 'delete from delivery_note where key = any($1::text[])' };

/** A few at a time, as new ones come. */
const DROP_ENDED: Statement = {
  name: 'drop ended notes',
  text: `
    delete from delivery_note where key in (
      select key from delivery_note where ends_at <= $1 and key <> all($2::text[]) order by ends_at limit 20 for update skip locked
    )`,
};
