import * as z from 'zod';

const Fields = z.record(z.string(), z.unknown());
/** An input, and what the thing is to be made with before, where the step is on a thing. */
const Case = z.strictObject({ input: Fields, madeWith: Fields.optional() });

/**
 * The states of a partner that only the partner can bring about: inputs that work there, things that stand in a state, and inputs that are
 * turned down with a code.
 */
export const Fixtures = z.strictObject({
  /** Operation id → an input that is carried out. */
  inputs: z.record(z.string(), Fields).default({}),
  /** Name of the resource → state → ids of things in that state. */
  things: z.record(z.string(), z.record(z.string(), z.array(z.string()))).default({}),
  /** Operation id → code → an input that is turned down with it. */
  codes: z.record(z.string(), z.record(z.string(), Case)).default({}),
});
export interface Fixtures extends z.infer<typeof Fixtures> {}

export const NO_FIXTURES: Fixtures = Object.freeze({ inputs: {}, things: {}, codes: {} });
