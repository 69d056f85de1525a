import { testRoom } from '../../support/ui/accessibility/room.ts';

testRoom('options', {
  scenes: [
    ['several', '.opt-actions .danger'],
    ['several', '.opt-list > .btn'],
    ['empty', '.opt-key input', 'text:nonsense', '.opt-actions .primary'],
    ['keyStored', '.opt-actions .btn:nth-child(2)'],
    ['keyRefused', '.opt-actions .btn:nth-child(2)'],
    ['keyStored', '#erase .danger'],
  ],
});
