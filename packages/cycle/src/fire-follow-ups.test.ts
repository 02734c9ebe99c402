import { FollowUp, Instant, StaffId } from '@rahyar/domain';
import { SERVICE_HOURS, type ServiceHours } from '@rahyar/scheduler';
import { createMemoryStore, type Message } from '@rahyar/store';
import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { type Channel, deliverMessages, MESSAGE_ATTEMPTS } from './deliver-messages.ts';
import { type Firing, fireFollowUps } from './fire-follow-ups.ts';

const MINUTE = 60_000;
const NINE = Date.parse('2026-11-28T05:30:00Z');
const at = (ms: number): Instant => Instant.parse(new Date(ms).toISOString());
const staff = (id: string): StaffId => StaffId.parse(id);

const followUp = (id: string, changes: object = {}) =>
  FollowUp.parse({
    id,
    subject: 'subject-1',
    responsible: 'rahyar-1',
    rule: 'cadence.activeMember',
    dueOn: '2026-11-28',
    state: 'scheduled',
    ...changes,
  });

const ALWAYS: ServiceHours = SERVICE_HOURS.onlineRahyari;
const TERMS = { limit: 10, leaseMs: 5 * MINUTE };

/** A day at nine in Tehran; windows close after an hour, and matters go up to an officer after two and to a secretary after three. */
function world({ tellingHours = ALWAYS }: { tellingHours?: ServiceHours } = {}) {
  let nowMs = NINE;
  const store = createMemoryStore({ nowMs: () => nowMs });
  const firing: Firing = {
    store,
    now: () => at(nowMs),
    courseOf: () =>
      ok({
        closesAt: at(NINE + 60 * MINUTE),
        goesUp: [
          { to: staff('officer-1'), at: at(NINE + 120 * MINUTE) },
          { to: staff('secretary-1'), at: at(NINE + 180 * MINUTE) },
        ],
      }),
    tellingHours,
    channel: 'file',
  };
  return {
    store,
    firing,
    wait: (minutes: number) => {
      nowMs += minutes * MINUTE;
    },
    fire: async () => (await fireFollowUps(firing, TERMS))._unsafeUnwrap(),
    stateOf: async (id: string) => (await store.getFollowUp(FollowUp.shape.id.parse(id)))._unsafeUnwrap(),
  };
}

async function deliverAll({ store, firing }: Pick<ReturnType<typeof world>, 'store' | 'firing'>, channel: Channel) {
  const { now, tellingHours } = firing;
  return (await deliverMessages({ store, channels: { file: channel }, now, tellingHours, random: () => 0 }, TERMS))._unsafeUnwrap();
}

describe('fireFollowUps', () => {
  it('lets a follow-up fall due, miss its window and go up level by level, each once and told to whoever has it then', async () => {
    const { store, firing, fire, wait, stateOf } = world();
    await store.putFollowUps([{ followUp: followUp('f-1'), wakesAt: at(NINE) }]);
    const seen: (readonly [string, string])[] = [];
    for (let hour = 0; hour < 5; hour++) {
      await fire();
      const { followUp: now } = await stateOf('f-1');
      seen.push([now.state, now.responsible]);
      expect(await fire()).toEqual({ taken: 0, changed: 0, overtaken: 0 });
      wait(60);
    }
    expect(seen).toEqual([
      ['due', 'rahyar-1'],
      ['missed', 'rahyar-1'],
      ['escalated', 'officer-1'],
      ['escalated', 'secretary-1'],
      ['escalated', 'secretary-1'],
    ]);
    const told: Message[] = [];
    await deliverAll({ store, firing }, async (message) => {
      told.push(message);
      return ok(undefined);
    });
    expect(told.map(({ kind, to, about }) => [kind, to, about])).toEqual([
      ['followUpDue', 'rahyar-1', 'f-1'],
      ['followUpEscalated', 'officer-1', 'f-1'],
      ['followUpEscalated', 'secretary-1', 'f-1'],
    ]);
  });

  it('fires nothing before its moment, and nothing that was cancelled after it was taken', async () => {
    const { store, firing, fire, wait, stateOf } = world();
    await store.putFollowUps([{ followUp: followUp('f-1'), wakesAt: at(NINE + MINUTE) }]);
    expect(await fire()).toEqual({ taken: 0, changed: 0, overtaken: 0 });
    wait(1);
    const overtaken: Firing = {
      ...firing,
      store: {
        claimFollowUps: store.claimFollowUps,
        changeFollowUps: (changes) =>
          store
            .changeFollowUps([{ key: 'cancel-1', id: followUp('f-1').id, state: 'cancelled', by: 'rahyar-1' }])
            .andThen(() => store.changeFollowUps(changes)),
      },
    };
    expect((await fireFollowUps(overtaken, TERMS))._unsafeUnwrap()).toEqual({ taken: 1, changed: 0, overtaken: 1 });
    expect((await stateOf('f-1')).followUp.state).toBe('cancelled');
    expect((await store.claimMessages({ ...TERMS }))._unsafeUnwrap()).toEqual([]);
  });

  it('takes up again what a process left behind, when its lease ends', async () => {
    const { store, fire, wait, stateOf } = world();
    await store.putFollowUps([{ followUp: followUp('f-1'), wakesAt: at(NINE) }]);
    expect((await store.claimFollowUps(TERMS))._unsafeUnwrap()).toHaveLength(1);
    expect((await fire()).taken).toBe(0);
    wait(5);
    expect(await fire()).toEqual({ taken: 1, changed: 1, overtaken: 0 });
    expect((await stateOf('f-1')).followUp.state).toBe('due');
  });

  it('wakes what was put off, and tells of it again under another key', async () => {
    const { store, firing, fire, wait, stateOf } = world();
    await store.putFollowUps([{ followUp: followUp('f-1'), wakesAt: at(NINE) }]);
    await fire();
    await store.changeFollowUps([
      { key: 'snooze-1', id: followUp('f-1').id, state: 'snoozed', by: 'rahyar-1', wakesAt: at(NINE + 30 * MINUTE) },
    ]);
    wait(30);
    await fire();
    expect((await stateOf('f-1')).followUp.state).toBe('due');
    const keys: string[] = [];
    await deliverAll({ store, firing }, async ({ key }) => {
      keys.push(key);
      return ok(undefined);
    });
    expect(new Set(keys).size).toBe(2);
  });

  it('comes to an end and leaves nobody out, though somebody comes twice above', async () => {
    const { store, firing, fire, wait, stateOf } = world();
    await store.putFollowUps([{ followUp: followUp('f-1'), wakesAt: at(NINE) }]);
    const [officer, secretary] = [staff('officer-1'), staff('secretary-1')];
    const goesUp = [officer, secretary, officer].map((to) => ({ to, at: at(NINE) }));
    const circular: Firing = { ...firing, courseOf: () => ok({ closesAt: at(NINE), goesUp }) };
    wait(60);
    let turns = 0;
    while (turns < 20 && (await fireFollowUps(circular, TERMS))._unsafeUnwrap().taken > 0) turns += 1;
    expect(turns).toBeLessThan(20);
    expect((await stateOf('f-1')).followUp).toMatchObject({ state: 'escalated', responsible: 'secretary-1' });
    expect((await store.readAudit(0, 100))._unsafeUnwrap().map(({ entry }) => entry.because)).toEqual([
      'fallDue',
      'miss',
      'escalate',
      'escalate',
    ]);
    expect(await fire()).toEqual({ taken: 0, changed: 0, overtaken: 0 });
  });

  it('tells in the hours of telling: what falls due at night is told in the morning', async () => {
    const { store, firing, fire, wait } = world({ tellingHours: { ...SERVICE_HOURS.faceVerification } });
    wait(15 * 60);
    await store.putFollowUps([{ followUp: followUp('f-1'), wakesAt: at(NINE) }]);
    await fire();
    expect(await deliverAll({ store, firing }, async () => ok(undefined))).toEqual({ taken: 0, sent: 0, later: 0, dead: 0 });
    wait(7 * 60);
    expect((await deliverAll({ store, firing }, async () => ok(undefined))).sent).toBe(1);
  });
});

describe('deliverMessages', () => {
  const message = (key: string): Message => ({ key, channel: 'file', to: 'rahyar-1', kind: 'followUpDue', about: 'f-1' });

  it('tries again later what may go better, with growing waits, and gives up in the end', async () => {
    const { store, firing, wait } = world();
    await store.putMessages([message('m-1')]);
    let attempts = 0;
    for (let hour = 0; hour < 24 * 4; hour++) {
      const { taken } = await deliverAll({ store, firing }, async () => err('later'));
      attempts += taken;
      wait(60);
    }
    expect(attempts).toBe(MESSAGE_ATTEMPTS);
    expect((await store.condition())._unsafeUnwrap().deadMessages).toBe(1);
  });

  it('gives up at once what will never go, and takes a channel that throws for one that may go later', async () => {
    const { store, firing } = world();
    await store.putMessages([message('m-1'), message('m-2')]);
    const outcome = await deliverAll({ store, firing }, async ({ key }) => {
      if (key === 'm-1') return err('never');
      throw new Error('the line is down');
    });
    expect(outcome).toEqual({ taken: 2, sent: 0, later: 1, dead: 1 });
  });
});
