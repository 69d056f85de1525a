import { assistant, user, type Story } from './story.ts';

/** Known to Synap, never compacted, and too short for it without force. */
export const sourdough: Story = {
  id: '7e58d1f3-b6a0-4c92-a7d4-3f1b08e6c59a',
  title: 'Sourdough, first try',
  user: 'Nele',
  sessions: [
    {
      minutesAgo: 6,
      topic: 'A flat first loaf',
      summary: 'Nele’s first loaf came out flat because the starter was too young and the kitchen too cold.',
      lines: [
        user('My first sourdough came out flat as a plate. Starter is five days old.'),
        assistant('Five days is young. Does it double within six hours of feeding?'),
        user('No, maybe half again as much. The kitchen is at 19 degrees.'),
        assistant('Then wait. Feed it daily, keep it near 25 degrees, and bake when it doubles in six hours.'),
        user('And the dough, did I do anything wrong? 500 g flour, 375 g water, 10 g salt.'),
        assistant('That is 75 % water, ambitious for a first loaf. Try 325 g, it is easier to shape.'),
        user('Oven with a lid or without?'),
        assistant('Lid on for 20 minutes at 250 degrees, then off for 25 at 220.'),
        user('My pot only goes to 230.'),
        assistant('Then 230 throughout, and five minutes longer.'),
      ],
      facts: [
        'Nele’s starter is five days old and does not double yet.',
        'Her kitchen is at 19 degrees.',
        'Her pot stands 230 degrees at most.',
      ],
      decisions: ['Use 325 g water for 500 g flour next time.'],
    },
  ],
  runs: [],
};
