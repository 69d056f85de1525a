import { succeed } from '../../../../src/core/errors.ts';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import { Inspector } from '../../../../src/inspector/Inspector.tsx';
import type { Script } from '../fakes/fake-backend.ts';
import { answer, ID, OTHER_ID, overview, prompt, status, summary } from '../fixtures.ts';
import type { Stories, Story } from '../story.ts';

const script: Script = {
  status: (input) => succeed(answer(status(input.conversationId === OTHER_ID ? 'in_progress' : 'completed'))),
  summary: succeed(answer(summary())),
  prompt: succeed(answer(prompt())),
};
const page = (search: string, changes: Partial<Story> = {}): Story => ({
  script,
  render: () => <Inspector search={search} />,
  ...changes,
});
const [profile] = overview().profiles;

export const stories: Stories = {
  one: page(`?id=${ID}`),
  upper: page(`?id=${ID.toUpperCase()}`),
  named: page(`?id=${ID}`, {
    script: { ...script, labels: succeed([{ conversationId: ID, label: 'Studio renovation' }]) },
  }),
  namedChoice: page(`?ids=${ID},${OTHER_ID}`, {
    script: { ...script, labels: succeed([{ conversationId: ID, label: 'Studio renovation' }]) },
  }),
  choice: page(`?ids=${ID},${OTHER_ID},nonsense`),
  none: page('?none=selection'),
  start: page(''),
  invalid: page('?id=hello%E2%80%AE'),
  noKey: page('', { overview: overview({ profiles: profile ? [{ ...profile, key: null }] : [] }) }),
  demo: page(`?id=${ID}`, {
    overview: overview({ activeProfileId: 'demo', settings: { ...defaultSettings(), demo: true } }),
  }),
  dark: page(`?id=${ID}`, { overview: overview({ settings: { ...defaultSettings(), theme: 'dark' } }) }),
};
