import type { SubjectKind } from '@rahyar/domain';
import { AFFILIATED_ORGANIZATIONS, BASES } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  createExplainer,
  explanationText,
  GAP_CAUSES,
  isDedicated,
  NOBODY,
  type Responsible,
  SUBJECT_KINDS,
} from '@rahyar/engine';
import { namesIn } from '../names-in.ts';
import { placeName } from './place-name.ts';

/** The responsible set of one subject, and why. */
export type SampleSubject = {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly responsible: readonly Responsible[];
  /** Sentences in Persian, in the order of the decision. */
  readonly reasons: readonly string[];
};

/** Two subjects worth looking at: the first whose set of rahyars is the largest, and the first that has a gap. */
export function sampleSubjects(problem: AssignmentProblem, plan: AssignmentPlan): SampleSubject[] {
  let largest = 0;
  let mostAccompanied: number | undefined;
  let gap: number | undefined;
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    if (gap === undefined && GAP_CAUSES[plan.gapCause[subject] as number] !== 'none') gap = subject;
    if (largest === BASES.length || !isDedicated(plan, subject)) continue;
    let size = 0;
    for (const basis of BASES) if (plan.responsible[basis][subject] !== NOBODY) size++;
    if (size <= largest) continue;
    largest = size;
    mostAccompanied = subject;
  }
  const explain = createExplainer(problem, plan);
  return [mostAccompanied, gap].flatMap((subject) => {
    const explanation = subject === undefined ? undefined : explain(problem.subjects.ids.at(subject));
    if (subject === undefined || explanation === undefined) return [];
    return [
      {
        subject: explanation.subject,
        kind: SUBJECT_KINDS[problem.subjects.kind[subject] as number] as SubjectKind,
        responsible: explanation.responsible,
        reasons: explanationText({ ...explanation, alternatives: explanation.alternatives.slice(0, ALTERNATIVES_SHOWN) }, 'fa', {
          place: placeName,
          organization: organizationName,
          day: namesIn('fa').day,
        }).split('\n'),
      },
    ];
  });
}

const ALTERNATIVES_SHOWN = 3;
const organizationName = (id: string): string => AFFILIATED_ORGANIZATIONS.find((row) => row.id === id)?.label.fa ?? id;
