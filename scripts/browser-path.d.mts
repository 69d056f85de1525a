export function findBrowser(env?: Record<string, string | undefined>): string | null;
export function findFirefox(env?: NodeJS.ProcessEnv): string | null;
