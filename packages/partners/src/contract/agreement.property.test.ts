import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { arbitraryOf, mutationsOf } from '../testing/arbitrary.ts';
import { exampleAnswerOf, exampleEventOf, exampleRequestOf } from './emit/examples.ts';
import { jsonSchemasOf } from './emit/json-schemas.ts';
import { eventKindsOf, eventSchemaOf, operationsOfPartner } from './emit/message-schemas.ts';
import { PARTNER_CONTRACTS } from './partner-contracts.ts';
import { sealed } from './sealed.ts';

/** One message of the contract, as zod reads it and as the published schema does. */
type Message = {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly accepts: (value: unknown) => boolean;
  readonly example?: unknown;
};

/** Every message once: what several partners offer alike is looked at with the first of them. */
const messagesOf = (): readonly Message[] => {
  const seen = new Set<string>();
  return PARTNER_CONTRACTS.flatMap((contract) => {
    const bundle = jsonSchemasOf(contract);
    const ajv = new Ajv2020({ strict: true, allErrors: false });
    addFormats.default(ajv);
    ajv.addVocabulary(['x-pii', 'x-extensible-enum']);
    ajv.addSchema(bundle);
    const acceptedAs = (name: string): Message['accepts'] => {
      const validate = ajv.compile({ $ref: `urn:rahyar:contract:${contract.id}:v1#/$defs/${name}` });
      return (value) => validate(value);
    };
    const messages = [
      ...operationsOfPartner(contract).flatMap(({ id, operation }): readonly Omit<Message, 'accepts'>[] => [
        ...(operation.method === 'POST'
          ? [{ name: `${id}.request`, schema: sealed(operation.body), example: exampleRequestOf(operation) }]
          : [{ name: `${id}.query`, schema: sealed(operation.query) }]),
        { name: `${id}.response`, schema: operation.output, example: exampleAnswerOf(operation) },
      ]),
      ...eventKindsOf(contract).map((kind) => ({ name: kind.type, schema: eventSchemaOf(kind), example: exampleEventOf(kind) })),
    ];
    return messages
      .filter(({ name }) => !seen.has(name) && isJsonName(bundle, name))
      .map((message) => {
        seen.add(message.name);
        return { ...message, accepts: acceptedAs(message.name) };
      });
  });
};

const isJsonName = (bundle: Readonly<Record<string, unknown>>, name: string): boolean => Object.hasOwn(bundle['$defs'] as object, name);

/** Whether both say the same of a value, and what they say. */
const judged = ({ schema, accepts }: Message, value: unknown) => ({ zod: z.safeParse(schema, value).success, ajv: accepts(value) });

const messages = messagesOf();

describe('zod and the published JSON Schema agree', () => {
  it('on every message of every operation', () => {
    expect(messages.length).toBeGreaterThan(150);
  });

  it.each(messages.filter(({ example }) => example !== undefined))('on the example of $name', (message) => {
    expect(judged(message, message.example)).toEqual({ zod: true, ajv: true });
  });

  it.each(messages)('on made and on broken values of $name', (message) => {
    fc.assert(
      fc.property(arbitraryOf(message.schema), (value) => {
        expect(judged(message, value)).toEqual({ zod: true, ajv: true });
        for (const { what, pointer, value: broken } of mutationsOf(message.schema, value)) {
          const { zod, ajv } = judged(message, broken);
          expect({ what, pointer, accepted: ajv }).toEqual({ what, pointer, accepted: zod });
        }
      }),
      { numRuns: 3 },
    );
  });
});
