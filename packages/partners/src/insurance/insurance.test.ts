import { RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { isFinal, type StateMachine, statesOf, transitionFrom } from '../contract/machine.ts';
import { sealed } from '../contract/sealed.ts';
import { CLAIM_MACHINE, claims } from './claims.ts';
import { insurance } from './index.ts';
import { POLICY_MACHINE, policies, policy } from './policies.ts';
import { INSURANCE_PRODUCTS, QUOTE_MACHINE, quotes } from './quotes.ts';

const walk = (machine: StateMachine, steps: readonly string[]): string =>
  steps.reduce((state, action) => transitionFrom(machine, state, action)?.to ?? `no ${action} from ${state}`, machine.initial);
const finalStates = (machine: StateMachine): readonly string[] => statesOf(machine).filter((state) => isFinal(machine, state));

describe('the insurance brokerage', () => {
  it('has the name that the registry gives it', () => {
    expect(RAHYARI_ORGANIZATIONS.find(({ id }) => id === insurance.id)?.label).toEqual(insurance.title);
  });

  it('serves none of the twelve processes', () => {
    expect([quotes, policies, claims].flatMap(({ processes }) => processes)).toEqual([]);
  });

  it('sells the four products seen in its shop', () => {
    expect(INSURANCE_PRODUCTS).toEqual(['third_party_motor', 'comprehensive_motor', 'motorcycle', 'life']);
  });

  it.each([
    ['قیمت پذیرفته می‌شود', QUOTE_MACHINE, ['accept'], 'accepted'],
    ['nobody accepts in time', QUOTE_MACHINE, ['expire'], 'expired'],
    ['یک سال پوشش کامل', POLICY_MACHINE, ['confirm_payment', 'begin_cover', 'expire'], 'expired'],
    ['the premium is never paid', POLICY_MACHINE, ['expire'], 'expired'],
    ['an instalment of the premium is missed', POLICY_MACHINE, ['confirm_payment', 'begin_cover', 'lapse'], 'lapsed'],
    ['the vehicle is sold', POLICY_MACHINE, ['confirm_payment', 'begin_cover', 'cancel'], 'cancelled'],
    ['مدرک می‌رسد و خسارت پرداخت می‌شود', CLAIM_MACHINE, ['ask_for_documents', 'assess', 'approve', 'pay', 'close'], 'closed'],
    ['the loss is not covered', CLAIM_MACHINE, ['assess', 'deny', 'close'], 'closed'],
    ['the papers never come', CLAIM_MACHINE, ['ask_for_documents', 'lapse'], 'closed'],
  ] as const)('%s', (_, machine, steps, end) => {
    expect(walk(machine, steps)).toBe(end);
  });

  it('has no way out of an end but the ones told above', () => {
    expect(finalStates(QUOTE_MACHINE)).toEqual(['accepted', 'expired']);
    expect(finalStates(POLICY_MACHINE)).toEqual(['lapsed', 'cancelled', 'expired']);
    expect(finalStates(CLAIM_MACHINE)).toEqual(['closed']);
  });

  it('pays no claim that was not approved', () => {
    expect(transitionFrom(CLAIM_MACHINE, 'denied', 'pay')).toBeUndefined();
    expect(transitionFrom(CLAIM_MACHINE, 'assessing', 'pay')).toBeUndefined();
  });

  it('sells a policy on a quote only, at the price of the quote', () => {
    const body = sealed(policies.operations.purchase.body);
    const { example } = policies.operations.purchase;
    expect(body.safeParse(example).success).toBe(true);
    expect(body.safeParse({ ...example, premium: policy.example.premium }).success).toBe(false);
    expect(policies.operations.purchase.rejections).toEqual(expect.arrayContaining(['QUOTE_EXPIRED', 'QUOTE_NOT_ACCEPTED']));
  });

  it('shows a cover whose last day is the day before the same day a year later', () => {
    const { coverageFrom, coverageTo } = policy.example;
    expect(Date.parse(coverageTo) - Date.parse(coverageFrom)).toBe(364 * 86_400_000);
  });
});
