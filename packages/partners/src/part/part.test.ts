import { RAHYARI_ORGANIZATIONS } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { isFinal, type StateMachine, statesOf, transitionFrom } from '../contract/machine.ts';
import { leavesOf, markOf } from '../contract/marks.ts';
import { sealed } from '../contract/sealed.ts';
import { knownWordsOf } from '../contract/wire.ts';
import { CONSENT_MACHINE, consents } from './consents.ts';
import { CREDIT_ASSESSMENT_MACHINE, CREDIT_GRADES, creditAssessment, creditAssessments } from './credit-assessments.ts';
import { identityChecks } from './identity-checks.ts';
import { IDENTITY_VERIFICATION_MACHINE, identityVerification, identityVerifications } from './identity-verifications.ts';
import { part } from './index.ts';
import { SIGNATURE_MACHINE, SIGNATURE_VALID_MINUTES, signature, signatures } from './signatures.ts';

const walk = (machine: StateMachine, steps: readonly string[]): string =>
  steps.reduce((state, action) => transitionFrom(machine, state, action)?.to ?? `no ${action} from ${state}`, machine.initial);
const finalStates = (machine: StateMachine): readonly string[] => statesOf(machine).filter((state) => isFinal(machine, state));

describe('Part', () => {
  it('has the name that the registry gives it', () => {
    expect(RAHYARI_ORGANIZATIONS.find(({ id }) => id === part.id)?.label).toEqual(part.title);
  });

  it('serves credit assessment, signatures and biometric verification', () => {
    expect(creditAssessments.processes).toEqual(['creditAssessment']);
    expect(signatures.processes).toContain('digitalSignature');
    expect(identityVerifications.processes).toEqual(['biometricVerification']);
  });

  it.each([
    [
      'رضایت، نتیجه، و پایان اعتبار پس از یک سال',
      CREDIT_ASSESSMENT_MACHINE,
      ['ask_for_consent', 'collect', 'complete', 'expire'],
      'expired',
    ],
    ['the member never answers', CREDIT_ASSESSMENT_MACHINE, ['ask_for_consent', 'expire'], 'expired'],
    ['a source does not answer', CREDIT_ASSESSMENT_MACHINE, ['collect', 'fail'], 'failed'],
    ['withdrawn while collecting', CREDIT_ASSESSMENT_MACHINE, ['collect', 'cancel'], 'cancelled'],
    ['رضایت داده و سپس پس گرفته می‌شود', CONSENT_MACHINE, ['grant', 'revoke'], 'revoked'],
    ['the member says no', CONSENT_MACHINE, ['decline'], 'declined'],
    ['a consent runs out', CONSENT_MACHINE, ['grant', 'expire'], 'expired'],
    ['بار دوم درست می‌شود', IDENTITY_VERIFICATION_MACHINE, ['open_capture', 'complete', 'ask_again', 'complete', 'verify'], 'verified'],
    ['a person reviews and refuses', IDENTITY_VERIFICATION_MACHINE, ['open_capture', 'complete', 'refer_to_person', 'reject'], 'rejected'],
    ['no capture comes', IDENTITY_VERIFICATION_MACHINE, ['open_capture', 'expire'], 'expired'],
    ['امضا و تحویل', SIGNATURE_MACHINE, ['notify', 'show', 'accept_signature', 'deliver'], 'delivered'],
    ['a signer refuses', SIGNATURE_MACHINE, ['notify', 'show', 'reject'], 'rejected'],
    ['the guarantor does not sign within a day', SIGNATURE_MACHINE, ['notify', 'expire'], 'expired'],
    ['called off before anybody signed', SIGNATURE_MACHINE, ['notify', 'cancel'], 'cancelled'],
  ] as const)('%s', (_, machine, steps, end) => {
    expect(walk(machine, steps)).toBe(end);
  });

  it('has no way out of an end but the ones told above', () => {
    expect(finalStates(CREDIT_ASSESSMENT_MACHINE)).toEqual(['expired', 'failed', 'cancelled']);
    expect(finalStates(CONSENT_MACHINE)).toEqual(['declined', 'revoked', 'expired']);
    expect(finalStates(IDENTITY_VERIFICATION_MACHINE)).toEqual(['verified', 'rejected', 'expired']);
    expect(finalStates(SIGNATURE_MACHINE)).toEqual(['delivered', 'rejected', 'expired', 'cancelled']);
  });
});

describe('Merat', () => {
  it('has four grades, the best one first', () => {
    expect(CREDIT_GRADES).toEqual(['excellent', 'fully_suitable', 'suitable', 'unsuitable']);
    expect(knownWordsOf(creditAssessment.fields.shape.grade.unwrap())).toEqual(CREDIT_GRADES);
  });

  it('shows a result that is valid for twelve months', () => {
    const { issuedAt, validUntil } = creditAssessment.example;
    const end = new Date(issuedAt ?? '');
    end.setUTCFullYear(end.getUTCFullYear() + 1);
    expect(new Date(validUntil ?? '')).toEqual(end);
  });

  it('refuses a request that names neither a hub nor a core by a code, since a schema cannot', () => {
    const { hubId: _, ...nameless } = creditAssessments.operations.request.example;
    expect(creditAssessments.operations.request.body.safeParse(nameless).success).toBe(true);
    expect(creditAssessments.operations.request.rejections).toContain('CORE_OR_HUB_ID_REQUIRED');
  });

  it('hides grade, ceiling and income in what leaves the client', () => {
    const { grade, guaranteeCeiling, maxMonthlyInstallment, monthlyNetIncome } = creditAssessment.fields.shape;
    expect([grade, guaranteeCeiling, maxMonthlyInstallment, monthlyNetIncome].map(markOf)).toEqual(Array(4).fill('financial'));
  });
});

describe('signatures', () => {
  it('wait for one day unless the caller says otherwise, up to thirty days', () => {
    expect(SIGNATURE_VALID_MINUTES).toBe(24 * 60);
    expect(signature.example.validForMinutes).toBe(SIGNATURE_VALID_MINUTES);
    const { validForMinutes } = signatures.operations.create.body.shape;
    expect([undefined, 1, 43_200].every((minutes) => validForMinutes.safeParse(minutes).success)).toBe(true);
    expect([0, 43_201, 1.5].some((minutes) => validForMinutes.safeParse(minutes).success)).toBe(false);
  });

  it('are given by one to ten signers, and the signed document has a digest and an address that ends', () => {
    const { signers } = signatures.operations.create.body.shape;
    expect(signers.safeParse([]).success).toBe(false);
    expect(Object.keys(signatures.operations.download.output.shape)).toEqual(['url', 'sha256', 'expiresAt']);
  });
});

describe('identity', () => {
  it('comes back as a decision and a band: no score, no number of a card, no picture', () => {
    const shown = leavesOf(identityVerification.schema).map(({ path }) => path.join('.'));
    expect(shown).toEqual(expect.arrayContaining(['decision', 'scoreBand', 'attemptsLeft']));
    for (const hidden of ['nationalId', 'birthDate', 'cardSerial', 'score']) expect(shown).not.toContain(hidden);
  });

  it('tells of the nightly closure where a verification is begun and ended', () => {
    const { start, complete } = identityVerifications.operations;
    for (const { summary } of [start, complete]) expect(summary.en).toContain('23:00');
  });

  it('is asked about in a body, never in an address', () => {
    for (const { method, path, effect } of Object.values(identityChecks.operations)) {
      expect([method, effect.kind]).toEqual(['POST', 'compute']);
      expect(path).not.toContain('{');
    }
  });

  it('may be almost certain of an account: yes, no, most possible', () => {
    expect(knownWordsOf(identityChecks.operations.ibanOwnership.output.shape.answer)).toEqual(['yes', 'no', 'most_possible']);
  });

  it('is agreed to for at least one named purpose', () => {
    const body = sealed(consents.operations.create.body);
    expect(body.safeParse({ ...consents.operations.create.example, purposes: [] }).success).toBe(false);
    expect(body.safeParse({ ...consents.operations.create.example, purposes: ['everything'] }).success).toBe(false);
    expect(body.safeParse(consents.operations.create.example).success).toBe(true);
  });
});
