export const STRENGTHS = ['MUST', 'SHOULD', 'MAY'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** What the partner is while it is looked at: the one asked, the one who sends webhooks to us, the one who receives ours. */
export const ROLES = ['server', 'caller', 'receiver'] as const;
export type Role = (typeof ROLES)[number];
