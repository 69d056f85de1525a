import { testRoom } from '../../support/ui/accessibility/room.ts';

const FIELD = 'dialog textarea';

testRoom('add', {
  scenes: [
    ['dialog', FIELD, 'text:User: hello\nAssistant: hi'],
    ['dialog', FIELD, 'text:{"messages": ['],
  ],
});
