import { toPersianDigits } from '@rahyar/domain';
import { ADMINISTRATIVE_LEVEL_LABELS, ancestorsOf, type Division, findDivision } from '@rahyar/geo';

/**
 * A place as a reader knows it, in Persian: its level, its name and its province; a district and a rural district with their county too,
 * since nearly every county has a Central district. An unknown code stays a code.
 */
export function placeName(code: string): string {
  const division = findDivision(code);
  if (division === undefined) return code;
  const [province, county] = ancestorsOf(code);
  const around = division.level === 'district' || division.level === 'ruralDistrict' ? [county, province] : [province];
  return [
    named(division),
    ...around.flatMap((outer) => (outer === undefined ? [] : [outer === province ? outer.name : named(outer)])),
  ].join('، ');
}

const named = ({ level, name }: Division): string => `${ADMINISTRATIVE_LEVEL_LABELS[level].fa} ${toPersianDigits(name)}`;
