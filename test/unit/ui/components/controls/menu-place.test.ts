import { expect, it } from 'vitest';
import { menuPlace } from '../../../../../src/ui/components/controls/MenuButton.tsx';

const button = (left: number, top: number) => ({
  left,
  top,
  right: left + 80,
  bottom: top + 24,
  width: 80,
  height: 24,
  x: left,
  y: top,
});
const menu = { width: 180, height: 112 };

it.each([
  ['flush with the right edge', button(1000, 40), { width: 1280, height: 800 }, { left: 900, top: 68 }],
  [
    'within a window whose left half holds the button',
    button(10, 40),
    { width: 380, height: 800 },
    { left: 4, top: 68 },
  ],
  ['within a window that ends early', button(330, 40), { width: 380, height: 800 }, { left: 196, top: 68 }],
  ['above where there is no room below', button(300, 240), { width: 800, height: 300 }, { left: 200, top: 124 }],
  ['at the top where there is room nowhere', button(300, 60), { width: 800, height: 100 }, { left: 200, top: 4 }],
] as const)('a menu opens %s [A14]', (_name, at, view, place) => expect(menuPlace(at, menu, view)).toEqual(place));
