/** The streams of random numbers that a seed gives: a change in what one of them feeds leaves the others as they are. */
export const STREAMS = { jurisdictions: 1, staff: 2, people: 3, collectives: 4, links: 5, profiles: 6, languages: 7 } as const;
