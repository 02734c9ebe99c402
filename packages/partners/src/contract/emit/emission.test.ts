import { IsoDate, KEY_PROCESSES } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bank } from '../../bank/index.ts';
import { loans } from '../../bank/loans.ts';
import { marked } from '../marks.ts';
import { PARTNER_CONTRACTS, PROCESS_OPERATIONS } from '../partner-contracts.ts';
import { isProblemCode } from '../problem.ts';
import { openWordOf, PersonName } from '../wire.ts';
import { arazzoOf } from './arazzo.ts';
import { contractHash } from './contract-hash.ts';
import { canonicalText, type JsonObject, pascalCase } from './json.ts';
import { jsonSchemasOf } from './json-schemas.ts';
import { openApiOf } from './open-api.ts';
import { refusalsOf } from './refusals.ts';
import { wireSchemaOf } from './wire-schema.ts';

const version = '1.0.0';

describe('wireSchemaOf', () => {
  const schema = z.object({
    name: PersonName.optional(),
    kind: openWordOf(['a', 'b']),
    parts: z.array(z.object({ on: marked('none', IsoDate) })),
  });

  it('closes requests, however deep, and leaves answers open', () => {
    const closed = wireSchemaOf(schema, 'request');
    expect(closed['additionalProperties']).toBe(false);
    expect(canonicalText(closed).split('"additionalProperties":false')).toHaveLength(3);
    expect(canonicalText(wireSchemaOf(schema, 'response'))).not.toContain('additionalProperties');
  });

  it('says marks, open words, and the years of a civil day', () => {
    const { properties } = wireSchemaOf(schema, 'response') as { properties: JsonObject };
    expect(properties['name']).toMatchObject({ 'x-pii': 'identifier' });
    expect(properties['kind']).toMatchObject({ 'x-extensible-enum': ['a', 'b'] });
    expect(properties['parts']).toMatchObject({
      items: { properties: { on: { format: 'date', allOf: [{ pattern: '^(?:19|20|21)' }] } } },
    });
  });

  it.each([
    ['a pattern that ignores case', z.string().regex(/^abc$/i), 'no flag but u'],
    ['a pattern over lines', z.string().regex(/^abc$/m), 'no flag but u'],
    ['a refinement', z.string().refine((text) => text !== 'x'), 'no custom'],
    ['a transform', z.object({ a: z.string().transform((text) => text.length) }), 'no transform'],
    ['a moment as an object', z.date(), 'Date cannot be represented'],
  ])('refuses %s', (_, given, message) => {
    expect(() => wireSchemaOf(given, 'request')).toThrow(message);
  });

  it('refuses a pattern that only the older grammar takes', () => {
    const text = String.raw`^\-$`;
    expect(() => wireSchemaOf(z.string().regex(new RegExp(text)), 'request')).toThrow('Invalid regular expression');
  });
});

describe('refusalsOf', () => {
  it('gives a step every refusal that it may meet, its own last', () => {
    expect(Object.fromEntries(refusalsOf(loans.operations.attachGuarantee).map(({ status, codes }) => [status, codes]))).toMatchObject({
      400: ['MALFORMED_BODY', 'IDEMPOTENCY_KEY_REQUIRED'],
      401: ['UNAUTHENTICATED', 'SIGNATURE_INVALID'],
      404: ['NOT_FOUND'],
      409: ['IDEMPOTENCY_KEY_IN_PROGRESS', 'INVALID_STATE_TRANSITION'],
      412: ['STALE_VERSION'],
      422: ['VALIDATION_FAILED', 'IDEMPOTENCY_KEY_REUSED', 'GUARANTOR_NOT_ACCEPTED'],
    });
  });

  it('gives a reader neither those of a key nor those of a body', () => {
    expect(refusalsOf(loans.operations.get).map(({ status }) => status)).toEqual([401, 403, 404, 406, 422, 429, 500, 503]);
    expect(
      refusalsOf(loans.operations.get)
        .flatMap(({ codes }) => codes)
        .every(isProblemCode),
    ).toBe(true);
  });
});

describe('the documents', () => {
  it('are the same text for the same contract', async () => {
    expect(JSON.stringify(openApiOf(bank, { version }))).toBe(JSON.stringify(openApiOf(bank, { version })));
    expect(await contractHash(bank, { version })).toMatch(/^[0-9a-f]{64}$/);
    expect(await contractHash(bank, { version })).not.toBe(await contractHash(bank, { version: '1.0.1' }));
  });

  it.each(PARTNER_CONTRACTS)('refer to nothing that is not there: $id', (contract) => {
    for (const document of [openApiOf(contract, { version }), jsonSchemasOf(contract)]) {
      const references = [...canonicalText(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
      expect(references.length).toBeGreaterThan(0);
      const lost = references.filter(
        (path) => path.split('/').reduce<unknown>((at, name) => (at as JsonObject | undefined)?.[name], document) === undefined,
      );
      expect(lost).toEqual([]);
    }
  });

  it('keep what is personal out of addresses', () => {
    for (const contract of PARTNER_CONTRACTS) {
      const paths = canonicalText(openApiOf(contract, { version })['paths'] ?? {});
      const marks = [...paths.matchAll(/"in":"(?:path|query)"[^{}]*"schema":\{[^{}]*"x-pii":"(\w+)"/g)].map(([, mark]) => mark);
      expect(new Set([...marks, 'none'])).toEqual(new Set(['none']));
    }
  });

  it('name two things of one name only once', () => {
    expect(pascalCase('promissoryNote')).toBe('PromissoryNote');
    expect(pascalCase('VALIDATION_FAILED')).toBe('ValidationFailed');
    expect(pascalCase('bank.loan.state_changed')).toBe('BankLoanStateChanged');
  });
});

describe('arazzoOf', () => {
  const options = { version, openApiUrl: (partner: string) => `./${partner}.json`, ways: PROCESS_OPERATIONS };
  type Step = { stepId: string; parameters: { name: string; value: string }[]; requestBody?: { payload: JsonObject } };
  const workflows = arazzoOf(PARTNER_CONTRACTS, options)['workflows'] as unknown as { workflowId: string; steps: Step[] }[];
  const stepsOf = (id: string): readonly Step[] => workflows.find(({ workflowId }) => workflowId === id)?.steps ?? [];

  it('walks through each of the twelve processes, and each other matter', () => {
    const ids = workflows.map(({ workflowId }) => workflowId);
    expect(ids.slice(0, KEY_PROCESSES.length)).toEqual(KEY_PROCESSES);
    expect(ids).toContain('insurance-policies');
    expect(new Set(ids).size).toBe(ids.length);
    expect(workflows.filter(({ steps }) => steps.length === 0)).toEqual([]);
  });

  it('sends a command twice with one key, and each other one with a key of its own', () => {
    const keyOf = (step: Step): string | undefined => step.parameters.find(({ name }) => name === 'Idempotency-Key')?.value;
    const keyed = stepsOf('loanRequest').filter((step) => keyOf(step) !== undefined);
    const [first, again] = keyed;
    expect([first?.stepId, again?.stepId]).toEqual(['bank-loans-create', 'bank-loans-create-again']);
    expect(first && keyOf(first)).toBe(again && keyOf(again));
    expect(new Set(keyed.map(keyOf)).size).toBe(keyed.length - 1);
  });

  it('carries ids from where they were made to where they are asked for', () => {
    const steps = stepsOf('biometricVerification');
    const request = steps.find(({ stepId }) => stepId === 'part-identityVerifications-start');
    expect(steps.findIndex(({ stepId }) => stepId === 'part-consents-create')).toBeLessThan(steps.indexOf(request ?? ({} as Step)));
    expect(request?.requestBody?.payload['consentId']).toBe('$steps.part-consents-create.outputs.id');
  });

  it('takes only steps of the caller, one after the other', () => {
    expect(stepsOf('loanRequest').map(({ stepId }) => stepId)).toEqual([
      'bank-loans-create',
      'bank-loans-create-again',
      'bank-loans-list',
      'bank-loans-get',
      'bank-loans-installments',
      'bank-loans-attachGuarantee',
      'bank-loans-addDocument',
      'bank-loans-submit',
      'bank-loans-cancel',
    ]);
  });
});
