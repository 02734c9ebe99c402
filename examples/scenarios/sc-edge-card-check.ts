/**
 * Edge case (L67, L77): somebody phones and says that he is a rahyar. The member checks the id on the card, before any plan is made: a rahyar,
 * one on leave, a secretary, a clerk who is none, and an id that nobody has.
 */
import { DEFAULT_POLICY } from '@rahyar/domain';
import { lookUpRahyar } from '@rahyar/engine';
import { community } from './community.ts';
import { wireDay } from './jalali.ts';

const desk = { staff: community, on: wireDay('1405/10/07'), policy: DEFAULT_POLICY };

export const outcome = ['rahyar-damghan', 'rahyar-shahmirzad', 'secretary-semnan', 'clerk-bank', 'rahyar-of-nowhere'].map((id) => ({
  id,
  ...lookUpRahyar(desk, id),
}));

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
