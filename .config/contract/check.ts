import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { house, run, runTool } from '../run.ts';

/** Strangers' tools on the published contract: two linters, and a generator of types whose output must compile. Nothing is fetched. */
const folder = 'packages/partners/contract';
const documents = globSync(`${folder}/*/openapi.json`, { cwd: house }).sort();
const offline = { env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } } as const;

type Verdict = { readonly succeeded: boolean; readonly output: string };

const tools: readonly (readonly [name: string, use: () => Promise<Verdict>])[] = [
  [
    'Redocly',
    () =>
      runTool(
        '@redocly/cli/bin/cli.js',
        ['lint', '--config', '.config/contract/redocly.yaml', ...documents, `${folder}/arazzo.json`],
        offline,
      ),
  ],
  [
    'Spectral',
    () =>
      runTool('@stoplight/spectral-cli/dist/index.js', [
        'lint',
        '--ruleset',
        '.config/contract/spectral.yaml',
        '--fail-severity=warn',
        ...documents,
      ]),
  ],
  ['openapi-typescript', compileTypes],
];

async function compileTypes(): Promise<Verdict> {
  const made = mkdtempSync(join(tmpdir(), 'rahyar-contract-'));
  try {
    for (const path of documents) {
      const document = JSON.parse(readFileSync(join(house, path), 'utf8')) as OpenAPI3;
      writeFileSync(join(made, `${basename(dirname(path))}.ts`), astToString(await openapiTS(document, { silent: true })));
    }
    const files = globSync(join(made, '*.ts'));
    if (files.length === 0) return { succeeded: false, output: 'no contract was found' };
    const flags = ['--strict', '--noEmit', '--target', 'es2023', '--module', 'nodenext', '--types', ''];
    return await run(process.execPath, [join(house, 'node_modules/typescript7/bin/tsc'), '--pretty', 'false', ...flags, ...files]);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

for (const [name, use] of tools) {
  const startedMs = performance.now();
  const { succeeded, output } = await use();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`${succeeded ? 'ok    ' : 'FAILED'}  ${name.padEnd(20)} ${seconds.padStart(6)} s\n`);
  if (!succeeded) {
    process.stdout.write(`${output.trim()}\n`);
    process.exitCode = 1;
  }
}
