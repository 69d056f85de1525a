import { assistant, user, type Story } from './story.ts';

/** Completed once, and fresh. */
export const supportRateLimits: Story = {
  id: '3f0c9a52-7d1e-4b86-9a43-5be1d2c8f017',
  title: 'Support: rate limits',
  user: 'Priya',
  sessions: [
    {
      minutesAgo: 34,
      topic: 'Bursts of 429 answers from the ingestion job',
      summary:
        'Priya reported that her nightly ingestion job receives 429 answers in its first minute. The cause was a pool of 40 parallel workers against a free-tier key that allows 60 requests a minute with a burst of 10. She moved the job to one shared token bucket, honoured Retry-After, and used the batch endpoint, after which the job ran without a refusal.',
      openQuestions: ['Will the weekly backfill of 2 million rows need the paid tier?'],
      lines: [
        user(
          'Hi, our ingestion job started getting 429s last night. Nothing changed on our side except that we doubled the worker pool. Is the API having trouble?',
        ),
        assistant(
          'No incident on our side in the last 24 hours. Which plan is the key on, and how many requests run in parallel at the start of the job?',
        ),
        user(
          'Free tier. It was 20 workers, now 40. They all start at 02:00 UTC and send one request each straight away.',
        ),
        assistant(
          'That explains it. The free tier allows 60 requests a minute with a burst of 10, counted per key and not per process. Forty requests in the first second use up the burst at once, and the other thirty are refused.',
        ),
        user('But our client retries three times with back-off, so it should even out after a minute?'),
        assistant(
          'Only if the retries wait long enough. Each 429 carries a Retry-After in seconds. If every worker sleeps the same 1 s and comes back together, they are refused together again. Do you read the header?',
        ),
        user('We do not. We sleep 1, 2 and 4 seconds, without any jitter. I can see how that goes wrong.'),
        assistant(
          'I would do two things: one token bucket shared by all workers, filled at one token a second, and full jitter on the retries with Retry-After as the lower bound.',
        ),
        user(
          'We already have Redis, so a shared bucket is easy. What about the batch endpoint, does a batch count as one request?',
        ),
        assistant(
          'Yes, a batch of up to 100 messages counts as one request. For your volume that alone takes you from about 4,000 requests to 40.',
        ),
        user(
          'Great. I switched to batches of 100 and the shared bucket, and just ran it by hand: 41 requests, zero refusals, done in 52 seconds.',
        ),
        assistant(
          'That is well inside the limit. Keep the jitter anyway, it costs nothing and helps when two jobs overlap.',
        ),
        user(
          'Will do. We also plan a weekly backfill of about 2 million rows. I would rather stay on the free tier until we launch in March.',
        ),
        assistant(
          'At 100 messages a batch that is 20,000 requests, so roughly five and a half hours on the free tier. It works if it may run overnight; the paid tier allows 600 a minute and would take 35 minutes.',
        ),
        user(
          'Overnight is fine for now. Please send such things by e-mail next time, I do not read the dashboard often.',
        ),
        assistant('Noted: e-mail for limits and billing. I will close the ticket, reply here if the 429s come back.'),
      ],
      facts: [
        {
          content: 'Priya runs a nightly ingestion job that starts at 02:00 UTC.',
          confidence: 'explicit',
          subject: 'Priya',
        },
        {
          content: 'Her API key is on the free tier: 60 requests a minute, burst of 10, counted per key.',
          confidence: 'explicit',
          subject: 'account',
        },
        {
          content: 'The 429 answers began when the worker pool was doubled from 20 to 40.',
          confidence: 'explicit',
          subject: 'ingestion job',
        },
        {
          content: 'The client used to retry after 1, 2 and 4 seconds without jitter and ignored Retry-After.',
          confidence: 'explicit',
          subject: 'ingestion job',
        },
        {
          content: 'With batches of 100 the job needs 41 requests and finishes in 52 seconds without a refusal.',
          confidence: 'explicit',
          subject: 'ingestion job',
        },
        {
          content: 'A weekly backfill of about 2 million rows is planned; launch is in March.',
          confidence: 'inferred',
          subject: 'Priya',
        },
      ],
      decisions: [
        {
          content: 'Share one Redis token bucket between all workers, filled at one token a second.',
          confidence: 'explicit',
        },
        { content: 'Send messages in batches of 100.', confidence: 'explicit' },
        { content: 'Stay on the free tier until the launch.', confidence: 'explicit' },
      ],
      preferences: [
        {
          content: 'Priya wants messages about limits and billing by e-mail, not in the dashboard.',
          confidence: 'explicit',
          subject: 'Priya',
        },
      ],
    },
  ],
  runs: [
    { sessions: 1, strategy: 'balanced', minutesAgo: 22, seconds: 6, outcome: 'completed', validationScore: 0.94 },
  ],
};
