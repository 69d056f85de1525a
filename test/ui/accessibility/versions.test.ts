import { testRoom } from '../../support/ui/accessibility/room.ts';
import { ID } from '../../support/ui/fixtures.ts';

const TAB = `#tab-versions-${ID}`;
const same = '[data-part="same"] summary';

testRoom('versions', {
  scenes: [
    ['three', TAB],
    ['three', TAB, same],
    ['three', TAB, '.versions-tools label:nth-child(2)'],
    ['pinned', TAB, '.pin-check button'],
    ['sourced', TAB],
    ['one', TAB],
    ['none', TAB],
    ['onlyFailed', TAB],
    ['many', TAB],
    ['missing', TAB],
    ['noHistory', TAB],
  ],
});
