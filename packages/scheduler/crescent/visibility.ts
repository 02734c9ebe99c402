import { AngleBetween, type AstroTime, Body, Equator, Horizon, MakeTime, type Observer, SearchRiseSet } from 'astronomy-engine';

/**
 * How easily the young crescent is seen from a site on the evening of a day, given in days since 1970-01-01: Odeh's V, in degrees by which
 * the arc of vision exceeds what eyes need for a crescent of that width. About 0 needs a telescope, 6 and more is seen by everybody.
 * `-Infinity` when the moon sets before the sun.
 * Source: M. Odeh, "New criterion for lunar crescent visibility", Experimental Astronomy 18 (2004), 39-64.
 */
export function crescentVisibility(site: Observer, day: number): number {
  const noon = MakeTime(day - DAY_OF_J2000 + NOON_IN_TEHRAN);
  const sunset = setting(Body.Sun, site, noon);
  const lagDays = setting(Body.Moon, site, noon).ut - sunset.ut;
  if (lagDays <= 0 || lagDays > LONGEST_LAG_DAYS) return Number.NEGATIVE_INFINITY;
  // The best moment to look: the sky is dark enough, the moon not yet too low.
  const { arcOfVision, width } = crescentAt(site, sunset.AddDays((lagDays * 4) / 9));
  return arcOfVision - (-0.1018 * width ** 3 + 0.7319 * width ** 2 - 6.3226 * width + 7.1651);
}

/** 2000-01-01T12:00Z, from which astronomy-engine counts, in days since 1970-01-01. */
export const DAY_OF_J2000 = 10_957.5;
/** 12:00 in Tehran, UTC+03:30, as a part of the day that began at 00:00Z. */
const NOON_IN_TEHRAN = 8.5 / 24;
/** A moon that sets later than this is an old one, which sets in the morning. */
const LONGEST_LAG_DAYS = 0.25;
const MOON_RADIUS_AU = 1737.4 / 149_597_870.7;
const DEGREE = Math.PI / 180;

function setting(body: Body, site: Observer, after: AstroTime): AstroTime {
  const time = SearchRiseSet(body, site, -1, after, 2);
  if (time === null) throw new Error(`${body} does not set`);
  return time;
}

/** As an eye at the site sees it, without air: the moon's height above the sun in degrees, and the crescent's width in minutes of arc. */
function crescentAt(site: Observer, time: AstroTime): { readonly arcOfVision: number; readonly width: number } {
  const [moon, sun] = [Equator(Body.Moon, time, site, true, true), Equator(Body.Sun, time, site, true, true)];
  const arcOfVision = Horizon(time, site, moon.ra, moon.dec).altitude - Horizon(time, site, sun.ra, sun.dec).altitude;
  const semidiameter = (Math.asin(MOON_RADIUS_AU / moon.dist) / DEGREE) * 60;
  return { arcOfVision, width: semidiameter * (1 - Math.cos(AngleBetween(moon.vec, sun.vec) * DEGREE)) };
}
