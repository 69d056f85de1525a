import { testRoom } from '../../support/ui/accessible-room.ts';

testRoom('popup', {
  scenes: [
    ['completed', '.id-box input', 'text:x', '.id-box button[type="submit"]'],
    ['manyIds', '.found > .btn'],
  ],
  moving: ['waiting'],
  // A popup is as wide as its content.
  narrow: 380,
});
