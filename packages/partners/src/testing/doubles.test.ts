import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bank } from '../bank/index.ts';
import { operationsOf } from '../contract/capability.ts';
import { DISCOVERY_PATH, DiscoveryV1 } from '../contract/discovery.ts';
import { transitionFrom } from '../contract/machine.ts';
import { PARTNER_CONTRACTS } from '../contract/partner-contracts.ts';
import { PROBLEMS, ProblemV1 } from '../contract/problem.ts';
import { sealed } from '../contract/sealed.ts';
import { referral } from '../every-partner/referrals.ts';
import { mutationsOf } from './arbitrary.ts';
import { createInMemoryPartner } from './in-memory-partner.ts';
import { body, type Exchange, openPartner } from './test-partner.ts';
import { fixtureFor, triggersOf } from './trigger.ts';

/** Every operation once: the common ones are the same at every partner. */
const EVERY = [
  ...new Map(
    PARTNER_CONTRACTS.flatMap((contract) =>
      operationsOf(Object.values(contract.capabilities)).map((named) => [named.id, { contract, named, title: named.id }] as const),
    ),
  ).values(),
];

describe('every operation of every contract', () => {
  it.each(EVERY)('$title answers its example by the contract', async ({ contract, named }) => {
    const partner = openPartner(contract);
    const answer = await partner.callExample(named);
    expect(await body(answer)).toSatisfy((json: unknown) => sealed(named.operation.output).safeParse(json).success);
    expect(answer.status).toBe(named.operation.success);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each(EVERY)('$title refuses every invalid neighbour of its example, with pointers and without values', async ({ contract, named }) => {
    const partner = openPartner(contract);
    const id = partner.thingFor(named);
    const before = partner.model.events().length;
    for (const { pointer, value, what } of mutationsOf(sealed(named.operation.body), named.operation.example)) {
      if (named.operation.method === 'GET') continue;
      const answer = await partner.send(named, { id, body: value });
      const problem = ProblemV1.parse(await body(answer));
      expect([what, pointer, answer.status, problem.code]).toEqual([what, pointer, 422, 'VALIDATION_FAILED']);
      expect(problem.errors?.map((error) => error.pointer).some((told) => told.startsWith(pointer) || pointer.startsWith(told))).toBe(true);
    }
    expect(partner.model.events()).toHaveLength(before);
  });

  it.each(EVERY)('$title can be made to answer its own codes', async ({ contract, named }) => {
    for (const code of triggersOf(named)) {
      const fixture = fixtureFor(named, code);
      if (fixture === undefined) continue;
      const partner = openPartner(contract);
      const id = partner.thingFor(named, fixture.madeWith);
      const query = new URLSearchParams(fixture.input as Record<string, string>).toString();
      const answer = await partner.send(named, named.operation.method === 'GET' ? { query } : { id, body: fixture.input });
      const problem = ProblemV1.parse(await body(answer));
      const status = named.operation.conflicts.includes(code) ? 409 : 422;
      expect([problem.code, answer.status]).toEqual([code, code in PROBLEMS ? PROBLEMS[code as keyof typeof PROBLEMS].status : status]);
      const remedies = named.operation.remedies?.[code];
      expect(problem.remedies).toEqual(remedies === undefined ? undefined : Object.keys(remedies));
      expect(problem.conflictingId === undefined).toBe(problem.remedies === undefined);
    }
  });

  it('leaves no rejection or conflict of a command without a fixture', () => {
    const without = EVERY.flatMap(({ named }) =>
      [...named.operation.rejections, ...named.operation.conflicts]
        .filter((code) => fixtureFor(named, code) === undefined)
        .map((code) => `${named.id} ${code}`),
    );
    expect([...new Set(without)]).toMatchInlineSnapshot(`
      [
        "bank.promissoryNotes.quote FACE_VALUE_OUT_OF_RANGE",
      ]
    `);
  });

  it('takes every step that an operation stands for, from a state that allows it, and refuses it from one that does not', async () => {
    for (const { contract, named } of EVERY) {
      const { effect } = named.operation;
      if (effect.kind !== 'act') continue;
      const partner = openPartner(contract);
      for (const state of Object.keys(effect.resource.machine.states)) {
        const thing = partner.model.place(effect.resource, { state });
        const answer = await partner.send(named, { id: thing.value.id, body: named.operation.example });
        expect([named.id, state, answer.status]).toEqual([
          named.id,
          state,
          transitionFrom(effect.resource.machine, state, effect.action)?.by === 'caller' ? 200 : 409,
        ]);
        if (answer.status === 409)
          expect(partner.model.things().find(({ value }) => value.id === thing.value.id)?.value).toEqual(thing.value);
      }
    }
  });
});

describe('the wire', () => {
  const [contract] = PARTNER_CONTRACTS.filter(({ id }) => id === 'resalatBank');
  if (contract === undefined) throw new Error('There is no bank.');
  const named = (id: string) => {
    const found = operationsOf(Object.values(contract.capabilities)).find((one) => one.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };
  const create = named('bank.loans.create');
  const submit = named('bank.loans.submit');
  const example = create.operation.example;

  const problemOf = async (exchange: Partial<Exchange> = {}) => {
    const answer = await openPartner(contract).send(create, { body: example, ...exchange });
    const { code } = ProblemV1.parse(await body(answer));
    return [answer.status, code];
  };

  it('checks from the outside in', async () => {
    expect(await problemOf({ path: '/v1/nothing' })).toEqual([404, 'NOT_FOUND']);
    expect(await problemOf({ method: 'PUT' })).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(await problemOf({ headers: { authorization: undefined } })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await problemOf({ headers: { authorization: 'Bearer nobody' } })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await problemOf({ headers: { authorization: 'Bearer reader' } })).toEqual([403, 'FORBIDDEN']);
    expect(await problemOf({ headers: { accept: 'text/html' } })).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(await problemOf({ headers: { accept: 'application/json;q=0, */*' } })).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(await problemOf({ headers: { 'content-type': 'text/plain' } })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await problemOf({ headers: { 'content-encoding': 'gzip' } })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await problemOf({ text: ' '.repeat(300_000) })).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(await problemOf({ text: '{' })).toEqual([400, 'MALFORMED_BODY']);
    expect(await problemOf({ text: '[]' })).toEqual([422, 'VALIDATION_FAILED']);
    expect(await problemOf({ text: `{"__proto__":1,${JSON.stringify(example).slice(1)}` })).toEqual([422, 'VALIDATION_FAILED']);
    expect(await problemOf({ headers: { 'idempotency-key': undefined } })).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
    expect(await problemOf({ headers: { 'idempotency-key': 'without-quotes' } })).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
    expect(await problemOf({ headers: { 'x-trust': 'forged' } })).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('tells the methods of an address that has another', async () => {
    const partner = openPartner(contract);
    expect((await partner.send(create, { method: 'PUT' })).headers.get('allow')).toBe('POST, GET');
    expect((await partner.send(create, { method: 'GET', path: '/v1/loans/loan_1/submit' })).headers.get('allow')).toBe('POST');
  });

  it('echoes the id of a request, and makes one where there is none', async () => {
    const partner = openPartner(contract);
    const answer = await partner.send(create, { body: example, headers: { 'x-request-id': 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' } });
    expect(answer.headers.get('x-request-id')).toBe('f81d4fae-7dec-11d0-a765-00a0c91e6bf6');
    const other = await partner.send(create, { body: {}, headers: { 'x-request-id': 'with a space' } });
    expect(ProblemV1.parse(await body(other)).requestId).toBe(other.headers.get('x-request-id'));
  });

  it('gives one effect to one key, and the first answer again even after the thing has moved', async () => {
    const partner = openPartner(contract);
    const first = await partner.send(create, { body: example, key: 'key-1' });
    const created = await body(first);
    const { id } = created as { id: string };
    await partner.send(submit, { id, body: {}, key: 'key-1' });
    const again = await partner.send(create, { body: Object.fromEntries(Object.entries(example).toReversed()), key: 'key-1' });
    expect([again.status, again.headers.get('idempotency-replayed'), await body(again)]).toEqual([201, '?1', created]);
    const other = await partner.send(create, { body: { ...example, installmentCount: 3 }, key: 'key-1' });
    expect(ProblemV1.parse(await body(other))).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(partner.model.things().filter(({ resource }) => resource.name === 'loan')).toHaveLength(1);
  });

  it('leaves the key free where nothing was decided, and forgets it after its time', async () => {
    const partner = openPartner(contract);
    expect((await partner.send(create, { body: {}, key: 'key-1' })).status).toBe(422);
    expect((await partner.send(create, { body: { ...example, memberId: 'triggers.UNAVAILABLE' }, key: 'key-1' })).status).toBe(503);
    expect((await partner.send(create, { body: example, key: 'key-1' })).status).toBe(201);
    partner.pass(49 * 3_600_000);
    const late = await partner.send(create, { body: example, key: 'key-1' });
    expect([late.status, late.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  it('keeps to a refusal under its key, even when the same step has become possible', async () => {
    const partner = openPartner(contract);
    const thing = partner.model.place(submitResource(), { state: 'under_review' });
    const { id } = thing.value;
    expect((await partner.send(submit, { id, body: {}, key: 'key-1' })).status).toBe(409);
    expect(partner.model.step(id, 'ask_for_documents')).toBe('done');
    const again = await partner.send(submit, { id, body: {}, key: 'key-1' });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([409, '?1']);
    expect((await partner.send(submit, { id, body: {}, key: 'key-2' })).status).toBe(200);
  });

  it('keeps the keys of two callers apart', async () => {
    const partner = openPartner(contract);
    const mine = await body(await partner.send(create, { body: example, key: 'key-1' }));
    const other = await partner.send(create, { body: example, key: 'key-1', headers: { authorization: 'Bearer other' } });
    expect(other.status).toBe(201);
    expect(await body(other)).not.toEqual(mine);
  });

  it('says that the first request with a key is still at work', async () => {
    let finish = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const partner = openPartner(contract, { work: () => work });
    const first = partner.send(create, { body: example, key: 'key-1' });
    const second = await partner.send(create, { body: example, key: 'key-1' });
    expect(ProblemV1.parse(await body(second))).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_IN_PROGRESS', retryable: true });
    finish();
    expect((await first).status).toBe(201);
  });

  it('refuses a stale version and takes the true one', async () => {
    const partner = openPartner(contract);
    const made = await partner.send(create, { body: example });
    const { id } = (await body(made)) as { id: string };
    expect(made.headers.get('etag')).toBe('"1"');
    for (const stale of ['"2"', 'W/"1"', '1'])
      expect((await partner.send(submit, { id, body: {}, headers: { 'if-match': stale } })).status).toBe(412);
    const moved = await partner.send(submit, { id, body: {}, headers: { 'if-match': '"1"' } });
    expect([moved.status, moved.headers.get('etag')]).toEqual([200, '"2"']);
  });

  it('reads numbers of the query, and refuses names that it does not know', async () => {
    const partner = openPartner(contract);
    const list = named('bank.loans.list');
    for (let count = 0; count < 3; count++) await partner.send(create, { body: example });
    const page = (await body(await partner.send(list, { query: 'limit=2' }))) as { data: unknown[]; nextCursor: string };
    expect(page.data).toHaveLength(2);
    const rest = (await body(await partner.send(list, { query: `limit=2&cursor=${page.nextCursor}` }))) as { data: unknown[] };
    expect([rest.data.length, Object.keys(rest)]).toEqual([1, ['data']]);
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'limit=1&limit=2', 'nothing=1', 'cursor=zzz'])
      expect([query, (await partner.send(list, { query })).status]).toEqual([query, 422]);
  });

  it('counts requests by the minute', async () => {
    const partner = openPartner(contract, { limits: { ratePerMinute: 2 } });
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await partner.send(create, { body: example })).status);
    const late = await partner.send(create, { body: example });
    expect([...statuses, late.headers.get('retry-after')]).toEqual([201, 201, 429, '60']);
    partner.pass(60_000);
    expect((await partner.send(create, { body: example })).status).toBe(201);
  });

  it('tells anybody what it offers', async () => {
    const partner = openPartner(contract);
    const answer = await partner.send(create, { method: 'GET', path: DISCOVERY_PATH, headers: { authorization: undefined } });
    expect(DiscoveryV1.parse(await body(answer)).capabilities).toContain('bank.loans');
  });

  it('tells events after one that it knows, and 404 after one that it does not', async () => {
    const partner = openPartner(contract);
    const feed = named('common.events.list');
    await partner.send(create, { body: example });
    await partner.send(create, { body: example });
    const { data } = (await body(await partner.send(feed, {}))) as { data: { id: string; type: string; data: { stateVersion: number } }[] };
    expect(data.map((event) => [event.type, event.data.stateVersion])).toEqual([
      ['bank.loan.state_changed', 1],
      ['bank.loan.state_changed', 1],
    ]);
    const after = (await body(await partner.send(feed, { query: `since=${data[0]?.id ?? ''}` }))) as { data: unknown[] };
    expect(after.data).toEqual(data.slice(1));
    expect((await partner.send(feed, { query: 'since=evt_unknown' })).status).toBe(404);
  });

  it('advances a thing by the steps of the partner, and steps by name', () => {
    const { model } = createInMemoryPartner(contract, { clock: openPartner(contract).clock });
    const thing = model.place(submitResource(), { state: 'submitted' });
    expect([model.advance(thing.value.id), model.step(thing.value.id, 'approve'), model.step(thing.value.id, 'submit')]).toEqual([
      'review',
      'done',
      'notAllowed',
    ]);
    expect(model.step('loan_nobody', 'approve')).toBe('notFound');
  });

  it('has the draft that a conflict names, and takes a new one as soon as that one is cancelled', async () => {
    const { ports } = createInMemoryPartner(bank, { clock: openPartner(bank).clock });
    const { issue, cancel, get } = ports.promissoryNotes;
    const memberId = 'triggers.UNFINALISED_DRAFT';
    const input = { ...(bank.capabilities.promissoryNotes.operations.issue.example as Parameters<typeof issue>[0]), memberId };
    const refused = (await issue(input))._unsafeUnwrapErr();
    if (refused.kind !== 'conflict') throw new Error('a draft is open');
    const id = refused.conflictingId ?? '';
    expect(refused).toMatchObject({ code: 'UNFINALISED_DRAFT', remedies: ['finalise', 'cancel'], outcome: 'not_applied' });
    expect((await get({ id }))._unsafeUnwrap()).toMatchObject({ state: 'draft', memberId });
    expect((await issue({ ...input, transferable: false }))._unsafeUnwrapErr()).toMatchObject({ conflictingId: id });
    (await cancel({ id }))._unsafeUnwrap();
    const fresh = (await issue(input))._unsafeUnwrap();
    expect((await issue(input))._unsafeUnwrapErr()).toMatchObject({ conflictingId: fresh.id });
  });

  it('advances a referral to its completion', () => {
    const { model } = createInMemoryPartner(contract, { clock: openPartner(contract).clock });
    const { id } = model.place(referral, { state: 'created' }).value;
    expect([model.advance(id), model.advance(id), model.advance(id)]).toEqual(['accept', 'complete', undefined]);
  });

  const submitResource = () => {
    const { effect } = submit.operation;
    if (effect.kind !== 'act') throw new Error('To submit is an act.');
    return effect.resource;
  };
});

it('needs the generator library in the two files that generate', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.ts') && !file.includes('.test.'));
  const needing = files.filter((file) => readFileSync(new URL(file, import.meta.url), 'utf8').includes("from 'fast-check'"));
  expect(needing).toEqual(['arbitrary.ts', 'canaries.ts']);
});
