import { testRoom } from '../../support/ui/accessible-room.ts';

testRoom('shared', {
  scenes: [],
});
