import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatJalaliLong, parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { nextOccurrence } from './occurrences.ts';
import { FREQUENCIES, Recurrence } from './recurrence.ts';
import { recurrenceText } from './recurrence-text.ts';

const page = readFileSync(new URL('../../../../docs/scheduler/recurrence.md', import.meta.url), 'utf8');
/** Rule, words, anchor and at most three occurrences. */
const examples = page
  .split('\n')
  .filter((line) => line.startsWith('| `{'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()) as [string, string, string, string]);
const calendar = iranWorkingCalendar()._unsafeUnwrap();

/** Each looked for on from the one before, as a reader would. */
function firstThree(rule: Recurrence, first: string): string {
  const anchor = parseJalali(first)._unsafeUnwrap();
  const days: string[] = [];
  for (let after = anchor - 1; days.length < 3; ) {
    const day = nextOccurrence(rule, anchor, after as typeof anchor, calendar).unwrapOr(undefined);
    if (day === undefined) break;
    days.push(formatJalaliLong(day, 'en'));
    after = day;
  }
  return days.join(', ');
}

describe('docs/scheduler/recurrence.md', () => {
  it('shows examples of every frequency', () => {
    for (const frequency of [...FREQUENCIES, 'holiday'])
      expect(examples.some(([rule]) => rule.includes(`"frequency": "${frequency}"`))).toBe(true);
  });

  it.each(examples)('%s', (written, words, first, days) => {
    const rule = Recurrence.parse(JSON.parse(written.replaceAll('`', '')));
    expect(words).toBe(recurrenceText(rule, 'en'));
    expect(days).toBe(firstThree(rule, first));
  });
});
