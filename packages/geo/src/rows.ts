import type { DivisionCode } from '@rahyar/domain';

/** The rows of a generated table. The first value of each is the code of a division: the generator has checked it. */
export const rowsOf = (table: string): readonly (readonly [code: DivisionCode, ...values: string[]])[] =>
  table.split('\n').map((line) => {
    const [code = '', ...values] = line.split('\t');
    return [code as DivisionCode, ...values];
  });
