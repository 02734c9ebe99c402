import { CHANNELS, type Channel, KEY_PROCESSES, type KeyProcess, LANGUAGES, type Language, type Subject } from '@rahyar/domain';

/** What a subject says of itself that rahyars are chosen by. Each list is in the order of its vocabulary; an empty one says nothing. */
export type Profile = {
  readonly needs: readonly KeyProcess[];
  readonly languages: readonly Language[];
  readonly channels: readonly Channel[];
};

/** The profile of whoever says nothing; it has the index 0. */
export const NOTHING_SAID: Profile = { needs: [], languages: [], channels: [] };

export const profileOf = ({ needs = [], languages = [], channels = [] }: Pick<Subject, 'needs' | 'languages' | 'channels'>): Profile =>
  needs.length + languages.length + channels.length === 0
    ? NOTHING_SAID
    : {
        needs: KEY_PROCESSES.filter((process) => needs.includes(process)),
        languages: LANGUAGES.filter((language) => languages.includes(language)),
        channels: CHANNELS.filter((channel) => channels.includes(channel)),
      };

export const profileKey = ({ needs, languages, channels }: Profile): string => `${needs.join()};${languages.join()};${channels.join()}`;

/** What the subject at an index says of itself. */
export const profileAt = (
  { profiles, subjects }: { readonly profiles: readonly Profile[]; readonly subjects: { readonly profile: ArrayLike<number> } },
  subject: number,
): Profile => profiles[subjects.profile[subject] as number] ?? NOTHING_SAID;
