import { testRoom } from '../../support/ui/accessibility/room.ts';
import { ID, OTHER_ID } from '../../support/ui/fixtures.ts';

testRoom('inspector', {
  scenes: [['start', '.id-box input', `text:${ID} ${OTHER_ID}`]],
});
