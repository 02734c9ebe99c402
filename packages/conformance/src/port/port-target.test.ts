/// <reference lib="dom" />
import { bank } from '@rahyar/partners/bank';
import { createInMemoryPartner } from '@rahyar/partners/testing';
import { okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { doubleFixtures } from '../run/double-fixtures.ts';
import { runConformance } from '../run/run-conformance.ts';
import { type AnyPorts, portTarget } from './port-target.ts';

const nowMs = (): number => Date.parse('2026-11-28T06:00:00Z');

const run = async (spoil: (ports: AnyPorts) => AnyPorts) => {
  const { ports, model } = createInMemoryPartner(bank, { clock: { nowMs, schedule: () => () => undefined } });
  const { loans } = bank.capabilities;
  let uuids = 0;
  const report = await runConformance({
    target: portTarget([loans], spoil({ [loans.id]: ports.loans })),
    partner: bank.id,
    profiles: [loans],
    offered: [loans],
    fixtures: doubleFixtures([loans]),
    seed: 1,
    contract: { version: '1.0.0', hash: '0'.repeat(64) },
    clock: { nowMs, pause: () => Promise.resolve() },
    newUuid: () => {
      uuids += 1;
      return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
    },
    toolVersion: '0.1.0',
    partnerStep: (id, action) => Promise.resolve(model.step(id, action) === 'done'),
  });
  const resultsOf = (...results: readonly string[]): readonly string[] =>
    report.profiles.flatMap(({ requirements }) => requirements.filter(({ result }) => results.includes(result)).map(({ id }) => id));
  return { report, resultsOf };
};

describe('a partner without HTTP', () => {
  it('keeps what is asked of a port; the rest does not apply', async () => {
    const { report, resultsOf } = await run((ports) => ports);
    expect(resultsOf('fail', 'warn', 'error', 'skip')).toEqual([]);
    expect(resultsOf('pass').length).toBeGreaterThan(20);
    expect(resultsOf('not_applicable')).toContain('SIGN-01');
    expect(report.target.kind).toBe('port');
  });

  it('fails by its port', async () => {
    const { resultsOf } = await run((ports) => ({ ...ports, 'bank.loans': { ...ports['bank.loans'], get: () => okAsync({}) } }));
    expect(resultsOf('fail')).toContain('READ-01');
  });
});
