import type { IconNode } from 'lucide';
import { createElement } from 'preact';

interface IconProps {
  node: IconNode;
  size?: number;
  spin?: boolean;
  /** Whether it points to a side, which is the other one in a mirrored page. */
  points?: boolean;
}

/** A lucide icon as inline SVG. Decoration only, so hidden from assistive technology: its button has the name. */
export function Icon({ node, size = 14, spin = false, points = false }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      class={`icon-line${spin ? ' spin' : points ? ' points' : ''}`}
    >
      {node.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
