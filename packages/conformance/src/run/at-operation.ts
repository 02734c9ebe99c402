import type { AnyOperation, NamedOperation, Resource } from '@rahyar/partners/contract';
import { type Change, type Fields, fieldsOf, inputFor, type Kit, type Thing } from './kit.ts';
import type { Answer } from './talk.ts';
import { fail, pass, skip, type Verdict } from './verdict.ts';

/** What a check of one operation works with. */
export type AtOperation = Kit & {
  readonly named: NamedOperation;
  readonly at: AnyOperation;
  readonly resource: Resource | undefined;
  /** An input that is carried out, with a fresh thing where it is on one; `undefined` where the kit has none. */
  readonly input: () => Promise<Fields | undefined>;
  /** An input for calls that are refused before anything is looked up, made once. */
  readonly someInput: () => Promise<Fields | undefined>;
  /** An input on no such thing: for what is refused whatever the thing. */
  readonly stranger: () => Fields;
  readonly askThis: (input: Fields, change?: Change) => Promise<Answer>;
  /** The usual refusal, asked for in another manner. */
  readonly refusedCall: (change: Change) => Promise<Answer>;
  /** Passes where such a call is refused with the status and the code. */
  readonly refusedFor: (ask: (input: Fields) => Promise<Answer>, status: number, code: string) => Promise<Verdict>;
  /** One call that is carried out, the same for every check of the run. */
  readonly sample: () => Promise<Answer | undefined>;
  /** The same with another one each time, and its input. */
  readonly freshSuccess: () => Promise<{ readonly input: Fields; readonly answer: Answer } | undefined>;
  /** Judges the sample, if it was carried out. */
  readonly success: (judge: (answer: Answer) => Verdict) => Promise<Verdict>;
  /** Whether the sample keeps the schema of the operation. */
  readonly shaped: () => Promise<Verdict>;
  /** One call that is refused for its content, the same for every check of the run. */
  readonly refusal: () => Promise<Answer>;
  readonly read: (id: string) => Promise<Thing | undefined>;
};

/** The answers that checks of one operation share. */
export type Samples = { input?: Promise<Fields | undefined>; sample?: Promise<Answer | undefined>; refusal?: Promise<Answer> };

export function atOperation(kit: Kit, named: NamedOperation, samples: Samples): AtOperation {
  const at = named.operation;
  const resource = 'resource' in at.effect ? at.effect.resource : undefined;
  const askThis = (input: Fields, change?: Change): Promise<Answer> => kit.ask(named, input, change);
  const shown = async <A extends Answer | undefined>(answer: Promise<A>): Promise<A> => {
    const given = await answer;
    if (given !== undefined && !kit.exchanges.includes(given.exchange)) (kit.exchanges as Answer['exchange'][]).push(given.exchange);
    return given;
  };
  const input = async (): Promise<Fields | undefined> => {
    const own = inputFor(kit, named);
    if (!('id' in at.params.shape) || resource === undefined || 'id' in own) return own;
    const thing = await kit.thingIn(resource, statesFor(at));
    return thing === undefined ? undefined : { ...own, id: thing.id };
  };
  const sample = (): Promise<Answer | undefined> => {
    samples.sample ??= input().then((given) => (given === undefined ? undefined : askThis(given)));
    return shown(samples.sample);
  };
  const someInput = (): Promise<Fields | undefined> => {
    samples.input ??= input();
    return samples.input;
  };
  const success = async (judge: (answer: Answer) => Verdict): Promise<Verdict> => {
    const answer = await sample();
    if (answer === undefined) return skip('an input that is carried out: give one in the fixtures');
    return answer.status < 300 ? judge(answer) : skip(`a call that is carried out; it was answered ${answer.status}`);
  };
  return {
    ...kit,
    named,
    at,
    resource,
    input,
    someInput,
    stranger: () => ({ ...at.example, ...(resource === undefined || !('id' in at.params.shape) ? {} : { id: unknownId(resource) }) }),
    askThis,
    sample,
    success,
    shaped: () =>
      success(({ json }) => {
        const parsed = at.output.safeParse(json);
        return parsed.success ? pass : fail(`the shape of ${named.id}`, pointersOf(parsed.error.issues));
      }),
    freshSuccess: async () => {
      const given = await input();
      const answer = given === undefined ? undefined : await askThis(given);
      return given === undefined || answer === undefined || answer.status >= 300 ? undefined : { input: given, answer };
    },
    refusedCall: (change) => {
      const [given, usual = {}] = refusedCall(named);
      return askThis(given, { ...usual, ...change });
    },
    refusedFor: async (ask, status, code) => {
      const given = await someInput();
      if (given === undefined) return skip('an input that is carried out: give one in the fixtures');
      const answer = await ask(given);
      const got = fieldsOf(answer.json)['code'];
      return answer.status === status && got === code ? pass : fail(`${status} ${code}`, `${answer.status} ${codeText(got)}`);
    },
    refusal: () => {
      samples.refusal ??= askThis(...refusedCall(named));
      return shown(samples.refusal);
    },
    read: async (id) => {
      const one = Object.entries(kit.profile.operations).find(
        ([, { effect }]) => effect.kind === 'read' && effect.resource.name === resource?.name,
      );
      if (one === undefined) return undefined;
      const answer = await kit.ask({ id: `${kit.profile.id}.${one[0]}`, capability: kit.profile, operation: one[1] }, { id });
      return answer.status === 200 ? (answer.json as Thing) : undefined;
    },
  };
}

/** The states in which an operation on a thing is carried out; any for a reading one. */
export function statesFor({ effect }: AnyOperation): readonly string[] | undefined {
  if (effect.kind === 'amend') return effect.inStates;
  if (effect.kind !== 'act') return undefined;
  return effect.resource.machine.transitions.find(({ action, by }) => action === effect.action && by === 'caller')?.from;
}

/** Nobody has this id: it is well-formed, and no partner gives out the letters of a kit. */
export const unknownId = (resource: Resource): string =>
  `${resource.prefix}_ZZZZCONFORMANCEZZZZNOSUCHTHING`.slice(0, resource.prefix.length + 31);

/** A call that every partner refuses: on no such thing, with a limit out of range, or with a field that is none. */
function refusedCall({ operation }: NamedOperation): [Fields, Change?] {
  const { effect, example, method } = operation;
  if ('id' in operation.params.shape && 'resource' in effect) return [{ ...example, id: unknownId(effect.resource) }];
  return method === 'GET' ? [{ limit: 0 }] : [{ ...example, [STRANGE_FIELD]: true }];
}

/** A code as a report may show it: a partner's text in its place stays out. */
export const codeText = (code: unknown): string =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,62}$/.test(code) ? code : 'without a code';

/** Where a shape is broken: names of the contract and positions, never values or keys of the partner. */
export const pointersOf = (issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string }[]): string =>
  issues
    .slice(0, 5)
    .map(({ path, code }) => `/${path.map(String).join('/')}${code === undefined ? '' : ` (${code})`}`)
    .join(', ');

/** A field that no contract has. */
export const STRANGE_FIELD = 'noSuchField';
