/** Degrees; latitude north, longitude east. */
export type Coordinates = { readonly latitude: number; readonly longitude: number };

/** Kilometres along the great circle (haversine) on a sphere of the earth's mean radius; the flattening makes it wrong by about 0.5 % at most. */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  const northward = Math.sin(radians(b.latitude - a.latitude) / 2);
  const eastward = Math.sin(radians(b.longitude - a.longitude) / 2);
  const haversine = northward ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * eastward ** 2;
  return 2 * MEAN_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

/** The mean radius R1 of the IUGG. */
const MEAN_RADIUS_KM = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
