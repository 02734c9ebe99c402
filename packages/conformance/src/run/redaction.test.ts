import { bank } from '@rahyar/partners/bank';
import { describe, expect, it } from 'vitest';
import { redactionFor } from './redaction.ts';

const redaction = redactionFor(Object.values(bank.capabilities));

describe('what a report may hold', () => {
  it.each([
    ['a marked value', '{"amount":{"value":5,"currency":"IRR"},"kind":"child"}', '{"amount":"[financial]","kind":"child"}'],
    ['a marked value in a list of things', '{"data":[{"remaining":{"value":5}}]}', '{"data":[{"remaining":"[financial]"}]}'],
    [
      'a long number where none belongs',
      '{"detail":"refused 0012345679 of IR062960000000100324200001"}',
      '{"detail":"refused [digits] of [digits]"}',
    ],
    ['a long number as a number', '{"detail":9120000001}', '{"detail":"[digits]"}'],
    ['a body that is no JSON at all', '<p>0012345679</p>', '[17 bytes that are not JSON]'],
    ['nothing', '', ''],
  ])('hides %s', (_name, given, shown) => {
    expect(redaction.body(given)).toBe(shown);
  });

  it('hides what opens a door in headers', () => {
    const headers: [string, string][] = [
      ['authorization', 'Bearer secret'],
      ['signature', 'x'],
      ['etag', '"1"'],
    ];
    expect(redaction.headers(headers)).toEqual({ authorization: '[hidden]', signature: '[hidden]', etag: '"1"' });
  });

  it('leaves the id of a request in a problem document', () => {
    const problem = {
      type: 'urn:rahyar:problem:NOT_FOUND',
      title: 'نیست',
      status: 404,
      code: 'NOT_FOUND',
      requestId: 'r-1',
      retryable: false,
    };
    expect(JSON.parse(redaction.body(JSON.stringify(problem)))).toEqual(problem);
  });
});
