import type { ConversationId } from './conversation.ts';

const id = (text: string) => text as ConversationId;

/** The conversations of the demo mode; their recorded answers are in public/demo.json. */
export const DEMO_CONVERSATIONS: readonly { id: ConversationId; label: string }[] = [
  { id: id('01936f2a-8c4d-7e19-b3a5-64d0f9127c8e'), label: 'Trip planning: Lisbon to Porto' },
  { id: id('9b2d64e1-0c35-5f7a-8e1d-2a47c6b0935f'), label: 'Studio renovation' },
  { id: id('3f0c9a52-7d1e-4b86-9a43-5be1d2c8f017'), label: 'Support: rate limits' },
  { id: id('2d9f8a06-e471-4b5c-9c38-71f0d5ae624b'), label: 'Code review: retry queue' },
  { id: id('018f5c3b-44d7-7a02-9e61-b7c2380fd5a9'), label: 'Incident review: search outage' },
  { id: id('c41e7b90-52af-4d03-8f6c-0e9d7a3b15c2'), label: 'Onboarding call' },
  { id: id('7e58d1f3-b6a0-4c92-a7d4-3f1b08e6c59a'), label: 'Sourdough, first try' },
  { id: id('e6a30d74-19c8-4f5b-b20e-8d43f7061ca5'), label: 'Data migration plan' },
  { id: id('00000000-dead-4bad-8bad-000000000404'), label: 'Draft that was never sent' },
];
