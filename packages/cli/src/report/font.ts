import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FILE = '@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2';

/** The Persian letters of Vazirmatn (OFL-1.1), all weights, as base64: the page carries its font and asks no network for it. */
export const vazirmatnBase64 = (): string => readFileSync(createRequire(import.meta.url).resolve(FILE)).toString('base64');
