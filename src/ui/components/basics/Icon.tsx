import type { IconNode } from 'lucide';
import { createElement } from 'preact';

/** A lucide icon as inline SVG. Decoration only, so hidden from assistive technology: its button has the name. */
export function Icon({ node, size = 14, spin = false }: { node: IconNode; size?: number; spin?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
      class={spin ? 'spin' : undefined}
    >
      {node.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
