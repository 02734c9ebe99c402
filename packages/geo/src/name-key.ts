import { searchKeys } from '@rahyar/domain';

/** The key under which two spellings of a place name meet: as `searchKeys`, without spaces and punctuation. */
export const nameKey = (name: string): string => searchKeys(name).joined.replace(/[^\p{L}\p{N}]/gu, '');
