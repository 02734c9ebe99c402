import { afterEach, describe, expect, it } from 'vitest';
import { HOST_ANSWERS } from './answers.ts';
import { HOST_ZONES } from './host.ts';

const hostZone = process.env['TZ'];

afterEach(() => {
  if (hostZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = hostZone;
});

describe.each(HOST_ANSWERS)('a slice of $name', ({ lines }) => {
  it('is the same under every zone of the host, and holds few errors', () => {
    const shifts = new Set<number>();
    const answers = HOST_ZONES.map((zone) => {
      process.env['TZ'] = zone;
      shifts.add(new Date(2026, 0, 1).getTime());
      return [...lines(997)];
    });
    expect(shifts.size).toBe(HOST_ZONES.length);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const [first = []] = answers;
    expect(first.length).toBeGreaterThan(1);
    expect(first.filter((line) => line.includes('"calendarError"')).length).toBeLessThan(first.length / 3);
  });
});
