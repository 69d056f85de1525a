import { testRoom } from '../../support/ui/accessibility/room.ts';

testRoom('kept', {
  scenes: [
    ['lossy', '.kept-chip:nth-child(3)'],
    ['lossy', '.kept-chip:nth-child(3)', '.kept-messages .row-list-row:nth-child(3)'],
    ['lossy', '.kept-losses .kept-place'],
    ['lossy', '.kept-statements .kept-chip'],
    ['hostile', '.kept-chip:nth-child(3)', '.kept-text button'],
  ],
});
