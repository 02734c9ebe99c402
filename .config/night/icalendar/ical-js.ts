import ICAL from 'ical.js';
import type { Expand } from './client.ts';

/** ical.js, by which several mail programs read calendars. It knows nothing of RSCALE. */
export const expandIcalJs: Expand = (text, { to }) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const components = ['vevent', 'vtodo'].flatMap((name) => calendar.getAllSubcomponents(name));
  const end = (to + 1) * 86_400;
  return new Map(
    components.map((component) => {
      const event = new ICAL.Event(component, { exceptions: [] });
      return [event.uid, secondsBefore(end, event.iterator()).map(textOf).sort()];
    }),
  );
};

function secondsBefore(end: number, iterator: ICAL.RecurExpansion): number[] {
  const seconds: number[] = [];
  for (;;) {
    // Nothing when the series is over, whatever the type says.
    const second = (iterator.next() as ICAL.Time | undefined)?.toUnixTime() ?? end;
    if (second >= end) return seconds;
    seconds.push(second);
  }
}

const textOf = (second: number): string => `${new Date(second * 1_000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
