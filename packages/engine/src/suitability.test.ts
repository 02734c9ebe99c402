import { DEFAULT_POLICY, type RahyariPolicy, rahyarOf } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, type Profile } from './profile.ts';
import { speakTogether, type Unsuitability, unmasteredNeeds, unsuitability } from './suitability.ts';
import { areaPost, onlinePost, serviceWith, staffWith } from './testing/small-world.ts';

const rahyarWith = (service: Readonly<Record<string, unknown>>, post: unknown = areaPost('01')) => {
  const outcome = rahyarOf(staffWith('s', post, {}, { service: serviceWith({}, service) }));
  if ('not' in outcome) throw new Error(outcome.not);
  return outcome.rahyar;
};
const saying = (says: Partial<Profile>): Profile => ({ ...NOTHING_SAID, ...says });
const demanding = (demands: Partial<Pick<RahyariPolicy, 'language' | 'skill'>>): RahyariPolicy => ({
  ...DEFAULT_POLICY,
  language: 'preferred',
  skill: 'preferred',
  ...demands,
});

const writer = { channels: ['sms'] };
const kurdish = { languages: ['kurdish'] };
const unskilled = { mastery: ['membership'] };

describe('unsuitability', () => {
  it.each<[string, Readonly<Record<string, unknown>>, unknown, Partial<Profile>, RahyariPolicy, Unsuitability | undefined]>([
    ['nothing said', writer, areaPost('01'), {}, demanding({ language: 'required', skill: 'required' }), undefined],
    ['no channel in common', writer, areaPost('01'), { channels: ['phoneCounselling'] }, demanding({}), 'noCommonChannel'],
    ['one channel of two', writer, areaPost('01'), { channels: ['phoneCounselling', 'sms'] }, demanding({}), undefined],
    ['no language, required', kurdish, areaPost('01'), { languages: ['persian'] }, demanding({ language: 'required' }), 'noCommonLanguage'],
    ['no language, preferred', kurdish, areaPost('01'), { languages: ['persian'] }, demanding({}), undefined],
    ['no language, online', kurdish, onlinePost, { languages: ['persian'] }, demanding({ language: 'required' }), undefined],
    [
      'no skill, required',
      unskilled,
      areaPost('01'),
      { needs: ['membership', 'loanRequest'] },
      demanding({ skill: 'required' }),
      'lacksSkill',
    ],
    ['no skill, preferred', unskilled, areaPost('01'), { needs: ['loanRequest'] }, demanding({}), undefined],
    ['no skill, online', unskilled, onlinePost, { needs: ['loanRequest'] }, demanding({ skill: 'required' }), undefined],
    ['skill, required', unskilled, areaPost('01'), { needs: ['membership'] }, demanding({ skill: 'required' }), undefined],
  ])('%s', (_case, service, post, says, policy, expected) => {
    expect(unsuitability(rahyarWith(service, post), saying(says), policy)).toBe(expected);
  });
});

describe('speakTogether', () => {
  it.each<[string, Readonly<Record<string, unknown>>, Profile['languages'], boolean]>([
    ['neither says anything: both speak Persian', {}, [], true],
    ['the rahyar speaks Kurdish only', kurdish, [], false],
    ['the subject speaks Kurdish only', {}, ['kurdish'], false],
    ['both speak Kurdish, beside others', { languages: ['arabic', 'kurdish'] }, ['azerbaijani', 'kurdish'], true],
  ])('%s', (_case, service, languages, expected) => {
    expect(speakTogether(rahyarWith(service), saying({ languages }))).toBe(expected);
  });
});

describe('unmasteredNeeds', () => {
  it('counts the needs that the rahyar does not master', () => {
    const counts = [[], ['membership'], ['loanRequest', 'membership', 'digitalCheque']] as const;
    expect(counts.map((needs) => unmasteredNeeds(rahyarWith(unskilled), saying({ needs })))).toEqual([0, 0, 2]);
  });
});
