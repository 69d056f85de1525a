import { signal, type ReadonlySignal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';

/** A hidden view has no frames, but a clock. */
const FRAME_MS = 16;

export interface Frames {
  /** Another number with each frame that was asked for. */
  readonly frame: ReadonlySignal<number>;
  ask(): void;
  stop(): void;
}

/** For what takes too long to be done with every change, or before a key is drawn. */
export function createFrames(clock: Clock): Frames {
  const frame = signal(0);
  let cancel: (() => void) | null = null;
  return {
    frame,
    ask: () => {
      cancel ??= clock.after(FRAME_MS, () => {
        cancel = null;
        frame.value += 1;
      });
    },
    stop: () => cancel?.(),
  };
}
