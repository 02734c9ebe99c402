import { SHIPPED_JOURNEYS } from '@rahyar/scheduler';
import { expect, it } from 'vitest';
import { renderJourneys } from './journeys.ts';

const page = renderJourneys(SHIPPED_JOURNEYS);

it('has a row for every prerequisite, step, deadline and trouble, and none that would break its table', () => {
  const { prerequisites, journeys } = SHIPPED_JOURNEYS;
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const count = journeys.reduce((sum, { steps, deadlines, troubles }) => sum + steps.length + deadlines.length + troubles.length, 0);
  expect(rows).toHaveLength(prerequisites.length + count);
  let columns = 0;
  for (const line of page.split('\n')) {
    if (line.startsWith('|---')) columns = line.split('|').length;
    if (line.startsWith('| `')) expect(line.split('|')).toHaveLength(columns);
  }
});

it('tells duration, hours and the next person with their sources', () => {
  expect(page).toContain('| Part Financial Information Processing | subject | 3 days (icup.ir) | icup.ir |');
  expect(page).toContain('07:00 to 23:00 (Finnotech)');
  expect(page).toContain('| 12 working days (maher.resalatuniversity.ir) | 6, 3, 1 | lost: guide to registering again |');
  expect(page).toContain('Holds for 12 Jalali months (icup.ir).');
});
