const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * The wait that a Retry-After header asks for, in milliseconds from `nowMs`; `undefined` if the header is absent or not understood.
 * Seconds and the preferred HTTP date are read (RFC 9110, 10.2.3 and 5.6.7); the two obsolete date forms are not.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  if (!IMF_FIXDATE.test(header)) return undefined;
  const momentMs = Date.parse(header);
  return Number.isNaN(momentMs) ? undefined : Math.max(0, momentMs - nowMs);
}
