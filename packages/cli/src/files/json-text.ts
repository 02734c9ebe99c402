import { INPUT_LIMITS } from '@rahyar/domain';
import type { RowIssueCode } from './row-issue.ts';

/** A fault that `JSON.parse` passes over in silence. `at` leads to the value, or to the object whose key it is; its keys are those of the text. */
export type JsonTextFault = {
  readonly code: Extract<RowIssueCode, 'input.tooDeep' | 'text.duplicateKey' | 'text.loneSurrogate'>;
  readonly at: readonly (string | number)[];
};

/**
 * Finds repeated keys, of which `JSON.parse` keeps the last, lone surrogates in escapes, and nesting beyond the limit of all input, inside which
 * it looks for nothing else. One pass, without recursion. On text that is not JSON the answer means nothing.
 */
export function jsonTextFaults(text: string): JsonTextFault[] {
  const faults: JsonTextFault[] = [];
  const hasEscapes = text.includes('\\');
  const open: Container[] = [];
  let expectsKey = false;
  /** How many objects and arrays are open beyond the limit. */
  let excess = 0;

  const found = (code: JsonTextFault['code']): void => {
    faults.push({ code, at: (expectsKey ? open.slice(0, -1) : open).map(stepOf) });
  };

  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE: {
        const from = index + 1;
        index = endOfString(text, from, hasEscapes);
        const escaped = hasEscapes && text.slice(from, index).includes('\\');
        if (excess > 0 || (!escaped && !expectsKey)) break;
        const value = escaped ? unescaped(text.slice(from - 1, index + 1)) : text.slice(from, index);
        if (escaped && LONE_SURROGATE.test(value)) found('text.loneSurrogate');
        const container = open.at(-1);
        if (!expectsKey || container?.keys === undefined) break;
        if (container.keys.has(value)) found('text.duplicateKey');
        container.keys.add(value);
        container.key = value;
        expectsKey = false;
        break;
      }
      case BRACE_OPEN:
      case BRACKET_OPEN:
        if (open.length >= INPUT_LIMITS.depth) {
          if (excess === 0) found('input.tooDeep');
          if (++excess > EXCESS_MAX) return [{ code: 'input.tooDeep', at: [] }];
          break;
        }
        expectsKey = text.charCodeAt(index) === BRACE_OPEN;
        open.push({ keys: expectsKey ? new Set() : undefined, key: '', position: 0 });
        break;
      case BRACE_CLOSE:
      case BRACKET_CLOSE:
        if (excess > 0) {
          excess--;
          break;
        }
        open.pop();
        expectsKey = false;
        break;
      case COMMA: {
        const container = open.at(-1);
        if (container !== undefined) container.position++;
        expectsKey = container?.keys !== undefined;
        break;
      }
    }
  }
  return faults;
}

/** From here on not even the parser is asked. */
const EXCESS_MAX = 100_000;

/** An object has keys; an array has none. */
type Container = { readonly keys: Set<string> | undefined; key: string; position: number };
const stepOf = ({ keys, key, position }: Container): string | number => (keys === undefined ? position : key);

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;
const BRACKET_OPEN = 0x5b;
const BRACKET_CLOSE = 0x5d;

/** In a pattern with `u` a pair is one character, so that only a lone half is left to match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The position of the quote that ends a string begun before `from`; the end of the text if there is none. */
function endOfString(text: string, from: number, hasEscapes: boolean): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    if (!hasEscapes) return quote;
    let backslashes = 0;
    while (quote - backslashes > from && text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
