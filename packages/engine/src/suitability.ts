import { DEFAULT_LANGUAGES, type Rahyar, type RahyariPolicy } from '@rahyar/domain';
import type { Profile } from './profile.ts';

/** Why an available rahyar who covers a subject may not accompany it all the same. */
export type Unsuitability = 'noCommonChannel' | 'noCommonLanguage' | 'lacksSkill';

/**
 * Whether a rahyar suits what a subject says of itself. A channel in common is what makes a rahyar reachable (L77 "در دسترس"), for whoever states
 * channels; a language in common and skill in all needs are asked where the policy requires them, but never of an online rahyar, who is there
 * for everyone (L58). `undefined` means that nothing is in the way.
 */
export function unsuitability(rahyar: Rahyar, profile: Profile, policy: RahyariPolicy): Unsuitability | undefined {
  const { channels } = rahyar.service;
  if (profile.channels.length > 0 && !profile.channels.some((channel) => channels.includes(channel))) return 'noCommonChannel';
  if (rahyar.kind === 'online') return undefined;
  if (policy.language === 'required' && !speakTogether(rahyar, profile)) return 'noCommonLanguage';
  return policy.skill === 'required' && unmasteredNeeds(rahyar, profile) > 0 ? 'lacksSkill' : undefined;
}

/** Whether they have a language in common; who states none speaks Persian. */
export function speakTogether({ service }: Rahyar, { languages }: Profile): boolean {
  const spoken = stated(service.languages ?? []);
  return stated(languages).some((language) => spoken.includes(language));
}

const stated = (languages: Profile['languages']): Profile['languages'] => (languages.length === 0 ? DEFAULT_LANGUAGES : languages);

/** How many of the needs the rahyar does not master. */
export const unmasteredNeeds = ({ service }: Rahyar, { needs }: Profile): number =>
  needs.filter((need) => !service.mastery.includes(need)).length;
