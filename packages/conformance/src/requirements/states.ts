import { actionsIn, isFinal, type Resource, statesOf, transitionFrom } from '@rahyar/partners/contract';
import { type AtOperation, codeText, statesFor } from '../run/at-operation.ts';
import { type Fields, fieldsOf, type Thing, wayTo } from '../run/kit.ts';
import { wordShown } from '../run/redaction.ts';
import { firstBad, holds, notApplicable, skip, type Verdict } from '../run/verdict.ts';
import { NO_INPUT, ofEach, type Requirement } from './requirement.ts';

const SOURCE = 'contract, state machines; Google AIP-216';

/** How things move. */
export const STATES: readonly Requirement[] = [
  ofEach(
    'commands',
    {
      id: 'STAT-01',
      level: 'L2',
      atPort: true,
      text: { fa: 'پاسخِ فرمان با شکل قرارداد می‌خواند.', en: 'The answer of a command keeps the shape of the contract.' },
      source: 'contract, operations',
    },
    async ({ shaped }) => shaped(),
  ),
  ofEach(
    'creates',
    {
      id: 'STAT-02',
      level: 'L2',
      atPort: true,
      text: { fa: 'چیز تازه در وضعیت نخست و نسخهٔ ۱ است.', en: 'A new thing stands in the first state, at version 1.' },
      source: SOURCE,
    },
    async ({ success, resource }) =>
      success(({ json }) => {
        const { state, stateVersion } = fieldsOf(json);
        return holds(
          state === resource?.machine.initial && stateVersion === 1,
          `${String(resource?.machine.initial)} 1`,
          `${wordShown(state)} ${wordShown(stateVersion)}`,
        );
      }),
  ),
  ofEach(
    'reads',
    {
      id: 'STAT-03',
      level: 'L2',
      atPort: true,
      text: {
        fa: 'allowedActions همان گام‌هایی است که فراخواننده در آن وضعیت دارد.',
        en: 'allowedActions are the steps that the caller has in that state.',
      },
      source: SOURCE,
    },
    async ({ success, resource }) =>
      success(({ json }) => {
        const { state, allowedActions } = fieldsOf(json);
        if (resource === undefined || typeof state !== 'string' || !statesOf(resource.machine).includes(state))
          return notApplicable('a known state');
        const known = new Set(resource.machine.transitions.map(({ action }) => action));
        const shown = (Array.isArray(allowedActions) ? (allowedActions as unknown[]).map(String) : []).filter((action) =>
          known.has(action),
        );
        const allowed = actionsIn(resource.machine, state, 'caller');
        return holds(
          [...shown].sort().join() === [...new Set(allowed)].sort().join(),
          allowed.join(', ') || 'none',
          shown.join(', ') || 'none',
        );
      }),
  ),
  ofEach(
    'acts',
    {
      id: 'STAT-04',
      level: 'L2',
      atPort: true,
      text: { fa: 'گام به همان وضعیتی می‌رسد که ماشین وضعیت می‌گوید.', en: 'A step leads to the state that the machine names.' },
      source: SOURCE,
    },
    async (at) =>
      eachStart(at, (before, { json, status }) => {
        const to = at.resource === undefined ? undefined : transitionFrom(at.resource.machine, before.state, actionOf(at))?.to;
        return holds(
          status < 300 && fieldsOf(json)['state'] === to,
          `${String(to)} out of ${wordShown(before.state)}`,
          `${status} ${wordShown(fieldsOf(json)['state'])}`,
        );
      }),
  ),
  ofEach(
    'acts',
    {
      id: 'STAT-05',
      level: 'L2',
      atPort: true,
      text: {
        fa: 'گامی که در آن وضعیت روا نیست پاسخ ۴۰۹ می‌گیرد.',
        en: 'A step that the state does not allow is answered 409 INVALID_STATE_TRANSITION.',
      },
      source: SOURCE,
    },
    async (at) => {
      const thing = await wrongStart(at);
      if (thing === undefined) return notApplicable('a state without this step that the kit can reach');
      const { status, json } = await at.askThis({ ...at.at.example, id: thing.id });
      return holds(status === 409, '409 INVALID_STATE_TRANSITION', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
  ofEach(
    'acts',
    {
      id: 'STAT-06',
      level: 'L2',
      atPort: true,
      text: { fa: 'stateVersion با هر گام بزرگ‌تر می‌شود.', en: 'stateVersion grows with each step.' },
      source: SOURCE,
    },
    async (at) =>
      eachStart(at, (before, { json, status }) => {
        const { stateVersion } = fieldsOf(json);
        return status < 300
          ? holds(
              typeof stateVersion === 'number' && stateVersion > before.stateVersion,
              `more than ${wordShown(before.stateVersion)}`,
              wordShown(stateVersion),
            )
          : skip('a step that is taken');
      }),
  ),
  ofEach(
    'acts',
    {
      id: 'STAT-07',
      level: 'L2',
      atPort: true,
      text: { fa: 'timeline گامِ برداشته‌شده را در پایان دارد.', en: 'The timeline ends with the step that was taken.' },
      source: SOURCE,
    },
    async ({ success }) =>
      success(({ json }) => {
        const { timeline, state } = fieldsOf(json);
        const last = Array.isArray(timeline) ? fieldsOf(timeline.at(-1)) : {};
        return holds(last['state'] === state, `${wordShown(state)} last`, wordShown(last['state']));
      }),
  ),
  ofEach(
    'acts',
    {
      id: 'STAT-08',
      level: 'L2',
      atPort: true,
      text: { fa: 'گامِ ردشده چیزی را تغییر نمی‌دهد.', en: 'A step that is refused changes nothing.' },
      source: SOURCE,
    },
    async (at) => {
      const thing = await wrongStart(at);
      if (thing === undefined) return notApplicable('a state without this step that the kit can reach');
      const before = await at.read(thing.id);
      if (before === undefined) return notApplicable('a read of it');
      const { status } = await at.askThis({ ...at.at.example, id: thing.id });
      if (status < 400) return skip('a refusal');
      const after = await at.read(thing.id);
      return holds(
        after?.state === before.state && after.stateVersion === before.stateVersion,
        `${wordShown(before.state)} ${wordShown(before.stateVersion)}`,
        `${wordShown(after?.state)} ${wordShown(after?.stateVersion)}`,
      );
    },
  ),
  ofEach(
    'amends',
    {
      id: 'STAT-09',
      level: 'L2',
      atPort: true,
      text: { fa: 'تغییر در وضعیتی که روا نیست پاسخ ۴۰۹ می‌گیرد.', en: 'A change in a state that does not allow it is answered 409.' },
      source: SOURCE,
    },
    async (at) => {
      const thing = await wrongStart(at);
      if (thing === undefined) return notApplicable('a state without this change that the kit can reach');
      const { status, json } = await at.askThis({ ...at.at.example, id: thing.id });
      return holds(status === 409, '409', `${status} ${codeText(fieldsOf(json)['code'])}`);
    },
  ),
  ofEach(
    'amends',
    {
      id: 'STAT-10',
      level: 'L2',
      atPort: true,
      text: {
        fa: 'تغییر، وضعیت را نگه می‌دارد و نسخه را بزرگ‌تر می‌کند.',
        en: 'A change of fields keeps the state and makes the version grow.',
      },
      source: 'contract, state machines',
    },
    async (at) => {
      const input = await at.input();
      const before = input === undefined ? undefined : await at.read(String(input['id']));
      if (input === undefined || before === undefined) return skip(NO_INPUT);
      const { status, json } = await at.askThis(input);
      const { state, stateVersion } = fieldsOf(json);
      if (status >= 300) return skip(NO_INPUT);
      return holds(
        state === before.state && typeof stateVersion === 'number' && stateVersion > before.stateVersion,
        `${wordShown(before.state)}, more than ${wordShown(before.stateVersion)}`,
        `${wordShown(state)} ${wordShown(stateVersion)}`,
      );
    },
  ),
  ofEach(
    'amends',
    {
      id: 'STAT-11',
      level: 'L2',
      atPort: true,
      text: { fa: 'آنچه افزوده شد در فهرست دیده می‌شود.', en: 'What was added stands in its list.' },
      source: 'contract, operations',
    },
    async (at) => {
      const { effect } = at.at;
      if (effect.kind !== 'amend' || effect.appendTo === undefined) return notApplicable('a list that grows');
      const input = await at.input();
      const before = input === undefined ? undefined : await at.read(String(input['id']));
      if (input === undefined || before === undefined) return skip(NO_INPUT);
      const { status, json } = await at.askThis(input);
      const [was, is] = [lengthOf(before, effect.appendTo), lengthOf(fieldsOf(json), effect.appendTo)];
      return status < 300 ? holds(is === was + 1, `${was + 1} entries`, `${is} entries`) : skip(NO_INPUT);
    },
  ),
];

const lengthOf = (thing: Fields, name: string): number => (Array.isArray(thing[name]) ? (thing[name] as unknown[]).length : 0);
const actionOf = ({ at }: AtOperation): string => (at.effect.kind === 'act' ? at.effect.action : '');

/** Takes the step out of every state that the kit can bring a thing to. */
async function eachStart(
  at: AtOperation,
  judge: (before: Thing, answer: { readonly json: unknown; readonly status: number }) => Verdict,
): Promise<Verdict> {
  const { resource } = at;
  if (resource === undefined) return notApplicable('a resource');
  const verdicts: Verdict[] = [];
  for (const state of statesFor(at.at) ?? []) {
    const thing = await at.thingIn(resource, [state]);
    if (thing !== undefined)
      verdicts.push(
        judge((await at.read(thing.id)) ?? thing, await at.askThis({ ...at.fixtures.inputs[at.named.id], ...at.at.example, id: thing.id })),
      );
  }
  return verdicts.length === 0
    ? skip(`a thing in one of ${(statesFor(at.at) ?? []).join(', ')}: give one in the fixtures`)
    : firstBad(verdicts);
}

/** A thing in the nearest state that does not allow the operation: the first one, or one that a step away leads to. */
async function wrongStart(at: AtOperation): Promise<Thing | undefined> {
  const { resource } = at;
  if (resource === undefined) return undefined;
  const allowed = statesFor(at.at) ?? [];
  const wrong = statesOf(resource.machine).filter((state) => !allowed.includes(state));
  const reached = wrong
    .filter((state) => reachable(at, resource, state))
    .sort((a, b) => Number(isFinal(resource.machine, a)) - Number(isFinal(resource.machine, b)));
  return reached.length === 0 ? undefined : at.thingIn(resource, reached);
}

const reachable = (at: AtOperation, resource: Resource, state: string): boolean =>
  (at.fixtures.things[resource.name]?.[state]?.length ?? 0) > 0 || wayTo(at, resource, resource.machine.initial, [state]) !== undefined;
