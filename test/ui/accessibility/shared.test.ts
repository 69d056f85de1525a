import { testRoom } from '../../support/ui/accessibility/room.ts';

testRoom('shared', {
  scenes: [],
});
