import { ADMINISTRATIVE_LEVEL_LABELS, findDivision, provinceOf } from '@rahyar/geo';

/** A place as a reader knows it, in Persian: its level and name, and below the county also the province. An unknown code stays a code. */
export function placeName(code: string): string {
  const division = findDivision(code);
  if (division === undefined) return code;
  const own = `${ADMINISTRATIVE_LEVEL_LABELS[division.level].fa} ${division.name}`;
  return division.level === 'province' ? own : `${own}، ${provinceOf(code)?.name}`;
}
