export const ROOMS: Record<string, { rooms: string[]; packages: string[] }>;
export const FLOORS: Record<string, string[]>;
