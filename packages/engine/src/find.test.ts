import { describe, expect, it } from 'vitest';
import { lookUpRahyar } from './find.ts';
import { areaPost, regionalSecretaryPost, serviceWith, staffWith, worldOf } from './testing/small-world.ts';

describe('lookUpRahyar', () => {
  const problem = worldOf(
    [
      staffWith('area', areaPost('01')),
      staffWith('away', areaPost('01'), {}, { service: serviceWith({}, { leave: [{ from: '2026-11-20', to: '2026-11-30' }] }) }),
      staffWith('raw', areaPost('01'), {}, { qualification: { motivation: true, interest: true, skill: false } }),
      staffWith('sec', regionalSecretaryPost('01')),
    ],
    [],
  );

  it.each([
    ['area', { isRahyar: true, kind: 'area' }],
    ['away', { isRahyar: true, kind: 'area', unavailable: 'onLeave' }],
    ['raw', { isRahyar: false, reason: 'notQualified' }],
    ['sec', { isRahyar: false, reason: 'postIsNotARahyarPost' }],
    ['stranger', { isRahyar: false, reason: 'unknownId' }],
  ])('tells of the card %s', (id, answer) => {
    expect(lookUpRahyar(problem, id)).toEqual(answer);
  });
});
