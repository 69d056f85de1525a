import { testRoom } from '../../support/ui/accessibility/room.ts';

testRoom('popup', {
  scenes: [
    ['completed', '.id-box input', 'text:x', '.id-box button[type="submit"]'],
    ['manyIds', '.found > .btn'],
  ],
  moving: ['waiting'],
  // A popup is as wide as its content.
  narrow: 380,
});
