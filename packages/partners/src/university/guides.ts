import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { list, read } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, DayV1, openWordOf, Title, textOf } from '../contract/wire.ts';
import { TOPICS } from './topics.ts';

/** A guide is written, reviewed again when a system changes, and retired. The university alone moves it. */
export const GUIDE_MACHINE = stateMachine({
  states: {
    published: { fa: 'منتشرشده', en: 'published' },
    under_revision: { fa: 'در حال بازنگری', en: 'under revision' },
    retired: { fa: 'کنارگذاشته‌شده', en: 'retired' },
  },
  initial: 'published',
  transitions: [
    { action: 'revise', from: ['published'], to: 'under_revision', by: 'partner' },
    { action: 'publish', from: ['under_revision'], to: 'published', by: 'partner' },
    { action: 'retire', from: ['published', 'under_revision'], to: 'retired', by: 'partner' },
  ],
});

const StepText = marked('none', textOf(1, 1_000));

export const guide = resource({
  name: 'guide',
  title: { fa: 'راهنما', en: 'guide' },
  prefix: 'guide',
  path: '/v1/guides',
  machine: GUIDE_MACHINE,
  event: 'university.guide.state_changed',
  fields: {
    title: Title,
    topic: openWordOf(TOPICS),
    audience: openWordOf(['member', 'rahyar']),
    steps: z.array(StepText).min(1).max(100),
    pageUrl: marked('none', z.string().regex(/^https:\/\/[^\s"<>\\]{4,500}$/, 'value.format')).optional(),
    reviewedOn: DayV1,
  },
  example: {
    title: 'گام‌های گرفتن اعتبارسنجی مرآت',
    topic: 'credit_assessment',
    audience: 'member',
    steps: ['شناسهٔ کانون یا هسته را آماده کنید.', 'مدرک درآمد را بارگذاری کنید.', 'رضایت خود را با رمز پیامکی ثبت کنید.'],
    pageUrl: 'https://guides.example/merat',
    reviewedOn: '2026-11-22',
  },
});

/** Step-by-step guides, for members and for the rahyars who show them the way. */
export const guides = capability({
  id: 'university.guides',
  title: { fa: 'راهنماها', en: 'Guides' },
  processes: ['effectiveCommunication'],
  resources: [guide],
  operations: {
    list: list(guide, {
      summary: { fa: 'راهنماهای یک فرایند', en: 'The guides of a process' },
      filters: { topic: choiceOf(TOPICS).optional(), audience: choiceOf(['member', 'rahyar']).optional() },
    }),
    get: read(guide, { summary: { fa: 'یک راهنما', en: 'One guide' } }),
  },
});
