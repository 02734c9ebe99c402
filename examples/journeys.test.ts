/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SHIPPED_JOURNEYS } from '@rahyar/scheduler';
import { describe, expect, it } from 'vitest';

/** The state of each chapter and what it speaks of, worked out by hand from the facts of the story. */
const required: Readonly<Record<string, readonly string[]>> = {
  membership: ['blocked', 'waiting: review', 'invalid: documentsIncomplete', 'overdue: review', 'done'],
  effectiveCommunication: ['ready: learn', 'ready: practise', 'blocked: contactUnwanted', 'done'],
  memberIdentification: ['ready: learn', 'invalid: postalCodeOnly', 'invalid: postalCodeOnly', 'done'],
  creditAssessment: ['blocked', 'waiting: result', 'overdue: result', 'overdue: result', 'done', 'expired'],
  promissoryNotePurchase: [
    'ready: fillDraft',
    'conflict: openDraft',
    'waiting: guarantorSignature',
    'expired: guarantorSignature',
    'waiting: finalise',
    'done',
  ],
  loanRequest: [
    'waiting: documentMatching',
    'lost: documentMatching',
    'waiting: approve',
    'ready: signContract',
    'waiting: payOut',
    'done',
    'overdue: overdueInstalment',
    'overdue: overdueInstalment',
  ],
  digitalSignature: ['ready: installApp', 'waiting: issue', 'done', 'expired: phoneChanged', 'expired: signingRequest'],
  biometricVerification: ['closed: filmFace', 'ready: filmFace', 'invalid: poorLight', 'blocked: failedThrice', 'waiting: result', 'done'],
  digitalCheque: ['blocked', 'blocked: lastBookUnregistered', 'waiting: issueBook', 'overdue: receiverSilent', 'done'],
  coreIdIssuance: ['ready: tellDetails', 'ready: introduce', 'invalid: oldSystemOnly', 'waiting: issue', 'overdue: issue', 'done'],
  satBoothSetup: ['blocked', 'ready: fillIn', 'invalid: originAddressEmpty', 'waiting: open', 'done'],
  satOffering: ['ready: describe', 'waiting: deliver', 'overdue: deliveryLate', 'done', 'conflict: goodsWrong'],
  overdueInstalment: [
    'ready: learnCause',
    'waiting: beforeLegalSide',
    'lost: beforeLegalSide',
    'blocked: cannotPay',
    'waiting: pay',
    'overdue: paidNotBooked',
    'done',
  ],
  legalMatter: [
    'ready: openMatter',
    'ready: proposePlan',
    'conflict: planRefused',
    'waiting: agreePlan',
    'waiting: planInstalment',
    'lost: planInstalment',
    'waiting: closeMatter',
    'done',
  ],
  insuranceRenewal: ['ready: compare', 'waiting: issue', 'done', 'done', 'expired'],
  insuranceClaim: ['waiting: reportInTime', 'invalid: proofMissing', 'waiting: assess', 'conflict: claimDisputed', 'done'],
  parcelDelivery: ['ready: register', 'invalid: addressWrong', 'waiting: deliver', 'overdue: deliver', 'lost: lostOnTheWay', 'done'],
  trainingCourse: ['blocked: courseFull', 'waiting: courseEnd', 'lost: courseEnd', 'overdue: certify', 'done'],
  marketOrder: [
    'ready: support',
    'blocked: creditShort',
    'waiting: confirm',
    'overdue: sellerSilent',
    'waiting: deliver',
    'conflict: goodsWrong',
  ],
  ledgerCorrection: ['ready: readLedger', 'waiting: correct', 'invalid: unitMistaken', 'overdue: correct', 'done'],
};

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const fileOf = (journey: string): string => journey.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('the stories of the journeys', () => {
  it('are one for each journey, with an outcome file each and a line in the README', () => {
    const journeys = SHIPPED_JOURNEYS.journeys.map(({ id }) => id);
    expect(Object.keys(required)).toEqual(journeys);
    const files = journeys.map(fileOf).sort();
    expect(readdirSync(path('journeys')).sort()).toEqual([...files, 'story'].sort().map((name) => `${name}.ts`));
    expect(readdirSync(path('outcomes/journeys')).sort()).toEqual(files.map((name) => `${name}.txt`));
    const readme = readFileSync(path('README.md'), 'utf8');
    expect(files.filter((name) => !readme.includes(`](journeys/${name}.ts)`))).toEqual([]);
  });

  it.each(Object.entries(required))('%s comes to what is required, and prints what its outcome file holds', async (journey, states) => {
    const { story } = (await import(`./journeys/${fileOf(journey)}.ts`)) as { story: { states: string[]; text: string } };
    expect(story.states).toEqual(states);
    expect(`${story.text}\n`).toBe(readFileSync(path(`outcomes/journeys/${fileOf(journey)}.txt`), 'utf8'));
  });
});
