import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { house } from '../run.ts';

/**
 * Moves the baseline: the published contract of today becomes the one that later changes are held against. Run once for each release,
 * after `npm run generate`.
 */
const published = join(house, 'packages/partners/contract');
const released = join(house, 'packages/partners/contract-released');

rmSync(released, { recursive: true, force: true });
mkdirSync(released, { recursive: true });
const partners = readdirSync(published, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of partners) {
  const document: unknown = JSON.parse(readFileSync(join(published, name, 'openapi.json'), 'utf8'));
  writeFileSync(join(released, `${name}.json`), `${JSON.stringify(document)}\n`);
}
process.stdout.write(`${partners.length} contracts released\n`);
