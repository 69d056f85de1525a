import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import type { Dice } from '../../support/random.ts';
import type { Cloud } from '../../soak/cloud.ts';

/** So many runs are always in progress: where one was noticed to have ended, the next begins. */
export const MANY = 20;
const SHORTEST_S = 2;
const LONGEST_S = 300;
/** Until then every policy learns, and nothing counts. */
export const LEARNING_MS = 15 * 60_000;

export type Eta = 'right' | 'flat';
const FLAT_ETA_S = 60;
/** A right ETA is off by so much at most. */
const ETA_ERROR = 0.3;

export interface Run {
  id: ConversationId;
  compactionId: string;
  lengthMs: number;
  endsAt: number;
  etaSeconds: number;
}

export interface Noticed {
  delayMs: number;
  lengthMs: number;
  /** It ended while it was the selected one. */
  selected: boolean;
}

/** Lengths are log-uniform. */
export function beginRun({ cloud, dice }: { cloud: Cloud; dice: Dice }, eta: Eta): Run {
  const seconds = SHORTEST_S * (LONGEST_S / SHORTEST_S) ** dice.unit();
  const etaSeconds = eta === 'flat' ? FLAT_ETA_S : seconds * (1 - ETA_ERROR + 2 * ETA_ERROR * dice.unit());
  const id = cloud.newConversation();
  const { compactionId, endsAt } = cloud.world.startRun(id, { seconds, outcome: 'completed' });
  return { id, compactionId, lengthMs: seconds * 1000, endsAt, etaSeconds: Math.max(1, Math.round(etaSeconds)) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
