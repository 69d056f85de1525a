import { testRoom } from '../../support/ui/accessibility/room.ts';
import { ID } from '../../support/ui/fixtures.ts';

const tab = (name: string) => `#tab-${name}-${ID}`;
const EXPORT = '.head-actions .menu-button > button';
const COMPACT = '.head-actions .btn:nth-child(3)';
const SEND = 'dialog button[type="submit"]';

testRoom('detail', {
  scenes: [
    ['completed', tab('summary'), '.find-bar input', 'text:the'],
    ['completed', tab('prompt')],
    ['completed', tab('requests')],
    ['completed', tab('raw'), '.find-bar input', 'text:version'],
    ['completed', EXPORT],
    ['completed', COMPACT],
    ['stale', tab('prompt')],
    ['poor', tab('summary')],
    ['poor', tab('prompt')],
    ['hostile', tab('summary')],
    ['unavailable', tab('summary')],
    ['notFound', tab('requests')],
    ['compactFails', COMPACT, SEND],
    ['compactConflict', COMPACT, SEND],
  ],
  moving: ['loading', 'running'],
});
