import { AddMessages } from '../../../../src/ui/detail/kept/add/AddMessages.tsx';
import { ID } from '../fixtures.ts';
import type { Stories } from '../story.ts';

export const stories: Stories = {
  dialog: {
    render: (store) => <AddMessages model={store.conversation(ID)} onClose={() => document.body.append('closed')} />,
  },
};
