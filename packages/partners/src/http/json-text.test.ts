import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_DEPTH, readJson } from './json-text.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('readJson', () => {
  it('reads every JSON value as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text)._unsafeUnwrap()).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses every value in which a field is written twice, at whatever depth', () => {
    const field = fc.string();
    fc.assert(
      fc.property(field, fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), fc.nat({ max: 20 }), (name, one, other, depth) => {
        const twice = `{${JSON.stringify(name)}:${JSON.stringify(one)},${JSON.stringify(name)}:${JSON.stringify(other)}}`;
        expect(readJson('[{"a":'.repeat(depth / 2) + twice + '}]'.repeat(depth / 2)).isErr()).toBe(true);
      }),
    );
  });

  it('sees a field that is written twice in two spellings', () => {
    expect(readJson('{"amount":1,"\\u0061mount":2}').isErr()).toBe(true);
  });

  it.each(['{"a:b":"c:d\\":"}', '{"\\\\":":"}', '{"a":"\\\\\\""}', '{"__proto__":{"a":1}}', '"::"'])('is not misled by %s', (text) => {
    expect(readJson(text)._unsafeUnwrap()).toEqual(JSON.parse(text));
  });

  it.each(['', '{', '"', '"\\', '{"a":}', '[1,]', 'NaN', '\uFEFF{}', '{"a":1}}', ':'])('refuses %j', (text) => {
    expect(readJson(text).isErr()).toBe(true);
  });

  it('bounds the depth', () => {
    expect(readJson(nested(ANSWER_DEPTH)).isOk()).toBe(true);
    expect(readJson(nested(ANSWER_DEPTH + 1)).isErr()).toBe(true);
    expect(readJson('['.repeat(500_000)).isErr()).toBe(true);
  });
});
