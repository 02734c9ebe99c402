import * as z from 'zod';
import { DivisionCode, withinDivision } from './identifiers/division-code.ts';

/**
 * Mahdoodeh (L56, L89): the specified geographic area of a rahyar, as a set of division codes of any level.
 * Its size is not fixed: one town and seven counties are both areas. Areas may overlap (L111).
 */
export const ServiceArea = z.array(DivisionCode).min(1).max(2_000);
export type ServiceArea = z.infer<typeof ServiceArea>;

/** Whether a place lies in the area: its own code or a division above it is in the set. Linear in the size of the set. */
export const areaCovers = (area: ServiceArea, place: DivisionCode): boolean => area.some((code) => withinDivision(place, code));
