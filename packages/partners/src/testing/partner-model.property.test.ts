import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationsOf, type PartnerContract } from '../contract/capability.ts';
import { actionsIn, transitionFrom } from '../contract/machine.ts';
import { PARTNER_CONTRACTS } from '../contract/partner-contracts.ts';
import { sealed } from '../contract/sealed.ts';
import { createInMemoryPartner } from './in-memory-partner.ts';
import type { ThingValue } from './partner-model.ts';
import { openPartner } from './test-partner.ts';

const CONTRACTS = PARTNER_CONTRACTS.map((contract) => [String(contract.id), contract] as const);
const bankOf = (): PartnerContract => {
  const found = PARTNER_CONTRACTS.find(({ id }) => id === 'resalatBank');
  if (found === undefined) throw new Error('There is no bank.');
  return found;
};

/** One move of a walk: which operation, on which of the things of its kind, how, and whether the partner moves instead. */
const move = fc.record({
  operation: fc.nat(),
  thing: fc.nat(),
  repeated: fc.boolean(),
  version: fc.constantFrom('none', 'true', 'stale'),
  partnerStep: fc.option(fc.nat(), { nil: undefined }),
});

describe.each(CONTRACTS)('a walk through %s', (_, contract) => {
  const operations = operationsOf(Object.values(contract.capabilities));

  it('never takes a step that the machine does not allow, raises versions by one, tells the whole history, and replays without effect', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 60 }), (moves) => {
        const { model } = openPartner(contract);
        const histories = new Map<string, ThingValue[]>(model.things().map(({ value }) => [value.id, [value]]));
        for (const [index, { operation: chosen, thing: which, repeated, version, partnerStep }] of moves.entries()) {
          const operation = operations[chosen % operations.length];
          if (operation === undefined) continue;
          const { effect, takesIfMatch, needsKey, example, method } = operation.operation;
          const ofKind = 'resource' in effect ? model.things().filter(({ resource }) => resource.name === effect.resource.name) : [];
          const thing = ofKind[which % Math.max(1, ofKind.length)];
          const before = new Map(model.things().map(({ value }) => [value.id, value]));
          const eventCount = model.events().length;
          if (thing !== undefined && partnerStep !== undefined) {
            const { machine } = thing.resource;
            const steps = [...actionsIn(machine, thing.value.state, 'partner'), ...actionsIn(machine, thing.value.state, 'time')];
            const action = steps[partnerStep % Math.max(1, steps.length)];
            if (action !== undefined) expect(model.step(thing.value.id, action)).toBe('done');
          } else {
            const versionSeen = thing?.value.stateVersion ?? 1;
            const call = {
              operation,
              params: effect.kind === 'create' || thing === undefined ? {} : { id: thing.value.id },
              query: method === 'GET' ? example : {},
              body: method === 'GET' ? {} : example,
              caller: 'rahyar',
              key: needsKey ? `key-${index}` : undefined,
              ifMatch: takesIfMatch && version !== 'none' ? versionSeen + (version === 'stale' ? 1 : 0) : undefined,
            };
            const answer = model.answer(call);
            if (answer.kind === 'done') expect(sealed(operation.operation.output).safeParse(answer.value).success).toBe(true);
            if (takesIfMatch && thing !== undefined && version === 'stale') expect(answer).toMatchObject({ code: 'STALE_VERSION' });
            if (answer.kind === 'refused' || !needsKey) expect(model.events()).toHaveLength(eventCount);
            if (repeated && needsKey) {
              const count = model.events().length;
              expect(model.answer(call)).toEqual({ ...answer, replayed: true });
              expect(model.events()).toHaveLength(count);
            }
          }
          for (const { value, resource } of model.things()) {
            const earlier = before.get(value.id);
            if (earlier === value) continue;
            histories.set(value.id, [...(histories.get(value.id) ?? []), value]);
            expect(value.stateVersion).toBe((earlier?.stateVersion ?? 0) + 1);
            expect(value.allowedActions).toEqual(actionsIn(resource.machine, value.state, 'caller'));
            if (earlier === undefined) expect(value.state).toBe(resource.machine.initial);
            else if (value.timeline.length > earlier.timeline.length)
              expect(
                resource.machine.transitions.some(
                  ({ action }) => transitionFrom(resource.machine, earlier.state, action)?.to === value.state,
                ),
              ).toBe(true);
            else expect(value.state).toBe(earlier.state);
          }
        }
        for (const { value } of model.things()) {
          const moved = (histories.get(value.id) ?? []).filter(
            (one, at, all) => at === 0 || one.timeline.length > (all[at - 1]?.timeline.length ?? 0),
          );
          expect(value.timeline.map(({ state, stateVersion }) => [state, stateVersion])).toEqual(
            moved.map(({ state, stateVersion }) => [state, stateVersion]),
          );
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('paging', () => {
  it('shows everything that was there once, in order, whatever is added on the way', () => {
    const bank = bankOf();
    const operations = operationsOf(Object.values(bank.capabilities));
    const list = operations.find(({ id }) => id === 'bank.loans.list');
    const create = operations.find(({ id }) => id === 'bank.loans.create');
    if (list === undefined || create === undefined) throw new Error('The bank lends.');
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 7 }), fc.array(fc.nat(3), { maxLength: 10 }), (count, limit, inserts) => {
        const { model } = openPartner(bank);
        const other = { ...create.operation.example, memberId: 'member-other' };
        const add = (body: Readonly<Record<string, unknown>>) =>
          model.answer({ operation: create, params: {}, query: {}, body, caller: 'rahyar' });
        const made = Array.from({ length: count }, () => [add(create.operation.example), add(other)][0]);
        const wanted = made.map((answer) => (answer?.kind === 'done' ? (answer.value as ThingValue).id : ''));
        const seen: string[] = [];
        let cursor: string | undefined;
        for (let page = 0; page === 0 || cursor !== undefined; page++) {
          const query = { memberId: 'member-1', limit, ...(cursor === undefined ? {} : { cursor }) };
          const answer = model.answer({ operation: list, params: {}, query, body: {}, caller: 'rahyar' });
          if (answer.kind !== 'done') throw new Error(answer.code);
          const { data, nextCursor } = answer.value as { data: ThingValue[]; nextCursor?: string };
          expect(data.length).toBeLessThanOrEqual(limit);
          seen.push(...data.map(({ id }) => id));
          cursor = nextCursor;
          for (let more = 0; more < (inserts[page] ?? 0); more++) add(create.operation.example);
        }
        expect(seen.slice(0, wanted.length)).toEqual(wanted);
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the ports and the wire', () => {
  it('are the same partner', async () => {
    for (const contract of PARTNER_CONTRACTS) {
      const { clock } = openPartner(contract);
      const byPort = createInMemoryPartner(contract, { clock });
      const byWire = openPartner(contract);
      for (const [capabilityName, capability] of Object.entries(contract.capabilities)) {
        for (const [name, operation] of Object.entries(capability.operations)) {
          const named = { id: `${capability.id}.${name}`, capability, operation };
          const call = byPort.ports[capabilityName]?.[name] as (
            input: object,
            options: object,
          ) => PromiseLike<{ isOk: () => boolean; value?: unknown }>;
          const place = 'resource' in operation.effect && operation.effect.kind !== 'create' ? operation.effect.resource : undefined;
          const ids = [byPort.model, byWire.model].map((model) => (place === undefined ? undefined : model.place(place).value.id));
          const port = await call(
            { ...operation.example, ...(ids[0] === undefined || !('id' in operation.params.shape) ? {} : { id: ids[0] }) },
            {},
          );
          const wire = await byWire.send(named, { id: ids[1], body: operation.example });
          expect([named.id, port.isOk()]).toEqual([named.id, wire.ok]);
          if (port.isOk()) expect(withoutIds(port.value)).toEqual(withoutIds(operation.output.parse(JSON.parse(await wire.text()))));
        }
      }
    }
  });

  it('refuse what is not of the form before the partner sees it', async () => {
    const bank = bankOf();
    const { ports, model } = createInMemoryPartner(bank, { clock: openPartner(bank).clock });
    const create = ports['loans']?.['create'] as (input: object, options?: object) => PromiseLike<{ error?: unknown }>;
    expect((await create({ memberId: 'member-1', secret: 'canary' })).error).toMatchObject({
      kind: 'invalid_request',
      outcome: 'not_applied',
    });
    expect((await create({ memberId: 'member-1' }, { signal: AbortSignal.abort() })).error).toMatchObject({
      kind: 'cancelled',
      outcome: 'not_applied',
    });
    expect(model.things().filter(({ resource }) => resource.name === 'loan')).toEqual([]);
  });
});

/** Two doubles count their ids apart. */
const withoutIds = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/"([a-z]{1,12})_[A-Z0-9]{14}"/g, '"$1"'));
