import { describe, expect, it } from 'vitest';
import { jsonTextFaults } from './json-text.ts';

describe('jsonTextFaults', () => {
  it.each([
    ['a repeated key', '{"a":1,"a":2}', 'text.duplicateKey', []],
    ['a key repeated in another spelling', '{"a":1,"\\u0061":2}', 'text.duplicateKey', []],
    ['a key repeated after an object', '{"a":{"b":1},"a":2}', 'text.duplicateKey', []],
    ['a key repeated far inside', '{"a":[0,{"b":1,"c":2,"b":3}]}', 'text.duplicateKey', ['a', 1]],
    ['a lone surrogate in a value', '{"a":["\\ud800"]}', 'text.loneSurrogate', ['a', 0]],
    ['a lone low surrogate in a key', '{"a":{"x\\uDC00":1}}', 'text.loneSurrogate', ['a']],
    ['nesting of 65', `${'['.repeat(65)}${']'.repeat(65)}`, 'input.tooDeep', Array<number>(64).fill(0)],
  ])('finds %s', (_, text, code, at) => {
    expect(jsonTextFaults(text)).toEqual([{ code, at }]);
  });

  it.each([
    ['equal keys of different objects', '[{"a":{"a":1}},{"a":[{"a":2}]}]'],
    ['keys that look alike in strings', '{"a":"{\\"a\\":1,\\"a\\":2}","b":"\\\\","c":"\\\\\\""}'],
    ['a surrogate pair, and a backslash before a u', '["\\ud83d\\ude00","\\\\ud800"]'],
    ['nesting of 64', `${'['.repeat(64)}${']'.repeat(64)}`],
    ['a bare string', '"a"'],
  ])('passes %s', (_, text) => {
    expect(jsonTextFaults(text)).toEqual([]);
  });

  it('goes on after a place that is too deep', () => {
    const deep = `${'['.repeat(70)}{"x":1,"x":1}${']'.repeat(70)}`;
    expect(jsonTextFaults(`{"a":${deep},"b":1,"b":2}`).map(({ code, at }) => [code, at.slice(0, 1)])).toEqual([
      ['input.tooDeep', ['a']],
      ['text.duplicateKey', []],
    ]);
  });

  it('gives up on what no parser should be asked to take', () => {
    expect(jsonTextFaults('['.repeat(200_000))).toEqual([{ code: 'input.tooDeep', at: [] }]);
  });
});
