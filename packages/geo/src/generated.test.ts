/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedModules } from '../generate.ts';

const folder = new URL('data/', import.meta.url);

describe('src/data', () => {
  it.each([...generatedModules()])('%s is what generate.ts makes of data/*.csv', (file, content) => {
    expect(readFileSync(new URL(file, folder), 'utf8')).toBe(content);
  });

  it('holds nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual([...generatedModules().keys()].sort());
  });

  it('carries the licences of its sources as legal comments', () => {
    expect(generatedModules().get('divisions.ts')).toMatch(/^\/\*![^/]*Copyright \(c\) 2017 Ahmad Azizi/);
    expect(generatedModules().get('city-coordinates.ts')).toMatch(/^\/\*![^/]*Copyright \(c\) 2019 Salar Bahador/);
    expect(generatedModules().get('city-coordinates.ts')).toContain('Creative Commons Attribution 4.0');
  });
});
