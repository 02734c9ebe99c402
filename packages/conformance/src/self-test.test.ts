/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import { plantedFaults } from './mutants/planted-faults.ts';
import { type Receiver, receiverFaults } from './mutants/receiver-faults.ts';
import { coverageOf } from './mutants/requirement-coverage.ts';
import type { PlantedFault } from './mutants/spoil.ts';
import type { ConformanceReport } from './report/conformance-report.ts';
import { openFaultyBank } from './testing/faulty-bank.ts';
import { openReceiver, RECEIVER_SECRET } from './testing/receiver-under-test.ts';

const bank = await openFaultyBank();
const faults = plantedFaults(bank.world);
const ofReceivers = receiverFaults(bank.world.nowMs);

const found = ({ profiles }: ConformanceReport, ...results: readonly string[]): readonly string[] =>
  profiles.flatMap(({ requirements }) => requirements.filter(({ result }) => results.includes(result)).map(({ id }) => id)).sort();
const expectedOf = ({ breaks, also }: Pick<PlantedFault, 'breaks' | 'also'>): readonly string[] => [breaks, ...(also?.ids ?? [])].sort();
const roleOf = ({ breaks }: Pick<PlantedFault, 'breaks'>) => (breaks.startsWith('HOOK') ? 'caller' : 'server');

const against = async (around: (receiver: Receiver) => Receiver): Promise<ConformanceReport> => {
  const receiver = around(await openReceiver(bank.world.nowMs));
  const send = async (headers: Record<string, string>, body: string): Promise<number> =>
    (await receiver(new Request('https://partner.example/hooks', { method: 'POST', headers, body }))).status;
  return bank.run(undefined, { only: ({ role }) => role === 'receiver', receiver: { send, secret: RECEIVER_SECRET } });
};

describe('a correct partner', () => {
  it('keeps every requirement and reaches the last level', async () => {
    const report = await bank.run(undefined);
    expect(found(report, 'fail', 'warn', 'error', 'skip')).toEqual([]);
    expect(report.profiles.map(({ level }) => level)).toEqual(['L4']);
  });

  it('keeps every requirement of receivers', async () => {
    const report = await against((receiver) => receiver);
    expect(found(report, 'pass')).toHaveLength(ofReceivers.length);
  });

  it('is found alike by the same seed', async () => {
    const [first, second] = [await bank.run(undefined), await bank.run(undefined)].map(({ profiles }) =>
      profiles.map(({ requirements }) => requirements.map(({ id, result }) => [id, result])),
    );
    expect(first).toEqual(second);
  });
});

describe('a partner that', () => {
  it.each(faults.map((fault) => [fault.does, fault.breaks, fault] as const))('%s fails %s alone', async (_does, _breaks, fault) => {
    const report = await bank.run(fault, { only: ({ role }) => role === roleOf(fault) });
    expect(found(report, 'fail', 'warn', 'error')).toEqual(expectedOf(fault));
  });
});

describe('a receiver that', () => {
  it.each(ofReceivers.map((fault) => [fault.does, fault.breaks, fault] as const))('%s fails %s alone', async (_does, _breaks, fault) => {
    expect(found(await against(fault.around()), 'fail', 'warn', 'error')).toEqual(expectedOf(fault));
  });
});

describe('the requirements', () => {
  const rows = coverageOf([...faults, ...ofReceivers]);

  it('each have a fault that they find', () => {
    expect(rows.filter((row) => row.faults.length === 0).map(({ requirement }) => requirement.id)).toEqual([]);
  });

  it('are numbered without a gap in each area, and say themselves in both languages', () => {
    const ids = rows.map(({ requirement }) => requirement.id);
    const numbered = ids.map(
      (id, at) =>
        `${id.slice(0, 4)}-${String(ids.slice(0, at + 1).filter((other) => other.startsWith(id.slice(0, 4))).length).padStart(2, '0')}`,
    );
    expect(ids).toEqual(numbered);
    expect(rows.every(({ requirement: { text } }) => /[\u0600-\u06FF]/.test(text.fa) && /[a-z]/.test(text.en))).toBe(true);
  });

  it('have faults with ids of their own, each for a requirement that there is', () => {
    const ids = [...faults, ...ofReceivers].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...faults, ...ofReceivers].every(({ breaks }) => rows.some(({ requirement }) => requirement.id === breaks))).toBe(true);
  });
});
