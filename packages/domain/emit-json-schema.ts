/// <reference types="node" />
import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemaOf, PUBLIC_SCHEMAS, type PublicSchemaName } from './src/json-schema.ts';

/** Part of the build: writes the JSON Schema of each public schema beside the compiled code. */
const directory = new URL('dist/json-schema/', import.meta.url);
mkdirSync(directory, { recursive: true });
for (const name of Object.keys(PUBLIC_SCHEMAS) as PublicSchemaName[]) {
  writeFileSync(new URL(`${name}.json`, directory), `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
}
