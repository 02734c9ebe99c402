import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, compute, create, list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { AmountV1, choiceOf, DayV1, idOf, MoneyV1, openWordOf, PositiveAmountV1, SubjectRef, Title } from '../contract/wire.ts';

/** What is posted is never changed: a wrong entry is reversed, and the reversal is an entry of its own. */
export const ENTRY_MACHINE = stateMachine({
  states: {
    posted: { fa: 'ثبت‌شده', en: 'posted' },
    reversed: { fa: 'برگشت‌خورده', en: 'reversed' },
  },
  initial: 'posted',
  transitions: [{ action: 'reverse', from: ['posted'], to: 'reversed', by: 'caller' }],
});

/** A code of the chart of accounts. */
const Account = marked('none', z.string().regex(/^\d{2,8}$/, 'value.format'));
const REVERSAL_REASONS = ['wrong_amount', 'wrong_account', 'duplicate', 'order_cancelled', 'other'] as const;

export const entry = resource({
  name: 'entry',
  title: { fa: 'سند حسابداری', en: 'accounting entry' },
  prefix: 'entry',
  path: '/v1/entries',
  machine: ENTRY_MACHINE,
  event: 'fardap.entry.state_changed',
  fields: {
    /** Whose book it is: a member, or a core. */
    bookOf: SubjectRef,
    bookedOn: DayV1,
    title: Title,
    lines: z
      .array(z.object({ account: Account, side: openWordOf(['debit', 'credit']), amount: PositiveAmountV1 }))
      .min(2)
      .max(200),
    reason: openWordOf(REVERSAL_REASONS).optional(),
    reversedBy: idOf('entry').optional(),
  },
  example: {
    bookOf: 'core-3',
    bookedOn: '2026-11-26',
    title: 'فروش دو جاجیم',
    lines: [
      { account: '1101', side: 'debit', amount: { value: 76_000_000, currency: 'IRR' } },
      { account: '4101', side: 'credit', amount: { value: 70_000_000, currency: 'IRR' } },
      { account: '2301', side: 'credit', amount: { value: 6_000_000, currency: 'IRR' } },
    ],
  },
});

/**
 * The books of members and cores. The debits of an entry must be as much as its credits, in rial to the last one: a schema cannot say so,
 * the partner checks it and turns an entry down with `UNBALANCED_ENTRY`.
 */
export const accounting = capability({
  id: 'fardap.accounting',
  title: { fa: 'حسابداری اعضا', en: "Members' accounting" },
  processes: ['memberIdentification'],
  resources: [entry],
  operations: {
    postEntry: create(entry, {
      summary: { fa: 'ثبت سند تراز', en: 'Post a balanced entry' },
      body: {
        bookOf: SubjectRef,
        bookedOn: DayV1,
        title: Title,
        lines: z
          .array(z.object({ account: Account, side: choiceOf(['debit', 'credit']), amount: PositiveAmountV1 }))
          .min(2)
          .max(200),
      },
      example: {
        bookOf: 'core-3',
        bookedOn: '2026-11-26',
        title: 'فروش دو جاجیم',
        lines: [
          { account: '1101', side: 'debit', amount: { value: 76_000_000, currency: 'IRR' } },
          { account: '4101', side: 'credit', amount: { value: 70_000_000, currency: 'IRR' } },
          { account: '2301', side: 'credit', amount: { value: 6_000_000, currency: 'IRR' } },
        ],
      },
      rejections: ['UNBALANCED_ENTRY', 'PERIOD_CLOSED', 'ACCOUNT_UNKNOWN'],
    }),
    get: read(entry, { summary: { fa: 'یک سند', en: 'One entry' } }),
    list: list(entry, {
      summary: { fa: 'سندهای یک دفتر', en: 'The entries of a book' },
      filters: { bookOf: SubjectRef.optional(), bookedOn: DayV1.optional(), state: choiceOf(['posted', 'reversed']).optional() },
    }),
    reverse: act(entry, 'reverse', {
      summary: { fa: 'برگشت سند', en: 'Reverse an entry' },
      body: { reason: choiceOf(REVERSAL_REASONS) },
      example: { reason: 'duplicate' },
      rejections: ['PERIOD_CLOSED'],
    }),
    statement: compute('/v1/statements', {
      summary: {
        fa: 'صورت‌حساب یک دفتر از روز نخست تا روز آخر، هر دو روز به‌شمار می‌آیند',
        en: 'The statement of a book, both the first and the last day included',
      },
      body: { bookOf: SubjectRef, from: DayV1, to: DayV1 },
      example: { bookOf: 'core-3', from: '2026-11-22', to: '2026-12-21' },
      output: z.object({
        bookOf: SubjectRef,
        from: DayV1,
        to: DayV1,
        period: openWordOf(['open', 'closed']),
        accounts: z.array(z.object({ account: Account, opening: MoneyV1, debit: AmountV1, credit: AmountV1, closing: MoneyV1 })).max(1_000),
      }),
      answerExample: {
        bookOf: 'core-3',
        from: '2026-11-22',
        to: '2026-12-21',
        period: 'open',
        accounts: [
          {
            account: '1101',
            opening: { value: 12_000_000, currency: 'IRR' },
            debit: { value: 76_000_000, currency: 'IRR' },
            credit: { value: 0, currency: 'IRR' },
            closing: { value: 88_000_000, currency: 'IRR' },
          },
        ],
      },
    }),
  },
});
