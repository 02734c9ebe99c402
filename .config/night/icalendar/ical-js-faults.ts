import type { ClientFault } from './client-fault.ts';

/** Where ical.js 2.2.1 departs from the standards in rules of days and weeks. */
export const ICAL_JS_FAULTS: readonly ClientFault[] = [
  {
    name: 'a day left out that was none',
    why: 'An EXDATE that is no occurrence keeps the next EXDATE from being left out; RFC 5545, 3.8.5.1: each date listed is left out.',
    example: {
      rule: 'FREQ=DAILY;BYDAY=MO,SU',
      lines: ['DTSTART;VALUE=DATE:20260420', 'RRULE:FREQ=DAILY;BYDAY=MO,SU', 'EXDATE;VALUE=DATE:20260424', 'EXDATE;VALUE=DATE:20260426'],
    },
    holds: ({ rule, lines }) => /FREQ=DAILY.*BYDAY=/.test(rule) && lines.filter((line) => line.startsWith('EXDATE')).length > 1,
  },
];
