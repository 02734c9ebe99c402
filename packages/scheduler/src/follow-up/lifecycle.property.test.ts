import { FOLLOW_UP_STATES, type FollowUpState } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, actsOpenTo, ENDED_STATES, FOLLOW_UP_ACTORS, FOLLOW_UP_ACTS, type FollowUpAct, isOwed } from './lifecycle.ts';

const acts = Object.keys(FOLLOW_UP_ACTS) as FollowUpAct[];
const state = fc.constantFrom(...FOLLOW_UP_STATES);
const actor = fc.constantFrom(...FOLLOW_UP_ACTORS);

/** All states that any sequence of acts by anybody leads to. */
function reachableFrom(start: FollowUpState): ReadonlySet<FollowUpState> {
  const reached = new Set([start]);
  for (const from of reached) {
    for (const does of acts) {
      for (const by of FOLLOW_UP_ACTORS) act(from, does, by).map((to) => reached.add(to));
    }
  }
  return reached;
}

describe('the lifecycle of a follow-up', () => {
  it('leads from scheduled to every state', () => {
    expect([...reachableFrom('scheduled')].sort()).toEqual([...FOLLOW_UP_STATES].sort());
  });

  it('ends in done and cancelled, and nowhere else; from every other state an end can be reached', () => {
    expect(ENDED_STATES).toEqual(['done', 'cancelled']);
    for (const from of FOLLOW_UP_STATES) expect([from, reachableFrom(from).has('done')]).toEqual([from, from !== 'cancelled']);
    for (const ended of ENDED_STATES) expect([...reachableFrom(ended)]).toEqual([ended]);
  });

  it('lets a rahyar, a secretary, an assistant and the member cancel whatever is open', () => {
    for (const from of FOLLOW_UP_STATES) {
      for (const by of FOLLOW_UP_ACTORS) {
        const mayCancel = isOwed(from) && ['rahyar', 'affairsSecretary', 'assistantSecretary', 'member'].includes(by);
        expect([from, by, act(from, 'cancel', by).isOk()]).toEqual([from, by, mayCancel]);
      }
    }
  });

  it('lets the clock only fall due, wake, miss and escalate', () => {
    const byClock = acts.filter((does) => FOLLOW_UP_STATES.some((from) => act(from, does, 'clock').isOk()));
    expect(byClock).toEqual(['fallDue', 'wake', 'miss', 'escalate']);
  });

  it('lets an answer come only from whom it was asked, or from whoever took it', () => {
    expect(act('waitingForPartner', 'partnerAnswers', 'partner')._unsafeUnwrap()).toBe('inProgress');
    expect(act('waitingForPartner', 'partnerAnswers', 'member')._unsafeUnwrapErr()).toMatchObject({ because: 'actor' });
    expect(act('waitingForMember', 'partnerAnswers', 'partner')._unsafeUnwrapErr()).toMatchObject({ because: 'state' });
  });

  it('refuses by the state before it refuses by the actor, and allows exactly what it lists', () => {
    fc.assert(
      fc.property(state, actor, fc.constantFrom(...acts), (from, by, does) => {
        const result = act(from, does, by);
        expect(actsOpenTo(by, from).includes(does)).toBe(result.isOk());
        const nobodyMay = FOLLOW_UP_ACTORS.every((other) => act(from, does, other).isErr());
        if (result.isErr()) expect(result.error.because).toBe(nobodyMay ? 'state' : 'actor');
        else expect(result.value).toBe(FOLLOW_UP_ACTS[does].to);
      }),
    );
  });
});

describe('who may do what', () => {
  it('is what the table says, and no more', () => {
    const rows = FOLLOW_UP_STATES.flatMap((from) =>
      FOLLOW_UP_ACTORS.map((by) => `${from} ${by}: ${actsOpenTo(by, from).join(' ')}`).filter((row) => !row.endsWith(': ')),
    );
    expect(rows).toMatchInlineSnapshot(`
      [
        "scheduled rahyar: begin snooze cancel",
        "scheduled supportOfficer: begin snooze",
        "scheduled affairsSecretary: begin snooze cancel",
        "scheduled assistantSecretary: begin snooze cancel",
        "scheduled member: cancel",
        "scheduled clock: fallDue",
        "due rahyar: begin askPartner askMember snooze complete escalate cancel",
        "due supportOfficer: begin askPartner askMember snooze complete escalate",
        "due affairsSecretary: begin askPartner askMember snooze complete escalate cancel",
        "due assistantSecretary: begin askPartner askMember snooze complete escalate cancel",
        "due member: cancel",
        "due clock: miss escalate",
        "inProgress rahyar: askPartner askMember snooze complete escalate cancel",
        "inProgress supportOfficer: askPartner askMember snooze complete escalate",
        "inProgress affairsSecretary: askPartner askMember snooze complete escalate cancel",
        "inProgress assistantSecretary: askPartner askMember snooze complete escalate cancel",
        "inProgress member: cancel",
        "inProgress clock: escalate",
        "waitingForPartner rahyar: partnerAnswers complete escalate cancel",
        "waitingForPartner supportOfficer: partnerAnswers complete escalate",
        "waitingForPartner affairsSecretary: partnerAnswers complete escalate cancel",
        "waitingForPartner assistantSecretary: partnerAnswers complete escalate cancel",
        "waitingForPartner member: cancel",
        "waitingForPartner partner: partnerAnswers",
        "waitingForPartner clock: escalate",
        "waitingForMember rahyar: memberAnswers complete escalate cancel",
        "waitingForMember supportOfficer: memberAnswers complete escalate",
        "waitingForMember affairsSecretary: memberAnswers complete escalate cancel",
        "waitingForMember assistantSecretary: memberAnswers complete escalate cancel",
        "waitingForMember member: memberAnswers cancel",
        "waitingForMember clock: escalate",
        "snoozed rahyar: begin wake cancel",
        "snoozed supportOfficer: begin wake",
        "snoozed affairsSecretary: begin wake cancel",
        "snoozed assistantSecretary: begin wake cancel",
        "snoozed member: cancel",
        "snoozed clock: wake",
        "missed rahyar: begin snooze complete escalate cancel",
        "missed supportOfficer: begin snooze complete escalate",
        "missed affairsSecretary: begin snooze complete escalate cancel",
        "missed assistantSecretary: begin snooze complete escalate cancel",
        "missed member: cancel",
        "missed clock: escalate",
        "escalated rahyar: begin complete cancel",
        "escalated supportOfficer: begin complete",
        "escalated affairsSecretary: begin complete handBack cancel",
        "escalated assistantSecretary: begin complete handBack cancel",
        "escalated member: cancel",
      ]
    `);
  });
});
