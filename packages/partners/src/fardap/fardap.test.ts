import { RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { isFinal, type StateMachine, statesOf, transitionFrom } from '../contract/machine.ts';
import { sealed } from '../contract/sealed.ts';
import { accounting, ENTRY_MACHINE, entry } from './accounting.ts';
import { BOOTH_MACHINE, booths } from './booths.ts';
import { fardap } from './index.ts';
import { LISTING_MACHINE, listings } from './listings.ts';

const walk = (machine: StateMachine, steps: readonly string[]): string =>
  steps.reduce((state, action) => transitionFrom(machine, state, action)?.to ?? `no ${action} from ${state}`, machine.initial);
const finalStates = (machine: StateMachine): readonly string[] => statesOf(machine).filter((state) => isFinal(machine, state));

describe('Fardap', () => {
  it('has the name that the registry gives it', () => {
    expect(RAHYARI_ORGANIZATIONS.find(({ id }) => id === fardap.id)?.label).toEqual(fardap.title);
  });

  it('serves the booths and the offers of the twelve processes', () => {
    expect([booths.processes, listings.processes]).toEqual([['satBoothSetup'], ['satOffering']]);
  });

  it.each([
    ['تعریف، اصلاح، گشودن و بستن سات', BOOTH_MACHINE, ['submit', 'ask_for_changes', 'submit', 'approve', 'publish', 'close'], 'closed'],
    ['stopped for a while and opened again', BOOTH_MACHINE, ['submit', 'approve', 'publish', 'suspend', 'publish', 'close'], 'closed'],
    ['the market says no', BOOTH_MACHINE, ['submit', 'reject'], 'rejected'],
    ['کالا منتشر و روزی برداشته می‌شود', LISTING_MACHINE, ['publish', 'approve', 'pause', 'resume', 'withdraw'], 'withdrawn'],
    ['sent back, written anew and published', LISTING_MACHINE, ['publish', 'send_back', 'publish', 'approve', 'withdraw'], 'withdrawn'],
    ['a prohibited item is found later', LISTING_MACHINE, ['publish', 'approve', 'reject'], 'rejected'],
    ['سند برگشت می‌خورد', ENTRY_MACHINE, ['reverse'], 'reversed'],
  ] as const)('%s', (_, machine, steps, end) => {
    expect(walk(machine, steps)).toBe(end);
  });

  it('has no way out of an end but the ones told above', () => {
    expect(finalStates(BOOTH_MACHINE)).toEqual(['closed', 'rejected']);
    expect(finalStates(LISTING_MACHINE)).toEqual(['withdrawn', 'rejected']);
    expect(finalStates(ENTRY_MACHINE)).toEqual(['reversed']);
  });
});

describe('SAT', () => {
  const { define, update, submit } = booths.operations;

  it.each(['coreId', 'leaderId', 'originAddress'])('cannot be defined without %s', (name) => {
    const pointers = sealed(define.body)
      .safeParse({ ...define.example, [name]: undefined })
      .error?.issues.map(({ path }) => path.join('/'));
    expect(pointers).toContain(name);
  });

  it('needs a core that has its identifier, which a code says', () => {
    expect(define.rejections).toContain('CORE_IDENTIFIER_REQUIRED');
  });

  it('is submitted with the version of the rules that was accepted and the signed contract', () => {
    expect(submit.body.safeParse({}).success).toBe(false);
    expect(submit.body.safeParse(submit.example).success).toBe(true);
    expect(submit.rejections).toEqual(expect.arrayContaining(['RULES_VERSION_OUTDATED', 'CONTRACT_NOT_SIGNED']));
  });

  it('goes to the market by the leader, and only after approval', () => {
    expect(transitionFrom(BOOTH_MACHINE, 'approved', 'publish')?.by).toBe('caller');
    expect(transitionFrom(BOOTH_MACHINE, 'submitted', 'publish')).toBeUndefined();
  });

  it('is edited against the version last seen; an edit moves it to no other core', () => {
    expect(update.takesIfMatch).toBe(true);
    expect(sealed(update.body).safeParse({ coreId: 'core-4' }).success).toBe(false);
  });
});

describe('listings', () => {
  it('set the stock to a count of zero or more, against the version last seen', () => {
    const { adjustStock } = listings.operations;
    expect(adjustStock.takesIfMatch).toBe(true);
    expect(adjustStock.body.safeParse({ stock: 0 }).success).toBe(true);
    expect(adjustStock.body.safeParse({ stock: -1 }).success).toBe(false);
  });

  it('are free of charge in no case', () => {
    const { price } = listings.operations.create.body.shape;
    expect(price.safeParse({ value: 0, currency: 'IRR' }).success).toBe(false);
    expect(price.safeParse({ value: 1, currency: 'IRR' }).success).toBe(true);
  });
});

describe('accounting', () => {
  const sumOf = (side: string): number =>
    entry.example.lines.filter((line) => line.side === side).reduce((sum, { amount }) => sum + amount.value, 0);

  it('shows an entry whose debits are as much as its credits', () => {
    expect(sumOf('debit')).toBe(sumOf('credit'));
    expect(sumOf('debit')).toBeGreaterThan(0);
  });

  it('turns an unbalanced entry down by a code, since a schema cannot; an entry of one line breaks the schema', () => {
    const { body, example, rejections } = accounting.operations.postEntry;
    const [first, second] = entry.example.lines;
    expect(body.safeParse({ ...example, lines: [first, second] }).success).toBe(true);
    expect(body.safeParse({ ...example, lines: [first] }).success).toBe(false);
    expect(rejections).toContain('UNBALANCED_ENTRY');
  });

  it('shows a statement that adds up', () => {
    const { accounts } = accounting.operations.statement.output.parse(accounting.operations.statement.answerExample);
    expect(accounts).not.toEqual([]);
    for (const { opening, debit, credit, closing } of accounts) expect(opening.value + debit.value - credit.value).toBe(closing.value);
  });
});
