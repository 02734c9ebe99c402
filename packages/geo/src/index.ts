export { cityCoordinates, countyCentre, nearestCounty } from './coordinates.ts';
export { type Coordinates, distanceKm } from './distance.ts';
export { ADMINISTRATIVE_LEVEL_LABELS, ADMINISTRATIVE_LEVELS, type AdministrativeLevel, type Division, type Province } from './division.ts';
export { ancestorsOf, childrenOf, divisions, findDivision, provinceOf, provinces } from './divisions.ts';
export { countyPopulation, type Population, populationOf } from './population.ts';
export { type DivisionSearch, searchDivisions } from './search-divisions.ts';
