import type { PartnerContract } from '../capability.ts';
import { componentsAt } from './components.ts';
import type { JsonObject } from './json.ts';
import { eventKindsOf, eventSchemaOf, operationsOfPartner, ownShapesOf } from './message-schemas.ts';
import { wireSchemaOf } from './wire-schema.ts';

/**
 * One JSON Schema (2020-12) of every message of a partner, under `$defs`: `<operation>.params`, `.query` and `.request` (closed) where
 * they hold something, `<operation>.response` and `<event>` (open), and the shapes that they share.
 */
export function jsonSchemasOf(contract: PartnerContract): JsonObject {
  const components = componentsAt('#/$defs/', ownShapesOf(contract));
  const messages: Record<string, JsonObject> = {};
  for (const { id, operation } of operationsOfPartner(contract)) {
    for (const [name, schema] of [
      ['params', operation.params],
      ['query', operation.query],
    ] as const)
      if (Object.keys(schema.shape).length > 0) messages[`${id}.${name}`] = components.refer(wireSchemaOf(schema, 'request'));
    if (operation.method === 'POST') messages[`${id}.request`] = components.refer(wireSchemaOf(operation.body, 'request'));
    messages[`${id}.response`] = components.refer(wireSchemaOf(operation.output, 'response'));
  }
  for (const kind of eventKindsOf(contract)) messages[kind.type] = components.refer(wireSchemaOf(eventSchemaOf(kind), 'response'));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:rahyar:contract:${contract.id}:v1`,
    title: contract.title.en,
    $defs: { ...messages, ...components.used() },
  };
}
