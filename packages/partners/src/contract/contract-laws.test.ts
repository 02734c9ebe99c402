import { RahyariOrganizationId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Capability, PartnerContract } from './capability.ts';
import { CONTRACT_LAWS, contractFaults } from './contract-laws.ts';
import { stateMachine } from './machine.ts';
import { type AnyOperation, act, amend, create, list, read } from './operation.ts';
import { PARTNER_CONTRACTS } from './partner-contracts.ts';
import { type Resource, resource } from './resource.ts';
import { choiceOf, NationalIdV1, openWordOf, SubjectRef } from './wire.ts';

const fa = 'بازدید';
const label = { fa, en: 'visit' };
const visit = resource({
  name: 'visit',
  title: label,
  prefix: 'visit',
  path: '/v1/visits',
  machine: stateMachine({
    states: { planned: label, done: label },
    initial: 'planned',
    transitions: [{ action: 'hold', from: ['planned'], to: 'done', by: 'caller' }],
  }),
  event: 'clinic.visit.state_changed',
  fields: { memberId: SubjectRef, ward: openWordOf(['eye', 'heart']), guests: z.array(z.object({ guest: SubjectRef })).max(3) },
  example: { memberId: 'member-1', ward: 'eye', guests: [] },
});
const plan = create(visit, {
  summary: label,
  body: { memberId: SubjectRef, ward: choiceOf(['eye', 'heart']) },
  example: { memberId: 'member-1', ward: 'eye' },
  rejections: ['WARD_CLOSED'],
});
const hold = act(visit, 'hold', { summary: label });
const invite = amend(visit, 'guests', {
  summary: label,
  body: { guest: SubjectRef },
  example: { guest: 'member-2' },
  appendTo: 'guests',
  inStates: ['planned'],
});
const found = list(visit, { summary: label, filters: { memberId: SubjectRef.optional() } });
const sound: Readonly<Record<string, AnyOperation>> = { plan, hold, invite, get: read(visit, { summary: label }), list: found };

/** A clinic with some of its description changed. */
const clinic = (
  operations: Readonly<Record<string, AnyOperation>> = {},
  changes: Partial<Capability> = {},
  others: Readonly<Record<string, Capability>> = {},
): PartnerContract => ({
  id: RahyariOrganizationId.parse('clinic'),
  title: label,
  capabilities: {
    visits: { id: 'clinic.visits', title: label, processes: [], resources: [visit], operations: { ...sound, ...operations }, ...changes },
    ...others,
  },
});

/** The clinic with another kind of visit in the place of the sound one, in all its operations. */
const withVisit = (changes: Partial<Resource>): PartnerContract => {
  const other = { ...visit, ...changes };
  const operations = Object.entries(sound).map(([name, operation]) => [
    name,
    { ...operation, effect: { ...operation.effect, resource: other } } as AnyOperation,
  ]);
  return clinic(Object.fromEntries(operations), { resources: [other] });
};

const { effect } = invite;
if (effect.kind !== 'amend') throw new Error('invariant: an amendment amends');

/** A dishonest change of the description for each law, which that law and no other must tell. */
const SABOTEURS: Readonly<Record<string, PartnerContract>> = {
  'names-once': clinic({}, {}, { again: { id: 'clinic.visits', title: label, processes: [], resources: [], operations: {} } }),
  'names-in-form': clinic({ plan: { ...plan, path: '/v1/Visits_new' } }),
  'addresses-once': clinic({ again: found }),
  'both-languages': clinic({ hold: { ...hold, summary: { fa: 'visit', en: 'visit' } } }),
  'own-things': clinic({ get: read({ ...visit }, { summary: label }) }),
  'sound-machines': withVisit({ machine: { ...visit.machine, states: { ...visit.machine.states, lost: label } } }),
  'callers-steps': clinic({}, { operations: { plan, invite, list: found } }),
  'sound-amendments': clinic({ invite: { ...invite, effect: { ...effect, inStates: ['gone'] } } }),
  'true-examples': clinic({ invite: { ...invite, example: { guest: 'member-2', more: 1 } } }),
  'whole-things': withVisit({
    fields: z.object({ ...visit.fields.shape, memberId: SubjectRef.max(3).or(z.literal('member-0')) }),
    example: { ...visit.example, memberId: 'member-0' },
  }),
  'marked-fields': clinic({ list: list(visit, { summary: label, filters: { memberId: NationalIdV1.optional() } }) }),
  'apart-names': clinic({ list: { ...found, body: found.query } }),
  'known-filters': clinic({ list: list(visit, { summary: label, filters: { colour: SubjectRef.optional() } }) }),
  'open-answers': clinic({ get: { ...sound['get'], output: z.object({ mood: choiceOf(['good', 'bad']) }) } as AnyOperation }),
  'sound-codes': clinic({ plan: { ...plan, rejections: ['ward closed'] } }),
  'commands-apart': clinic({ hold: { ...hold, needsKey: false } }),
};

describe('the laws of a contract', () => {
  it('are kept by our partners, and by a sound further one beside them', () => {
    expect(contractFaults(PARTNER_CONTRACTS)).toEqual([]);
    expect(contractFaults([...PARTNER_CONTRACTS, clinic()])).toEqual([]);
  });

  it('each have a saboteur', () => {
    expect(Object.keys(SABOTEURS)).toEqual(CONTRACT_LAWS.map(({ name }) => name));
  });

  it('want a remedy to be a step that the caller takes on the thing in the way', () => {
    const withRemedy = (cancel: string) => clinic({ plan: { ...plan, conflicts: ['VISIT_OPEN'], remedies: { VISIT_OPEN: { cancel } } } });
    const { machine } = visit;
    const stepBy = (who: string) => machine.transitions.find(({ by }) => by === who)?.action ?? '';
    expect(contractFaults([withRemedy(stepBy('caller'))])).toEqual([]);
    for (const action of [stepBy('partner'), 'vanish'])
      expect(contractFaults([withRemedy(action)])).toEqual([expect.objectContaining({ law: 'sound-codes' })]);
  });

  it.each(Object.entries(SABOTEURS))('%s: the saboteur is told by this law and no other', (name, partner) => {
    expect([...new Set(contractFaults([partner]).map(({ law }) => law))]).toEqual([name]);
  });
});
