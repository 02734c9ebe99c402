import { tz } from '@date-fns/tz';
import { classify } from '@rahyar/engine';
import { ASSUMED_CADENCE, dueDays, epochDayOfIsoDate, iranWorkingCalendar } from '@rahyar/scheduler';
import { addDays, newDate } from 'date-fns-jalali';
import { agreed, type Comparison, type Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { PEOPLE, populationOf } from './whole-plan.ts';

const ours: Side = {
  name: 'due days, by the working calendar',
  unit: 'people',
  measure: async (people) => {
    const problem = populationOf(people);
    const tier = classify(problem).map((rank) => rank - 1);
    const columns = { tier, lastContactDay: problem.subjects.contactedOn, waitingSinceDay: problem.subjects.waitingSince };
    const today = epochDayOfIsoDate(problem.on)._unsafeUnwrap();
    const calendar = iranWorkingCalendar()._unsafeUnwrap();
    return { cpuMs: await leastCpuMs(() => dueDays(columns, { today, cadence: ASSUMED_CADENCE, calendar })) };
  },
};

const SAMPLE = 20_000;

const dateLibrary: Side = {
  name: 'date-fns-jalali addDays in Tehran, no calendar',
  unit: 'people',
  measure: async (people) => {
    const tehran = tz('Asia/Tehran');
    const start = newDate(1405, 1, 1);
    const sampleMs = await leastCpuMs(() => {
      for (let row = 0; row < SAMPLE; row++) addDays(start, row % 300, { in: tehran });
    });
    return { cpuMs: (sampleMs * people) / SAMPLE, remark: `extrapolated from ${SAMPLE.toLocaleString('en')} days` };
  },
};

export const dueDaysAgainstDateLibrary: Comparison = {
  name: 'due days / date library',
  ours,
  peer: dateLibrary,
  target: 1 / 50,
  sizes: PEOPLE,
  judge: agreed,
};
