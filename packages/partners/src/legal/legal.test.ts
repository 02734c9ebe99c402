import { RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { isFinal, type StateMachine, statesOf, transitionFrom } from '../contract/machine.ts';
import { sealed } from '../contract/sealed.ts';
import { CASE_MACHINE, cases } from './cases.ts';
import { legal } from './index.ts';

const walk = (machine: StateMachine, steps: readonly string[]): string =>
  steps.reduce((state, action) => transitionFrom(machine, state, action)?.to ?? `no ${action} from ${state}`, machine.initial);

const TO_JUDGMENT = ['review', 'send_notice', 'mediate', 'file', 'hear', 'issue_judgment'] as const;

describe('Novin Dadfar', () => {
  it('has the name that the registry gives it', () => {
    expect(RAHYARI_ORGANIZATIONS.find(({ id }) => id === legal.id)?.label).toEqual(legal.title);
  });

  it.each([
    ['سازش پیش از دادگاه', ['review', 'mediate', 'settle'], 'settled'],
    ['the whole way to the enforcement of a judgment', [...TO_JUDGMENT, 'enforce', 'settle'], 'settled'],
    ['the member pays after the notice and the case is closed', ['review', 'send_notice', 'close'], 'closed'],
    ['no standing', ['review', 'reject'], 'rejected'],
  ] as const)('%s', (_, steps, end) => {
    expect(walk(CASE_MACHINE, steps)).toBe(end);
  });

  it('has no way out of an end but the ones told above', () => {
    expect(statesOf(CASE_MACHINE).filter((state) => isFinal(CASE_MACHINE, state))).toEqual(['settled', 'closed', 'rejected']);
  });

  it('goes to court only after a notice or a mediation', () => {
    expect(transitionFrom(CASE_MACHINE, 'under_review', 'file')).toBeUndefined();
  });

  it('leaves a judgment that is being enforced to the court', () => {
    expect(transitionFrom(CASE_MACHINE, 'judgment_issued', 'close')?.by).toBe('caller');
    expect(transitionFrom(CASE_MACHINE, 'enforcement', 'close')).toBeUndefined();
  });

  it('takes a payment plan at every stage at which it can be settled', () => {
    const { effect } = cases.operations.agreePaymentPlan;
    const settling = CASE_MACHINE.transitions.find(({ action }) => action === 'settle');
    expect(effect.kind === 'amend' && effect.inStates).toEqual(settling?.from);
  });

  it('shows a plan that pays the claim in full', () => {
    const { paymentPlan } = cases.operations.agreePaymentPlan.body.parse(cases.operations.agreePaymentPlan.example);
    const { claimAmount } = sealed(cases.operations.openCase.body).parse(cases.operations.openCase.example);
    expect(paymentPlan.installmentCount * paymentPlan.installmentAmount.value).toBe(claimAmount.value);
  });

  it('is told what the matter is about by the id of another partner, which names nobody', () => {
    const { related } = cases.operations.openCase.body.shape;
    expect(related.safeParse({ kind: 'loan', id: 'loan_01J9ZC2V4N' }).success).toBe(true);
    expect(related.safeParse({ kind: 'loan', id: '0012345679' }).success).toBe(false);
  });
});
