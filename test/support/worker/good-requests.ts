import { SUMMARY } from '../../../src/core/conversation/part.ts';
import { defaultSettings } from '../../../src/core/profile/settings.ts';
import type { RequestMap, RequestName } from '../../../src/protocol/requests.ts';
import { A } from './answers.ts';

/** One of each request that the worker takes. */
export const GOOD: { [N in RequestName]: RequestMap[N]['input'] } = {
  read: { conversationId: A, part: SUMMARY, mode: 'cached', priority: 'user' },
  compact: { profileId: 'default', conversationId: A, strategy: 'balanced', targetTokens: 500, force: false },
  balance: {},
  estimate: { units: 4_200 },
  history: { conversationId: A },
  pins: { conversationId: A },
  pin: { conversationId: A, text: 'The price is 1,200 euros' },
  unpin: { pinId: 'id' },
  watch: { conversationId: A, label: 'label' },
  unwatch: { conversationId: A },
  'tell-labels': { labels: [{ conversationId: A, label: 'label' }] },
  labels: { conversationIds: [A] },
  overview: {},
  requests: { conversationId: null },
  scan: { tabId: 3 },
  options: {},
  resume: {},
  'save-settings': { settings: defaultSettings() },
  'save-profile': { profileId: 'default', changes: { name: 'Name' }, key: { key: 'synap_key', remember: true } },
  'remove-profile': { profileId: 'default' },
  'choose-profile': { profileId: 'default', demo: false },
  'set-key': { profileId: 'default', key: 'synap_key', remember: true },
  'remove-key': { profileId: 'default' },
  'test-connection': { profileId: 'default' },
  'clear-cache': {},
  'erase-everything': {},
};
