export type { Backend, Connection, Shell } from '../protocol/backend.ts';
