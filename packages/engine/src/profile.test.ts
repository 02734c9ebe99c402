import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, profileAt, profileKey, profileOf } from './profile.ts';
import { memberWith, worldOf } from './testing/small-world.ts';

describe('a profile', () => {
  it('lists what a subject says in the order of the vocabularies', () => {
    const said = profileOf({
      needs: ['loanRequest', 'membership'],
      languages: ['kurdish', 'persian'],
      channels: ['sms', 'phoneCounselling'],
    });
    expect(said).toEqual({
      needs: ['membership', 'loanRequest'],
      languages: ['persian', 'kurdish'],
      channels: ['phoneCounselling', 'sms'],
    });
  });

  it('is that of whoever says nothing only where nothing is said', () => {
    expect(profileOf({})).toBe(NOTHING_SAID);
    expect(profileOf({ needs: [], languages: [], channels: [] })).toBe(NOTHING_SAID);
    expect(profileOf({ needs: ['membership'] })).toEqual({ ...NOTHING_SAID, needs: ['membership'] });
    expect(profileOf({ languages: ['persian'] })).toEqual({ ...NOTHING_SAID, languages: ['persian'] });
    expect(profileOf({ channels: ['sms'] })).toEqual({ ...NOTHING_SAID, channels: ['sms'] });
    expect(profileOf({ needs: ['membership'], languages: ['persian'] })).not.toBe(NOTHING_SAID);
    expect(profileOf({ languages: ['persian'], channels: ['sms'] })).not.toBe(NOTHING_SAID);
  });

  it('has a key of its own', () => {
    const said: Parameters<typeof profileOf>[0][] = [
      {},
      { needs: ['membership'] },
      { languages: ['persian'] },
      { channels: ['sms'] },
      { channels: ['sms', 'message'] },
    ];
    expect(new Set(said.map((facts) => profileKey(profileOf(facts)))).size).toBe(said.length);
  });

  it('is found by the index of the subject', () => {
    const problem = worldOf([], [memberWith('p1'), memberWith('p2', { needs: ['membership'] })]);
    expect(profileAt(problem, 0)).toBe(NOTHING_SAID);
    expect(profileAt(problem, 1)).toEqual({ ...NOTHING_SAID, needs: ['membership'] });
  });
});
