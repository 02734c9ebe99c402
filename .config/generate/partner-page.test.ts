import { PARTNER_CONTRACTS } from '@rahyar/partners/contract';
import { expect, it } from 'vitest';
import { renderPartner } from './partner-page.ts';

it.each(PARTNER_CONTRACTS)('gives a row to every operation and state of $id, and none that would break its table', (contract) => {
  const page = renderPartner(contract);
  const capabilities = Object.values(contract.capabilities);
  const operations = capabilities.flatMap((one) => Object.keys(one.operations));
  const states = capabilities.flatMap(({ resources }) => resources.flatMap(({ machine }) => Object.keys(machine.states)));
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toHaveLength(operations.length + states.length);
  let columns = 0;
  for (const line of page.split('\n')) {
    if (line.startsWith('|---')) columns = line.split('|').length;
    if (line.startsWith('| `')) expect(line.split('|')).toHaveLength(columns);
  }
});

it('says key, codes, steps and marks', () => {
  const [bank] = PARTNER_CONTRACTS.filter(({ id }) => id === 'resalatBank');
  const page = bank === undefined ? '' : renderPartner(bank);
  expect(page).toContain('| `bank.loans.attachGuarantee` (key) | افزودن تضمین | Add a guarantee | `POST /v1/loans/{id}/guarantees` |');
  expect(page).toContain('`GUARANTOR_NOT_ACCEPTED` 422');
  expect(page).toContain('\n  draft --> submitted : submit (caller)\n');
  expect(page).toContain('`amount` (financial)');
  expect(page).not.toContain('unmarked');
});
