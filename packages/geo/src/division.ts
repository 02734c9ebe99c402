import type { DivisionCode, Label } from '@rahyar/domain';

/** The levels of the official divisions, from the largest on; search results of equal merit come in this order. */
export const ADMINISTRATIVE_LEVELS = ['province', 'county', 'district', 'city', 'cityRegion', 'ruralDistrict'] as const;
export type AdministrativeLevel = (typeof ADMINISTRATIVE_LEVELS)[number];

export const ADMINISTRATIVE_LEVEL_LABELS = {
  province: { fa: 'استان', en: 'province' },
  county: { fa: 'شهرستان', en: 'county' },
  district: { fa: 'بخش', en: 'district' },
  city: { fa: 'شهر', en: 'city' },
  cityRegion: { fa: 'منطقهٔ شهری', en: 'city region' },
  ruralDistrict: { fa: 'دهستان', en: 'rural district' },
} as const satisfies Record<AdministrativeLevel, Label>;

/**
 * One official division. A county and a city of one name are two divisions. Cities, city regions and rural districts lie side by side
 * in a district: the source has no arrow from a region to its city.
 */
export type Division = {
  readonly code: DivisionCode;
  readonly level: AdministrativeLevel;
  /** In Persian. */
  readonly name: string;
  /** A province has none. */
  readonly parent: DivisionCode | undefined;
};

export type Province = Division & {
  readonly level: 'province';
  readonly en: string;
  /** ISO 3166-2, codes of 2020: `IR-` and the code. */
  readonly iso: string;
};
