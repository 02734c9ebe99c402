import { bank } from '@rahyar/partners/bank';
import { describe, expect, it } from 'vitest';
import { redactionFor } from './redaction.ts';

const redaction = redactionFor(Object.values(bank.capabilities));

describe('what a report may hold', () => {
  it.each([
    ['a marked value', '{"amount":{"value":5,"currency":"IRR"},"kind":"child"}', '{"amount":"[financial]","kind":"child"}'],
    ['a marked value in a list of things', '{"data":[{"remaining":{"value":5}}]}', '{"data":[{"remaining":"[financial]"}]}'],
    [
      'what stands where nobody speaks for it',
      '{"detail":"refused 0012345679","a":1,"b":true}',
      '{"detail":"[unmarked]","a":"[unmarked]","b":true}',
    ],
    [
      'a text in the place of a word',
      '{"state":"سارا","kind":"draft","stateVersion":2}',
      '{"state":"[another value]","kind":"draft","stateVersion":2}',
    ],
    ['what a person may have written', '{"title":"سارا احمدی"}', '{"title":"[text]"}'],
    ['a long number in an id', '{"memberId":"0012345679"}', '{"memberId":"[digits]"}'],
    ['a name that is a value', '{"0012345679":1,"سارا":1}', '{"[name]":"[unmarked]"}'],
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
      ['x-debug', 'سارا'],
      ['location', 'https://bank.example/0012345679'],
      ['content-type', 'text/sara'],
    ];
    expect(redaction.headers(headers)).toEqual({
      authorization: '[hidden]',
      signature: '[hidden]',
      etag: '"1"',
      'x-debug': '[hidden]',
      location: '[hidden]',
      'content-type': '[hidden]',
    });
  });

  it('hides what no address of the contract has', () => {
    const shown = redaction.url('https://bank.example/v1/loans/loan_1/%D8%B3?limit=0&access_token=secret&state=draft&%D8%B3=1');
    expect(shown).toBe('https://bank.example/v1/loans/loan_1/[hidden]?limit=0&access_token=[unmarked]&state=draft&[name]=[unmarked]');
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
    expect(JSON.parse(redaction.body(JSON.stringify(problem)))).toEqual({ ...problem, title: '[text]' });
  });
});
