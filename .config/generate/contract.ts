import { arazzoOf, CONTRACT_VERSION, jsonSchemasOf, openApiOf, PARTNER_CONTRACTS, PROCESS_OPERATIONS } from '@rahyar/partners/contract';
import { renderPartner } from './partner-page.ts';

/** A text that follows from the contract, by its path in the repository. */
export type ContractFile = { readonly path: string; readonly text: string };

/**
 * What the package publishes of the contract: `packages/partners/contract/<partner>/openapi.json` and `json-schema.json`, the workflows
 * of all partners beside them, and a page of each partner in `docs/partners/`.
 */
export function contractFiles(): readonly ContractFile[] {
  const version = CONTRACT_VERSION;
  const folder = 'packages/partners/contract';
  const json = (path: string, value: object): ContractFile => ({ path, text: `${JSON.stringify(value, null, 1)}\n` });
  return [
    ...PARTNER_CONTRACTS.flatMap((contract) => [
      json(`${folder}/${contract.id}/openapi.json`, openApiOf(contract, { version })),
      json(`${folder}/${contract.id}/json-schema.json`, jsonSchemasOf(contract)),
      { path: `docs/partners/${contract.id}.md`, text: renderPartner(contract) },
    ]),
    json(
      `${folder}/arazzo.json`,
      arazzoOf(PARTNER_CONTRACTS, { version, openApiUrl: (partner) => `./${partner}/openapi.json`, ways: PROCESS_OPERATIONS }),
    ),
  ];
}
