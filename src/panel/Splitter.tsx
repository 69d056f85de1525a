import type { Signal } from '@preact/signals';
import { isMirrored, t, unmirroredKey } from '../ui/format/i18n.ts';

export const LIST_WIDTH = { min: 240, max: 640, usual: 400 } as const;
const STEP_PX = 16;

interface Props {
  /** Width of the list, in CSS pixels; null is the default width. */
  width: Signal<number | null>;
}

/** Between list and detail: moved by dragging, by arrow keys, or by double clicks for users who cannot drag. */
export function Splitter({ width }: Props) {
  const set = (px: number) => {
    width.value = clampWidth(px);
  };
  return (
    <div
      class="panel-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('panelSplitter')}
      aria-valuemin={LIST_WIDTH.min}
      aria-valuemax={LIST_WIDTH.max}
      aria-valuenow={width.value ?? LIST_WIDTH.usual}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          set(isMirrored() ? innerWidth - event.clientX : event.clientX);
      }}
      onDblClick={() => {
        width.value = widthByClick(width.value);
      }}
      onKeyDown={(event) => {
        const next = widthByKey(unmirroredKey(event.key), width.value ?? LIST_WIDTH.usual);
        if (next === null) return;
        event.preventDefault();
        set(next);
      }}
    />
  );
}

export function clampWidth(px: number): number {
  return Math.round(Math.min(LIST_WIDTH.max, Math.max(LIST_WIDTH.min, px)));
}

/** Double clicks go from the default width to the widest, then the narrowest; from any other back to the default. */
export function widthByClick(width: number | null): number | null {
  if (width === null) return LIST_WIDTH.max;
  return width === LIST_WIDTH.max ? LIST_WIDTH.min : null;
}

export function widthByKey(key: string, width: number): number | null {
  if (key === 'ArrowLeft') return width - STEP_PX;
  if (key === 'ArrowRight') return width + STEP_PX;
  if (key === 'Home') return LIST_WIDTH.min;
  return key === 'End' ? LIST_WIDTH.max : null;
}
