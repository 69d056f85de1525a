import { expect, test } from 'vitest';
import { decodePanelState } from '../../../../src/panel/memory/panel-state.ts';
import { ID, OTHER_ID } from '../../../support/ui/fixtures.ts';

const STATE = {
  sort: 'kept',
  reversed: true,
  category: 'stale',
  hideUnknown: true,
  unfolded: false,
  listWidth: 500,
  network: false,
  keep: true,
  selected: { id: ID, subject: OTHER_ID, pasted: false },
};

test('[B3] what was saved is read back', () => {
  expect(decodePanelState(JSON.parse(JSON.stringify(STATE)))).toEqual(STATE);
  expect(decodePanelState({ ...STATE, listWidth: null, selected: null })).toEqual({
    ...Object.fromEntries(Object.entries(STATE).filter(([name]) => name !== 'selected')),
    listWidth: null,
  });
});

test.each([
  ['nothing', undefined],
  ['a text', 'kept'],
  ['a list', [STATE]],
  ['other words', { sort: 'colour', category: 'blue', reversed: 'yes', listWidth: '500', selected: 'x' }],
  ['widths that none has', { listWidth: -4 }],
  ['an id that is none', { selected: { id: 'hello', subject: null, pasted: true } }],
])('[B3] %s is left out', (_name, value) => {
  expect(decodePanelState(value)).toEqual({});
});
