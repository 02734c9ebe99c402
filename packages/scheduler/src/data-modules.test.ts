/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderDataModules } from '../generate.ts';

const readPackageFile = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it.each(renderDataModules((fileName) => readPackageFile(`data/${fileName}`)))('keeps $path as generate.ts renders it', ({ path, text }) => {
  expect(readPackageFile(path)).toBe(text);
});
