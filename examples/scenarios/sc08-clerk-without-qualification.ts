/**
 * SC8 (L67): a bank clerk belongs to the community, and neither motivation nor skill is recorded. He is not a rahyar, with the reason; a link
 * to him gives a member nobody, and a plan that gave him somebody would break a rule. Each of the three qualifications is needed.
 */
import { NOT_A_RAHYAR_TERMS, QUALIFICATION_TERMS } from '@rahyar/domain';
import { basisBit, findMyRahyar, lookUpRahyar, verify } from '@rahyar/engine';
import { community, planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const subjects = subjectsOf([{ subject: 'member', kind: 'natural', id: 'friend', socialLinks: ['clerk-bank'] }]);
const { problem, plan } = planOn(
  wireDay('1405/09/02'),
  subjects.map((subject) => ({ subject })),
);
const clerk = lookUpRahyar(problem, 'clerk-bank');
const mine = findMyRahyar(problem, plan, 'friend');

const clerkIndex = problem.staff.findIndex(({ id }) => id === 'clerk-bank');
const givenAnyway = verify(problem, {
  ...plan,
  responsible: { ...plan.responsible, link: Int32Array.of(clerkIndex) },
  primary: Uint8Array.of(basisBit('link')),
});
/** The analyst of Part, who is qualified, with one qualification taken away. */
const lookUpWithout = (lacking: string) =>
  lookUpRahyar(
    { ...problem, staff: community.map((row) => ({ ...row, qualification: { ...row.qualification, [lacking]: false } })) },
    'analyst-part',
  );

export const outcome = {
  clerk,
  reason: !clerk.isRahyar && clerk.reason !== 'unknownId' ? NOT_A_RAHYAR_TERMS[clerk.reason] : undefined,
  friend: { responsible: mine?.responsible.map(({ rahyar }) => rahyar), gap: mine?.gap },
  analystLacking: Object.keys(QUALIFICATION_TERMS).map((lacking) => ({ lacking, ...lookUpWithout(lacking) })),
  onlyTheQualified: givenAnyway.find(({ rule }) => rule === 'R3')?.count,
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
