import type { NamedOperation } from '../contract/capability.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An answer reckoned from the request alone: what the descriptor shows, with what was asked in it, and by a rule where there is one. */
export function reckoned({ id, operation }: NamedOperation, body: Fields): unknown {
  const shown = operation.answerExample as Fields;
  const asked = Object.entries(body).filter(([name]) => name in shown);
  const answer = { ...shown, ...Object.fromEntries(asked), ...RULES[id]?.(body, operation.example, shown) };
  return operation.output.safeParse(answer).success ? answer : shown;
}

type Amount = { readonly value: number; readonly currency: 'IRR' };

const RULES: Readonly<Record<string, (body: Fields, example: Fields, shown: Fields) => Fields>> = {
  /** In proportion to the face value, as in the example. */
  'bank.promissoryNotes.quote': (body, example, shown) => {
    const share = (body['faceValue'] as Amount).value / (example['faceValue'] as Amount).value;
    const scaled = (name: string): Amount => ({ value: Math.round((shown[name] as Amount).value * share), currency: 'IRR' });
    const [fee, stampDuty] = [scaled('fee'), scaled('stampDuty')];
    return { fee, stampDuty, total: { value: fee.value + stampDuty.value, currency: 'IRR' } };
  },
};
