import { testRoom } from '../../support/ui/accessibility/room.ts';
import { ID } from '../../support/ui/fixtures.ts';
import { row } from '../../support/ui/pages/list-page.ts';

const LOOK_UP = '.id-box button[type="submit"]';

testRoom('panel', {
  scenes: [
    ['full', row(ID)],
    ['full', '.list-chip[data-category="failed"]'],
    ['full', '.list-filter input', 'text:nothing like it'],
    ['full', '.id-box input', 'text:hello', LOOK_UP],
    ['manual', row(ID)],
  ],
  moving: ['slow'],
});
