import { assistant, user, type Story } from './story.ts';

/** Completed with a quality warning, in words. */
export const incidentReview: Story = {
  id: '018f5c3b-44d7-7a02-9e61-b7c2380fd5a9',
  title: 'Incident review: search outage',
  user: 'Aiko',
  sessions: [
    {
      minutesAgo: 150,
      topic: 'What happened on Sunday',
      summary:
        'Search was down for 47 minutes on Sunday. A certificate of the internal gateway expired at 03:12 UTC; the renewal job had failed silently for 29 days because its service account had lost a permission.',
      openQuestions: ['Why did no alarm fire for 29 days?', 'Were writes lost, or only delayed?'],
      lines: [
        user('Help me write the review of Sunday. Search was down for 47 minutes, from 03:12 to 03:59 UTC.'),
        assistant('What was the first thing that broke, as far as you know today?'),
        user(
          'The TLS certificate of the internal gateway expired at 03:12. Every call from search to the index failed from that second on.',
        ),
        assistant('Was it to be renewed automatically?'),
        user(
          'Yes, by a job that runs daily. It failed for 29 days in a row. Its service account had lost the right to write the secret when we cleaned up roles.',
        ),
        assistant(
          'So the cause is the role clean-up, and the outage was 29 days in the making. Who was told when the job failed?',
        ),
        user('Nobody. It writes to a log that no alarm reads. On-call noticed because customers wrote in at 03:20.'),
        assistant('Then there are two findings: the permission, and the silence. How was it fixed?'),
        user(
          'Kenji renewed the certificate by hand at 03:51 and restarted the gateway pods. Traffic was normal at 03:59.',
        ),
        assistant('And the effect on customers: only failed searches, or lost data too?'),
        user(
          'About 212,000 failed searches. Index writes were queued, we believe all of them went through, but nobody has counted yet.',
        ),
        assistant('I would write "believed complete, count pending" then, and not "no data was lost".'),
        user('Good. I want the review without blame: no names in the text that goes to everyone.'),
        assistant(
          'I will write "the engineer on call". Actions so far: alarm on certificate age below 21 days, restore the permission, count the writes.',
        ),
      ],
      facts: [
        { content: 'Search was down for 47 minutes on Sunday, from 03:12 to 03:59 UTC.', confidence: 0.97 },
        { content: 'The certificate of the internal gateway expired at 03:12 UTC.', confidence: 0.97 },
        { content: 'The renewal job had failed silently for 29 days after a role clean-up.', confidence: 0.9 },
        { content: 'About 212,000 searches failed.', confidence: 0.82 },
        { content: 'Index writes are believed complete; the count is pending.', confidence: 'assumed' },
      ],
      decisions: ['Alarm when a certificate has less than 21 days left.', 'Restore the permission of the renewal job.'],
      preferences: ['Aiko wants a review without blame and without names.'],
    },
  ],
  runs: [
    {
      sessions: 1,
      strategy: 'aggressive',
      minutesAgo: 61,
      seconds: 12,
      outcome: 'completed',
      validationScore: 0.56,
      qualityWarning:
        'The validation score is low: two numbers of the original (29 days, 212,000 searches) may be missing.',
      warnings: ['Low validation score (0.56).'],
    },
  ],
  spelling: { qualityWarning: 'text', ttlSeconds: 120 },
};
