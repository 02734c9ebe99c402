import { REFERRAL_STATES, type Referral } from '@rahyar/domain';
import type { CommandRow } from '../commands.ts';
import type { DeliveryNote, PartnerRows } from '../rows.ts';
import type { Connection } from './connection.ts';
import { present, readJson, wordOf } from './read-back.ts';

/** What is between us and partners: referrals, commands to them, deliveries from them. `now` is the moment of the transaction. */
export const partnerRows = (connection: Connection, now: () => number): PartnerRows => ({
  referral: async (id) => optional(connection.get<ReferralRow>(`select * from referral where id = ?`, id), referralOf),
  referralWithKey: async (key) =>
    optional(connection.get<ReferralRow>(`select * from referral where idempotency_key = ?`, key), referralOf),
  putReferral: async ({ id, idempotencyKey, subject, rahyar, partner, process, createdOn, state }) => {
    connection.run(
      `insert into referral (id, idempotency_key, subject, rahyar, partner, process, created_on, state) values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (id) do update set
         idempotency_key = excluded.idempotency_key, subject = excluded.subject, rahyar = excluded.rahyar, partner = excluded.partner,
         process = excluded.process, created_on = excluded.created_on, state = excluded.state`,
      ...[id, idempotencyKey, subject, rahyar, partner, process, createdOn, state],
    );
  },
  referrals: async ({ partner, states }) => {
    const rows =
      partner === undefined
        ? connection.all<ReferralRow>(`select * from referral order by created_on, id`)
        : connection.all<ReferralRow>(`select * from referral where partner = ? order by created_on, id`, partner);
    const referrals = rows.map(referralOf);
    return states === undefined ? referrals : referrals.filter(({ state }) => states.includes(state));
  },

  command: async (key) => optional(connection.get<StoredCommand>(`select * from command where key = ?`, key), commandOf),
  putCommand: async ({ key, operation, partner, input, ifMatch = null, beganAtMs, outcome = null }) => {
    connection.run(
      `insert or replace into command (key, operation, partner, input, if_match, began_at, outcome) values (?, ?, ?, ?, ?, ?, ?)`,
      ...[key, operation, partner, JSON.stringify(input), ifMatch, beganAtMs, outcome],
    );
  },
  commandsPending: async (partner) =>
    connection
      .all<StoredCommand>(`select * from command where partner = ? and outcome is null order by began_at, key`, partner)
      .map(commandOf),

  deliveryNotes: async (keys) =>
    present(keys, (key) => connection.get<DeliveryNote>(`select key, value, ends_at as endsAt from delivery_note where key = ?`, key)).map(
      (note) => ({ ...note }),
    ),
  putDeliveryNotes: async (notes) => {
    for (const { key, value, endsAt } of notes)
      connection.run(`insert or replace into delivery_note (key, value, ends_at) values (?, ?, ?)`, key, value, endsAt);
    // Twice as many that have ended go as came, so that they never pile up.
    connection.run(
      `delete from delivery_note where key in (select key from delivery_note where ends_at <= ? order by ends_at limit ?)`,
      now(),
      2 * notes.length,
    );
  },
  dropDeliveryNotes: async (keys) => {
    for (const key of keys) connection.run(`delete from delivery_note where key = ?`, key);
  },
});

type ReferralRow = Omit<Referral, 'idempotencyKey' | 'createdOn' | 'state'> & {
  readonly idempotency_key: string;
  readonly created_on: Referral['createdOn'];
  readonly state: string;
};
const referralOf = ({ id, subject, rahyar, partner, process, idempotency_key, created_on, state }: ReferralRow): Referral => ({
  id,
  subject,
  rahyar,
  partner,
  process,
  idempotencyKey: idempotency_key,
  createdOn: created_on,
  state: wordOf(REFERRAL_STATES, state),
});

type StoredCommand = Pick<CommandRow, 'key' | 'operation' | 'partner'> & {
  readonly input: string;
  readonly if_match: number | null;
  readonly began_at: number;
  readonly outcome: string | null;
};
const commandOf = ({ key, operation, partner, input, if_match, began_at, outcome }: StoredCommand): CommandRow => ({
  key,
  operation,
  partner,
  input: readJson(input),
  ...(if_match === null ? {} : { ifMatch: if_match }),
  beganAtMs: began_at,
  ...(outcome === null ? {} : { outcome: wordOf(['applied', 'not_applied'], outcome) }),
});

const optional = <Row, T>(row: Row | undefined, read: (row: Row) => T): T | undefined => (row === undefined ? undefined : read(row));
