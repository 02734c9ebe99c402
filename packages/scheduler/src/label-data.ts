import * as z from 'zod';

/** A label in data that people write: one to two hundred characters in each language. */
export const LabelData = z.strictObject({ fa: z.string().min(1).max(200), en: z.string().min(1).max(200) }).readonly();
