/** What the process ends with. Part of the contract: scripts rely on it. */
export const EXIT = { ok: 0, brokenRules: 1, usage: 2, invalidInput: 3, internal: 5, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
