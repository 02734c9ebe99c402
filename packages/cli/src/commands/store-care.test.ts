import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FollowUp, Instant } from '@rahyar/domain';
import { openSqliteStore } from '@rahyar/store/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { backup, doctor, restore } from './store-care.ts';

const folder = mkdtempSync(join(tmpdir(), 'rahyar-care-'));
const at = (name: string): string => join(folder, name);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const NINE = Date.parse('2026-11-28T05:30:00Z');

beforeAll(async () => {
  const store = (await openSqliteStore(at('store.sqlite'), { nowMs: () => NINE }))._unsafeUnwrap();
  const followUp = FollowUp.parse({
    id: 'f-1',
    subject: 'subject-1',
    responsible: 'rahyar-1',
    rule: 'cadence.activeMember',
    dueOn: '2026-11-28',
    state: 'scheduled',
  });
  (await store.putFollowUps([{ followUp, wakesAt: Instant.parse('2026-11-28T05:30:00Z') }]))._unsafeUnwrap();
  (await store.close())._unsafeUnwrap();
  writeFileSync(at('page.html'), '<html lang="fa"></html>');
});

function listener() {
  const said: string[] = [];
  const data: object[] = [];
  const terminal: Terminal = {
    language: 'en',
    stage: () => ({ progress: () => undefined, done: () => 0 }),
    say: (text) => said.push(text),
    result: (row) => data.push(row),
    complain: (text) => said.push(text),
  };
  return { terminal, said, data };
}

describe('care of a store', () => {
  it('copies a store and makes one of the copy, and neither writes over a file', async () => {
    const { terminal } = listener();
    expect(await backup(at('store.sqlite'), at('copy.sqlite'), terminal)).toBe(EXIT.ok);
    expect(await backup(at('store.sqlite'), at('copy.sqlite'), terminal)).toBe(EXIT.usage);
    expect(await restore(at('copy.sqlite'), at('again.sqlite'), terminal)).toBe(EXIT.ok);
    expect(await restore(at('copy.sqlite'), at('again.sqlite'), terminal)).toBe(EXIT.usage);
    const store = (await openSqliteStore(at('again.sqlite')))._unsafeUnwrap();
    expect((await store.condition(true))._unsafeUnwrap()).toMatchObject({ faults: [], openFollowUps: 1 });
    await store.close();
  });

  it('says that nobody takes up what is long due', async () => {
    const { terminal, said, data } = listener();
    expect(await doctor(at('store.sqlite'), { thorough: true }, terminal)).toBe(EXIT.brokenRules);
    expect(data).toMatchObject([{ isWell: false, waitingFollowUps: 1, faults: [] }]);
    expect(said.at(-1)).toBe('Nobody takes up what is due: is the process for it at work?');
  });

  it.each([
    ['no file', 'nothing.sqlite', EXIT.usage],
    ['a file that is no store', 'page.html', EXIT.internal],
  ])('refuses %s, and makes none', async (_, name, code) => {
    const { terminal } = listener();
    expect(await doctor(at(name), { thorough: false }, terminal)).toBe(code);
    expect(await backup(at(name), at(`${name}.copy`), terminal)).toBe(code);
    expect(await restore(at(name), at(`${name}.made`), terminal)).toBe(code);
  });

  it('tells nothing of the address of a database that does not answer', async () => {
    const { terminal, said } = listener();
    expect(await doctor('postgres://user:secret@127.0.0.1:1/members', { thorough: false }, terminal)).toBe(EXIT.internal);
    expect(said.join()).not.toMatch(/secret|members|127/);
  });
});
