import { CaseId, parseWith, SubjectId } from '@rahyar/domain';
import {
  anchorLabels,
  CaseFacts,
  explainDue,
  iranWorkingCalendar,
  parseJalali,
  planCase,
  ruleFactsOf,
  rulesOfJourney,
  SHIPPED_JOURNEYS,
} from '@rahyar/scheduler';

// #region follow-up
const journey = SHIPPED_JOURNEYS.journeys.find(({ id }) => id === 'creditAssessment');
const facts = parseWith(CaseFacts, { held: ['ownSim', 'bankAccount', 'hubOrCoreId'], requestedDay: '2026-11-21' });
const [today, calendar] = [parseJalali('1405/09/02'), iranWorkingCalendar()];
if (journey === undefined || facts.isErr() || today.isErr() || calendar.isErr())
  throw new Error('refused: error.issues says where and why');

const rules = rulesOfJourney(journey);
const matter = { id: CaseId.parse('case-7'), subject: SubjectId.parse('m-1'), process: 'creditAssessment' as const, ended: new Map() };
const outcomes = planCase({ ...matter, facts: ruleFactsOf(journey, facts.value) }, rules, { today: today.value, calendar: calendar.value });
// #endregion
if (outcomes.isErr()) throw new Error(outcomes.error.code);
for (const outcome of outcomes.value) {
  const rule = rules.find(({ id }) => id === outcome.rule);
  console.log(`${rule?.label.en}: ${outcome.says}`);
  if (outcome.says === 'live')
    console.log(`${explainDue(outcome.due, 'fa', anchorLabels(rules))}\n${explainDue(outcome.due, 'en', anchorLabels(rules))}`);
}
