import { KEY_PROCESSES, RahyariOrganizationId } from '@rahyar/domain';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { loans } from '../bank/loans.ts';
import type { promissoryNotes } from '../bank/promissory-notes.ts';
import { events } from '../every-partner/events.ts';
import { referral } from '../every-partner/referrals.ts';
import { webhooks } from '../every-partner/webhooks.ts';
import type { OpenWord } from '../open-word.ts';
import type { PartnerError } from '../partner-error.ts';
import { parsePartnerEvent } from '../partner-event.ts';
import { PROCESS_PARTNERS } from '../process-partners.ts';
import { ReferralV1 } from '../referral-v1.ts';
import { type Capability, capability, operationsOf, type PartnerContract, type PortOf, partnerContract } from './capability.ts';
import { type StateMachine, stateMachine, statesOf } from './machine.ts';
import { leavesOf } from './marks.ts';
import { create, list, read } from './operation.ts';
import { PARTNER_CONTRACTS, PROCESS_OPERATIONS } from './partner-contracts.ts';
import { resource } from './resource.ts';
import { sealed } from './sealed.ts';
import { choiceOf, openWordOf, SubjectRef } from './wire.ts';

const capabilitiesOf = (partners: readonly PartnerContract[]): readonly Capability[] => [
  ...new Set(partners.flatMap((partner) => Object.values(partner.capabilities))),
];
const CAPABILITIES = capabilitiesOf(PARTNER_CONTRACTS);
const OPERATIONS = operationsOf(CAPABILITIES);

describe('the catalogue', () => {
  it('offers everywhere what every partner must offer', () => {
    const common = ['common.referrals', 'common.followUps', 'common.events', 'common.webhooks'];
    for (const { id, capabilities } of PARTNER_CONTRACTS) {
      const ids = Object.values(capabilities).map((one) => one.id);
      expect({ id, missing: common.filter((one) => !ids.includes(one)) }).toEqual({ id, missing: [] });
    }
  });
});

describe('key processes', () => {
  it('each have a usual way of operations that exist, each once', () => {
    const ids = new Set(OPERATIONS.map(({ id }) => id));
    for (const process of KEY_PROCESSES) {
      const way = PROCESS_OPERATIONS[process];
      expect({ process, unknown: way.filter((id) => !ids.has(id)), twice: twice(way) }).toEqual({ process, unknown: [], twice: [] });
      expect(way.length).toBeGreaterThan(1);
    }
  });

  it.each(KEY_PROCESSES)('%s can be walked: between the calls only the partner and time move', (process) => {
    expect(stopsOn(PROCESS_OPERATIONS[process])).toEqual([]);
  });

  it('stops a way that cannot be walked', () => {
    expect(stopsOn(['bank.loans.submit'])).toEqual(['bank.loans.submit']);
    expect(stopsOn(['bank.loans.create', 'bank.loans.submit', 'bank.loans.cancel', 'bank.loans.submit'])).toEqual(['bank.loans.submit']);
  });

  it('agree with what the capabilities say they serve', () => {
    const said = KEY_PROCESSES.map((process) => [process, servingIds(({ processes }) => processes.includes(process))]);
    const walked = KEY_PROCESSES.map((process) => [
      process,
      servingIds((one) => PROCESS_OPERATIONS[process].some((id) => id.startsWith(`${one.id}.`))),
    ]);
    expect(said).toEqual(walked);
  });

  it('are known to be served by every partner that has a capability for them', () => {
    const missing = PARTNER_CONTRACTS.flatMap(({ id, capabilities }) =>
      Object.values(capabilities).flatMap(({ processes }) =>
        processes.filter((process) => !(PROCESS_PARTNERS[process] as readonly string[]).includes(id)).map((process) => [id, process]),
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('what is common', () => {
  it('sends exactly the referral of today, and never more', () => {
    const { send } = PARTNER_CONTRACTS[0]?.capabilities['referrals']?.operations ?? {};
    expect(Object.keys(send?.body.shape ?? {}).sort()).toEqual(Object.keys(ReferralV1.shape).sort());
    expect(ReferralV1.safeParse(send?.example).success).toBe(true);
    expect(referral.eventFields).toEqual(['referralId']);
  });

  it('brings events that the reader of events reads', () => {
    const page = events.operations.list.output.parse(events.operations.list.answerExample);
    const read = page.data.map((event) => parsePartnerEvent(event)._unsafeUnwrap());
    expect(read.map(({ kind }) => kind)).toEqual(['referralStateChanged']);
    expect(events.operations.list.query.safeParse({ since: 'evt_01J9ZCK3V7', limit: 100 }).success).toBe(true);
    expect(events.operations.list.query.safeParse({ since: '09120000000' }).success).toBe(false);
  });

  it('takes the secret of a webhook and never shows it', () => {
    const { subscribe } = webhooks.operations;
    const secret = `whsec_${'A'.repeat(44)}`;
    expect(sealed(subscribe.body).safeParse({ ...subscribe.example, scheme: 'shared_secret', secret }).success).toBe(true);
    expect(Object.values(webhooks.operations).filter(({ output }) => leavesOf(output).some(({ path }) => path.includes('secret')))).toEqual(
      [],
    );
    expect(leavesOf(subscribe.body).find(({ path }) => path[0] === 'secret')?.pii).not.toBe('none');
  });

  it.each([
    'http://rahyar.example/x',
    'https://a:b@rahyar.example/',
    'https://rahyar.example/?token=1',
    'https://rahyar.example/#x',
    'file:///x',
  ])('refuses %s as the address of a receiver', (url) => {
    expect(webhooks.operations.subscribe.body.safeParse({ ...webhooks.operations.subscribe.example, url }).success).toBe(false);
  });
});

describe('a further partner', () => {
  const visit = resource({
    name: 'visit',
    title: { fa: 'بازدید', en: 'visit' },
    prefix: 'visit',
    path: '/v1/visits',
    machine: stateMachine({
      states: { planned: { fa: 'برنامه‌ریزی‌شده', en: 'planned' }, done: { fa: 'انجام‌شده', en: 'done' } },
      initial: 'planned',
      transitions: [{ action: 'hold', from: ['planned'], to: 'done', by: 'partner' }],
    }),
    event: 'clinic.visit.state_changed',
    fields: { memberId: SubjectRef, ward: openWordOf(['eye', 'heart']) },
    example: { memberId: 'member-1', ward: 'eye' },
  });
  const clinic = partnerContract({
    id: RahyariOrganizationId.parse('clinic'),
    title: { fa: 'درمانگاه', en: 'Clinic' },
    capabilities: {
      visits: capability({
        id: 'clinic.visits',
        title: { fa: 'بازدید', en: 'Visits' },
        processes: [],
        resources: [visit],
        operations: {
          plan: create(visit, {
            summary: { fa: 'برنامهٔ بازدید', en: 'Plan a visit' },
            body: { memberId: SubjectRef, ward: choiceOf(['eye', 'heart']) },
            example: { memberId: 'member-1', ward: 'eye' },
            rejections: ['WARD_CLOSED'],
          }),
          get: read(visit, { summary: { fa: 'یک بازدید', en: 'One visit' } }),
          list: list(visit, { summary: { fa: 'بازدیدها', en: 'Visits' }, filters: { memberId: SubjectRef.optional() } }),
        },
      }),
    },
  });

  it('is described with the same words, and known to nobody else', () => {
    expect(
      operationsOf(Object.values(clinic.capabilities)).map(({ id, operation: { method, path } }) => `${id} ${method} ${path}`),
    ).toEqual(['clinic.visits.plan POST /v1/visits', 'clinic.visits.get GET /v1/visits/{id}', 'clinic.visits.list GET /v1/visits']);
    expectTypeOf<
      Extract<Awaited<ReturnType<PortOf<typeof clinic.capabilities.visits>['plan']>>, { error: unknown }>['error']
    >().toEqualTypeOf<PartnerError<'WARD_CLOSED'>>();
  });
});

describe('ports', () => {
  type Loans = PortOf<typeof loans>;
  type Value<Name extends keyof Loans> = Extract<Awaited<ReturnType<Loans[Name]>>, { value: unknown }>['value'];
  type Failure<Name extends keyof Loans> = Extract<Awaited<ReturnType<Loans[Name]>>, { error: unknown }>['error'];

  it('take what the request says, words by their letters', () => {
    expectTypeOf<Parameters<Loans['create']>[0]['kind']>().toEqualTypeOf<
      'zero_fee' | 'low_fee' | 'marriage' | 'child' | 'micro_business'
    >();
    expectTypeOf<Parameters<Loans['create']>[0]['memberId']>().toEqualTypeOf<string>();
    expectTypeOf<Parameters<Loans['attachGuarantee']>[0]['id']>().toEqualTypeOf<string>();
    expectTypeOf<{ id: string }>().toExtend<Parameters<Loans['get']>[0]>();
    expectTypeOf<{ id: string; kind: 'gold' }>().not.toExtend<Parameters<Loans['attachGuarantee']>[0]>();
  });

  it('give what the answer says, words left open', () => {
    expectTypeOf<Value<'create'>['state']>().toEqualTypeOf<OpenWord<LoanState>>();
    expectTypeOf<Value<'create'>['amount']>().toEqualTypeOf<{ value: number; currency: 'IRR' }>();
    expectTypeOf<Value<'list'>['data'][number]['stateVersion']>().toEqualTypeOf<number>();
    expectTypeOf<Value<'installments'>['data'][number]['number']>().toEqualTypeOf<number>();
  });

  it('fail with the codes of the operation alone', () => {
    expectTypeOf<Failure<'attachGuarantee'>>().toEqualTypeOf<PartnerError<'GUARANTOR_NOT_ACCEPTED'>>();
    expectTypeOf<Failure<'get'>>().toEqualTypeOf<PartnerError<never>>();
    expectTypeOf<Extract<Awaited<ReturnType<PortOf<typeof promissoryNotes>['revoke']>>, { error: unknown }>['error']>().toEqualTypeOf<
      PartnerError<'NOT_HOLDER'>
    >();
  });
});

type LoanState = keyof typeof import('../bank/loans.ts').LOAN_MACHINE.states;

const twice = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) !== index);

const servingIds = (serves: (one: Capability) => boolean): readonly string[] => CAPABILITIES.filter(serves).map(({ id }) => id);

/** The operations of a way at which no thing can be in a state that allows them. */
function stopsOn(way: readonly string[]): readonly string[] {
  const places = new Map<string, ReadonlySet<string>>();
  return way.filter((id) => {
    const effect = OPERATIONS.find((one) => one.id === id)?.operation.effect;
    if (effect === undefined || !('resource' in effect) || effect.kind === 'list' || effect.kind === 'search') return false;
    const { machine, name } = effect.resource;
    const made = OPERATIONS.some(({ operation }) => operation.effect.kind === 'create' && operation.effect.resource === effect.resource);
    const before = effect.kind === 'create' ? new Set([machine.initial]) : (places.get(name) ?? new Set(made ? [] : statesOf(machine)));
    const after =
      effect.kind === 'act'
        ? machine.transitions
            .filter(({ action, from }) => action === effect.action && from.some((state) => before.has(state)))
            .map(({ to }) => to)
        : [...before].filter((state) => effect.kind !== 'amend' || effect.inStates.includes(state));
    places.set(name, movedAlone(machine, after));
    return after.length === 0;
  });
}

function movedAlone(machine: StateMachine, states: readonly string[]): ReadonlySet<string> {
  const reached = new Set(states);
  for (const state of reached)
    for (const { from, to, by } of machine.transitions) if (by !== 'caller' && from.includes(state)) reached.add(to);
  return reached;
}
