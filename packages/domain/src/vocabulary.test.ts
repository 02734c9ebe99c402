import { describe, expect, it } from 'vitest';
import { INPUT_ISSUE_LABELS } from './input-error.ts';
import { KEY_PROCESSES } from './key-process.ts';
import { AFFILIATED_ORGANIZATIONS, RAHYARI_ORGANIZATIONS } from './organization.ts';
import { VOCABULARIES } from './vocabulary.ts';

const terms = VOCABULARIES.flatMap((vocabulary) => Object.values(vocabulary.terms));

describe('the vocabulary', () => {
  it('has Persian letters only in Persian labels, and none in English ones', () => {
    for (const { fa, en } of [...terms, ...Object.values(INPUT_ISSUE_LABELS)]) {
      expect(fa).toMatch(/^[\u0600-\u06FF\u200c\s«»()A-Z‌]+$/u);
      expect(fa).not.toMatch(/[يك]/u);
      expect(en).not.toMatch(/[\u0600-\u06FF]/u);
    }
  });

  it('cites lines that the founding text has', () => {
    for (const { source } of terms) {
      const lines = [...source.matchAll(/L(\d+)/g)].map((match) => Number(match[1]));
      if (source !== 'assumed') expect(lines.length).toBeGreaterThan(0);
      expect(lines.every((line) => line >= 1 && line <= 137)).toBe(true);
    }
  });

  it('names every organisation of the text, and the twelve processes', () => {
    expect(RAHYARI_ORGANIZATIONS).toHaveLength(7);
    expect(AFFILIATED_ORGANIZATIONS).toHaveLength(4);
    expect(KEY_PROCESSES).toHaveLength(12);
  });
});
