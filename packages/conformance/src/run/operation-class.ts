import type { Label } from '@rahyar/domain';
import type { AnyOperation } from '@rahyar/partners/contract';

/** Which operations a requirement speaks of. */
export const OPERATION_CLASSES = {
  every: { fa: 'همهٔ عمل‌ها', en: 'every operation', holds: () => true },
  queries: { fa: 'خواندن‌ها', en: 'queries', holds: ({ intent }) => intent === 'query' },
  commands: { fa: 'فرمان‌ها', en: 'commands', holds: ({ intent }) => intent === 'command' },
  creates: { fa: 'ساختن‌ها', en: 'creations', holds: ({ effect }) => effect.kind === 'create' },
  reads: { fa: 'خواندن یک چیز', en: 'reads of one thing', holds: ({ effect }) => effect.kind === 'read' },
  acts: { fa: 'گام‌های وضعیت', en: 'steps of a state machine', holds: ({ effect }) => effect.kind === 'act' },
  amends: { fa: 'تغییر فیلدها', en: 'changes of fields', holds: ({ effect }) => effect.kind === 'amend' },
  lists: { fa: 'فهرست‌ها', en: 'lists', holds: ({ effect }) => effect.kind === 'list' || effect.kind === 'search' },
  filtered: {
    fa: 'فهرست‌های پالوده',
    en: 'lists with filters in the address',
    holds: ({ effect, query }) => effect.kind === 'list' && filtersOf(query.shape).length > 0,
  },
  addressed: { fa: 'عمل بر یک شناسه', en: 'operations on an id', holds: ({ params }) => 'id' in params.shape },
  bodied: { fa: 'عمل‌های دارای متن', en: 'operations with a body', holds: ({ method }) => method === 'POST' },
  filled: { fa: 'عمل‌های دارای فیلد', en: 'operations with fields in the body', holds: ({ body }) => Object.keys(body.shape).length > 0 },
  inQuery: {
    fa: 'عمل‌های دارای پرس‌وجو',
    en: 'operations with a query',
    holds: ({ method, query }) => method === 'GET' && Object.keys(query.shape).length > 0,
  },
  versioned: { fa: 'فرمان‌های دارای نسخه', en: 'commands that read If-Match', holds: ({ takesIfMatch }) => takesIfMatch },
  refusing: {
    fa: 'عمل‌های دارای کد رد',
    en: 'operations with codes of their own',
    holds: ({ rejections, conflicts }) => rejections.length + conflicts.length > 0,
  },
} as const satisfies Record<string, Label & { readonly holds: (operation: AnyOperation) => boolean }>;

export type OperationClass = keyof typeof OPERATION_CLASSES;

/** The names of a list's filters, paging aside. */
export const filtersOf = (shape: object): readonly string[] => Object.keys(shape).filter((name) => name !== 'limit' && name !== 'cursor');
