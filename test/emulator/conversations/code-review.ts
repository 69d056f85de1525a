import { assistant, user, type Story } from './story.ts';

/** Compacted twice, and stale: the last session is newer than the summary. */
export const codeReview: Story = {
  id: '2d9f8a06-e471-4b5c-9c38-71f0d5ae624b',
  title: 'Code review: retry queue',
  user: 'Sam',
  sessions: [
    {
      minutesAgo: 7 * 60,
      topic: 'Back-off and idempotency',
      summary:
        'Review of the retry queue. The delay grew without bound and had no jitter; it was capped at 10 seconds with full jitter. POST requests were repeated as well, which could charge twice, so they are now only repeated with an idempotency key.',
      openQuestions: ['Should the queue survive a restart?'],
      lines: [
        user(
          'Can you review this? `const delay = 1000 * 2 ** attempt; setTimeout(send, delay)` and it retries on every error.',
        ),
        assistant(
          'Two things. The delay has no cap: attempt 10 waits 17 minutes. And without jitter all clients come back in the same second.',
        ),
        user('Right. What cap would you use?'),
        assistant(
          'Ten seconds for something a person waits for. With full jitter: a random time between zero and the capped delay.',
        ),
        user('Done. And "every error"?'),
        assistant(
          'A 400 will not get better by asking again. Retry 429, 500, 502, 503, 504 and connection errors, nothing else.',
        ),
        user('The queue also sends POST /charges. Is that a problem?'),
        assistant(
          'A serious one. When the connection drops after the server has charged, the retry charges again. Send an idempotency key, or do not repeat it.',
        ),
        user('We have idempotency keys in the API, we just never sent them. I will add a UUID per queued item.'),
        assistant('Make it when the item is queued, not when it is sent. Otherwise each attempt gets a new one.'),
      ],
      facts: [
        'The retry delay was 1000 · 2^attempt without a cap or jitter.',
        'The queue sends POST /charges.',
        'The API supports idempotency keys; the queue did not send them.',
      ],
      decisions: [
        'Cap the delay at 10 seconds and use full jitter.',
        'Retry only 429, 500, 502, 503, 504 and connection errors.',
        'Make the idempotency key when an item is queued.',
      ],
      preferences: ['Sam wants the reason with each remark, not just the change.'],
    },
    {
      minutesAgo: 4 * 60,
      topic: 'Tests without sleeping',
      summary:
        'The tests of the queue slept for real seconds and failed on slow machines. They were moved to an injected clock. Two tests asserted on error messages and now assert on error kinds.',
      lines: [
        user('CI is flaky since we merged it. The queue tests wait with real timers, 4 seconds in total.'),
        assistant(
          'Inject the clock: pass `now` and `after` instead of calling Date.now and setTimeout. Then a test advances time itself.',
        ),
        user('That touched eleven files, but the suite now takes 80 ms. Two tests still match on the message text.'),
        assistant('Let the queue return a kind, such as `rate-limited`, and assert on that. Texts change.'),
        user('Makes sense. Merged, green five times in a row.'),
        assistant(
          'Nice. I would also keep the seed of the jitter in the failure output, so that a failing order can be repeated.',
        ),
      ],
      facts: ['The queue tests take 80 ms since the clock is injected.', 'CI was flaky because of real timers.'],
      decisions: ['Tests assert on error kinds and never on message texts.'],
    },
    {
      minutesAgo: 11,
      topic: 'Surviving a restart',
      summary:
        'The queue is to survive a restart: items are written to disk before they are sent, and removed after the answer.',
      lines: [
        user(
          'Back to the open question: the queue is lost when the process restarts. Three charges went missing on Tuesday.',
        ),
        assistant(
          'Then write each item to disk before the first attempt and delete it after the answer. With the idempotency key stored alongside, a replay is safe.',
        ),
        user('SQLite or a plain file?'),
        assistant(
          'SQLite with WAL. A plain file needs its own recovery from half-written lines, and you would end up writing a small database.',
        ),
        user('OK. How do I stop two processes from sending the same item after a deploy?'),
        assistant(
          'Claim it: update … set owner = ? where owner is null, and look at the number of changed rows. A claim expires after 60 seconds.',
        ),
      ],
      facts: ['Three charges went missing on Tuesday because the queue lives in memory.'],
      decisions: ['Keep the queue in SQLite with WAL.', 'Claims on queue items expire after 60 seconds.'],
    },
  ],
  runs: [
    {
      sessions: 1,
      strategy: 'balanced',
      minutesAgo: 6.5 * 60,
      seconds: 4,
      outcome: 'completed',
      validationScore: 0.89,
    },
    {
      sessions: 2,
      strategy: 'conservative',
      minutesAgo: 3.5 * 60,
      seconds: 6,
      outcome: 'completed',
      validationScore: 0.92,
    },
  ],
};
