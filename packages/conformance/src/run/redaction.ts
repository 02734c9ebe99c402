import { type Capability, leavesOf, ProblemV1 } from '@rahyar/partners/contract';

/** Hides what a report must not hold: values of fields with a mark, and long runs of digits that may be somebody's. */
export type Redaction = {
  readonly body: (text: string) => string;
  readonly headers: (headers: Iterable<[string, string]>) => Record<string, string>;
};

const SECRET_HEADERS = ['authorization', 'signature', 'cookie', 'set-cookie', 'webhook-signature'];
const SHOWN_CHARACTERS = 2_000;

/** Redacts by the marks of some capabilities; whatever their partner echoes in a place of its own is caught by its look. */
export function redactionFor(capabilities: readonly Capability[]): Redaction {
  const marks = new Map<string, string>();
  for (const { operations } of capabilities)
    for (const { body, query, output } of Object.values(operations))
      for (const { path, pii } of [body, query, output].flatMap((schema) => leavesOf(schema)))
        if (pii !== undefined && pii !== 'none') marks.set(path.findLast((step) => step !== '[]') ?? '', pii);

  const hide = (value: unknown, name = ''): unknown => {
    const mark = marks.get(name);
    if (mark !== undefined && value !== null) return `[${mark}]`;
    if (Array.isArray(value)) return value.map((item) => hide(item, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner, key)]));
    if (typeof value === 'number') return Math.abs(value) < 1e9 ? value : '[digits]';
    return typeof value === 'string' ? hidden(value) : value;
  };

  /** The fields of a problem document are nobody's, whatever a field of the same name is elsewhere. */
  const inProblem = (json: object): object =>
    Object.fromEntries(
      Object.entries(json).map(([key, inner]) => [
        key,
        key in ProblemV1.shape && typeof inner === 'string' ? hidden(inner) : hide(inner, key),
      ]),
    );

  return Object.freeze({
    body: (text: string) => {
      try {
        const json: unknown = JSON.parse(text);
        return JSON.stringify(isProblem(json) ? inProblem(json) : hide(json)).slice(0, SHOWN_CHARACTERS);
      } catch {
        return text === '' ? '' : `[${Buffer.byteLength(text)} bytes that are not JSON]`;
      }
    },
    headers: (headers: Iterable<[string, string]>) =>
      Object.fromEntries([...headers].map(([name, value]) => [name, SECRET_HEADERS.includes(name) ? '[hidden]' : value])),
  });
}

const isProblem = (json: unknown): json is object => ProblemV1.safeParse(json).success;

const hidden = (text: string): string => text.replaceAll(/(?<![0-9A-Za-z])(?:IR)?\d{10,26}(?![0-9A-Za-z])/g, '[digits]');
