import { instantOf } from '../../moment.ts';
import type { PlannedFollowUp } from '../../records.ts';
import type { Store } from '../../store.ts';
import { agree } from '../agree.ts';
import { allValues, gives, refuses, valueIn } from '../expect-answer.ts';
import { changeNumber, FAR_AHEAD, followUpId, LONG_AGO, plannedNumber } from '../specimens.ts';
import { type Exercises, NOW_MS } from './exercise.ts';

const LEASE_MS = 60_000;

const claim = async (store: Store, limit: number): Promise<string[]> =>
  (await valueIn(store.claimFollowUps({ limit, leaseMs: LEASE_MS }))).map(({ followUp }) => followUp.id);

/** `count` follow-ups of one member of staff, named after them; each wakes a second after the one before. */
const backlogOf = (staff: string, count: number, beganAt = Date.parse(LONG_AGO)): PlannedFollowUp[] =>
  [...Array(count).keys()].map((index) =>
    plannedNumber(0, { id: `${staff}-${String(index).padStart(5, '0')}`, responsible: staff }, instantOf(beganAt + 1_000 * index)),
  );

export const CLAIM_EXERCISES: Exercises = {
  'claims what has woken, the earliest first, then by id; never what sleeps': async (store) => {
    await gives(
      store.putFollowUps([
        plannedNumber(1),
        plannedNumber(2, {}, '2000-01-01T00:00:00Z'),
        plannedNumber(3, {}, FAR_AHEAD),
        plannedNumber(4, {}, null),
        plannedNumber(0),
      ]),
      5,
    );
    agree(await claim(store, 10), ['followUp-2', 'followUp-0', 'followUp-1'], 'the claim');
    agree(await claim(store, 10), [], 'the next claim');
  },

  'counts a claim as a revision and an attempt': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const [taken] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    agree([taken?.revision, taken?.attempts], [2, 1], 'revision and attempts');
    await gives(store.getFollowUp(followUpId(1)), taken);
    await valueIn(store.changeFollowUps([changeNumber(1, { state: 'snoozed', wakesAt: LONG_AGO, ifRevision: 2 })]));
    const [again] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    agree([again?.followUp.state, again?.revision, again?.attempts], ['snoozed', 4, 1], 'after a change');
  },

  'leaves a claim alone when the same is planned again, and voids it when another is': async (store) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const [taken] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    await gives(store.putFollowUps([plannedNumber(1)]), 0);
    await gives(store.getFollowUp(followUpId(1)), taken);
    await gives(store.putFollowUps([plannedNumber(1, {}, '2000-01-01T00:00:00Z')]), 1);
    const [late] = await valueIn(store.changeFollowUps([changeNumber(1, { ifRevision: taken?.revision })]));
    agree(late?.kind, 'stale', 'the claim from before');
    agree(await claim(store, 1), ['followUp-1'], 'what is planned anew is free');
  },

  'claims no more than the limit': async (store) => {
    await gives(store.putFollowUps([1, 2, 3, 4, 5].map((number) => plannedNumber(number))), 5);
    agree((await claim(store, 2)).length, 2, 'the first claim');
    agree((await claim(store, 2)).length, 2, 'the second');
    agree((await claim(store, 2)).length, 1, 'the third');
  },

  'refuses terms of a claim that make no sense': async (store) => {
    for (const terms of [
      { limit: 0, leaseMs: LEASE_MS },
      { limit: 1.5, leaseMs: LEASE_MS },
      { limit: 1, leaseMs: 0 },
      { limit: 1, leaseMs: Number.NaN },
    ]) {
      await refuses(store.claimFollowUps(terms), { kind: 'invalid', what: 'terms' });
      await refuses(store.claimMessages(terms), { kind: 'invalid', what: 'terms' });
    }
  },

  'lets members of staff take turns, whoever was served longest ago first': async (store) => {
    await gives(store.putFollowUps(['c', 'a', 'b'].flatMap((staff) => backlogOf(staff, 3))), 9);
    const order: string[] = [];
    for (let turn = 0; turn < 9; turn++) order.push(...(await claim(store, 1)));
    agree(order, ['a-00000', 'b-00000', 'c-00000', 'a-00001', 'b-00001', 'c-00001', 'a-00002', 'b-00002', 'c-00002'], 'the turns');
  },

  'shares one claim between the desks whose turn it is': async (store) => {
    await gives(store.putFollowUps(['a', 'b', 'c'].flatMap((staff) => backlogOf(staff, 10))), 30);
    agree(
      await claim(store, 16),
      [...backlogOf('a', 8), ...backlogOf('b', 8)].map(({ followUp }) => followUp.id),
      'two desks of eight each',
    );
    agree(
      await claim(store, 16),
      [...backlogOf('c', 8), ...backlogOf('a', 10).slice(8), ...backlogOf('b', 10).slice(8), ...backlogOf('c', 10).slice(8)].map(
        ({ followUp }) => followUp.id,
      ),
      'the desk that was not visited first; then whoever has some left, until nobody has',
    );
  },

  'finds the one that is due behind any number of desks whose work is done': async (store) => {
    const done = [...Array(40).keys()].map((number) => plannedNumber(number, { responsible: `a-${String(number).padStart(2, '0')}` }));
    await gives(store.putFollowUps([...done, plannedNumber(40, { responsible: 'z' })]), 41);
    await valueIn(store.changeFollowUps(done.map((_, number) => changeNumber(number, { key: `done-${number}`, state: 'done' }))));
    agree(await claim(store, 1), ['followUp-40'], 'the only one that is due');
  },

  'keeps nobody waiting behind a backlog of thousands': async (store) => {
    await gives(store.putFollowUps(backlogOf('busy', 3_000, Date.parse('2000-01-01T00:00:00Z'))), 3_000);
    agree((await claim(store, 8)).length, 8, 'the backlog begins');
    await gives(store.putFollowUps(['x', 'y', 'z'].flatMap((staff) => backlogOf(staff, 1))), 3);
    agree((await claim(store, 24)).slice(0, 4), ['x-00000', 'y-00000', 'z-00000', 'busy-00008'], 'three who have just come');
    agree((await claim(store, 24)).length, 24, 'the backlog goes on');
  },

  'claims each follow-up once, however many claim at once': async (store) => {
    const planned = ['a', 'b', 'c', 'd'].flatMap((staff) => backlogOf(staff, 10));
    await gives(store.putFollowUps(planned), 40);
    const taken: string[] = [];
    for (let round = 0; round < 40 && taken.length < 40; round++) {
      const claims = await allValues([1, 2, 3, 4].map(() => store.claimFollowUps({ limit: 3, leaseMs: LEASE_MS })));
      taken.push(...claims.flat().map(({ followUp }) => followUp.id));
    }
    agree(taken.sort(), planned.map(({ followUp }) => followUp.id).sort(), 'what was claimed');
  },
};

/** What needs a clock that the suite sets. */
export const LEASE_EXERCISES: Exercises = {
  'holds a claim for its lease, and no longer': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const [taken] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    agree([taken?.wakesAt, taken?.heldUntil], [LONG_AGO, instantOf(NOW_MS + LEASE_MS)], 'when it woke, and the end of the lease');
    clock.set(NOW_MS + LEASE_MS - 1);
    agree(await claim(store, 1), [], 'within the lease');
    clock.set(NOW_MS + LEASE_MS);
    const [again] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    agree([again?.revision, again?.attempts], [3, 2], 'after the lease');
  },

  'gives a follow-up whose lease is over before what woke later': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1, {}, instantOf(NOW_MS)), plannedNumber(2, {}, instantOf(NOW_MS + 1))]), 2);
    agree(await claim(store, 1), ['followUp-1'], 'the first claim');
    clock.set(NOW_MS + 1);
    agree(await claim(store, 1), ['followUp-2'], 'within the lease');
    await gives(store.putFollowUps([plannedNumber(3, {}, instantOf(NOW_MS + 2))]), 1);
    clock.set(NOW_MS + 1 + LEASE_MS);
    agree(await claim(store, 3), ['followUp-1', 'followUp-2', 'followUp-3'], 'after both leases');
  },

  'gives a follow-up again however often nobody brought it to an end': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    for (let attempt = 1; attempt <= 15; attempt++) {
      agree((await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS })))[0]?.attempts, attempt, 'attempts');
      clock.set(NOW_MS + LEASE_MS * attempt);
    }
  },

  'gives a follow-up at its moment, not before': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1, {}, instantOf(NOW_MS + 1))]), 1);
    agree(await claim(store, 1), [], 'before');
    clock.set(NOW_MS + 1);
    agree(await claim(store, 1), ['followUp-1'], 'at its moment');
  },

  'refuses the token of a lease that another has taken over': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1)]), 1);
    const [first] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    clock.set(NOW_MS + LEASE_MS);
    const [second] = await valueIn(store.claimFollowUps({ limit: 1, leaseMs: LEASE_MS }));
    const late = await valueIn(store.changeFollowUps([changeNumber(1, { key: 'late', ifRevision: first?.revision })]));
    agree(late, [{ kind: 'stale', record: second }], 'the late one');
    const [own] = await valueIn(store.changeFollowUps([changeNumber(1, { key: 'own', ifRevision: second?.revision })]));
    agree(own?.kind, 'changed', 'the one that holds it');
  },

  'fires nothing early and loses nothing when the clock goes back and on again': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1, {}, instantOf(NOW_MS)), plannedNumber(2, {}, instantOf(NOW_MS + 10))]), 2);
    agree(await claim(store, 5), ['followUp-1'], 'the first claim');
    clock.set(NOW_MS - LEASE_MS);
    await gives(store.putFollowUps([plannedNumber(3, {}, instantOf(NOW_MS - 1))]), 1);
    agree(await claim(store, 5), [], 'while the clock is back');
    clock.set(NOW_MS + 10);
    agree(await claim(store, 5), ['followUp-3', 'followUp-2'], 'when it has gone on');
    clock.set(NOW_MS + LEASE_MS);
    agree(await claim(store, 5), ['followUp-1'], 'after the lease');
  },

  'looks at a desk whose leases run again since the clock went back, and gives it its turn': async (store, clock) => {
    await gives(store.putFollowUps([1, 2].map((number) => plannedNumber(number, { responsible: 'a' }, instantOf(NOW_MS)))), 2);
    agree(await claim(store, 2), ['followUp-1', 'followUp-2'], 'the first claim');
    clock.set(NOW_MS + LEASE_MS);
    agree(await claim(store, 1), ['followUp-1'], 'when both leases are over');
    clock.set(NOW_MS + LEASE_MS / 2);
    await gives(store.putFollowUps([plannedNumber(3, { responsible: 'b' }, instantOf(NOW_MS))]), 1);
    agree(await claim(store, 2), ['followUp-3'], 'when they run again');
    clock.set(NOW_MS + 3 * LEASE_MS);
    agree(await claim(store, 16), ['followUp-3', 'followUp-1', 'followUp-2'], 'whose turn it is then');
  },

  'comes back to a desk when the earliest of its follow-ups wakes': async (store, clock) => {
    await gives(store.putFollowUps([plannedNumber(1, {}, FAR_AHEAD), plannedNumber(2, {}, instantOf(NOW_MS + 50))]), 2);
    agree(await claim(store, 5), [], 'too early');
    await gives(store.putFollowUps([plannedNumber(3, {}, instantOf(NOW_MS + 20))]), 1);
    clock.set(NOW_MS + 20);
    agree(await claim(store, 5), ['followUp-3'], 'the one that came in between');
    clock.set(NOW_MS + 50);
    agree(await claim(store, 5), ['followUp-2'], 'the other');
  },
};
