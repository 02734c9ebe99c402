/// <reference lib="dom" />
import { err, type Result, type ResultAsync } from 'neverthrow';
import { type PartnerError, partnerError } from '../partner-error.ts';

type Options = { readonly signal?: AbortSignal };
type Page<Item> = { readonly data: readonly Item[]; readonly nextCursor?: string | undefined };
/** Any listing or searching call of a port. */
export type PagedCall<Input, Item, E extends PartnerError = PartnerError> = (input: Input, options?: Options) => ResultAsync<Page<Item>, E>;

/**
 * The pages of a list, one call each, as they are asked for: `for await (const page of pagesOf(port.list, { memberId }))`. The first error
 * is the last thing it gives. A partner whose pages come round again breaks the contract.
 */
export async function* pagesOf<Input extends { readonly cursor?: string | undefined }, Item, E extends PartnerError>(
  call: PagedCall<Input, Item, E>,
  input: Input,
  options: Options = {},
): AsyncGenerator<Result<readonly Item[], E | PartnerError>, void, void> {
  const seen = new Set<string>();
  for (let cursor = input.cursor; ; ) {
    const page = await call(cursor === undefined ? input : { ...input, cursor }, options);
    if (page.isErr()) return yield err(page.error);
    yield page.map(({ data }) => data);
    cursor = page.value.nextCursor;
    if (cursor === undefined) return;
    if (seen.has(cursor)) return yield err(comesRound);
    seen.add(cursor);
  }
}

const comesRound = partnerError({ kind: 'contract_violation', what: 'schema', pointers: ['/nextCursor'] }, { outcome: 'not_applied' });

/** The items of a list, one after the other, page by page behind the scenes. The first error is the last thing it gives. */
export async function* itemsOf<Input extends { readonly cursor?: string | undefined }, Item, E extends PartnerError>(
  call: PagedCall<Input, Item, E>,
  input: Input,
  options: Options = {},
): AsyncGenerator<Result<Item, E | PartnerError>, void, void> {
  for await (const page of pagesOf(call, input, options)) {
    if (page.isErr()) return yield err(page.error);
    for (const item of page.value) yield page.map(() => item);
  }
}
