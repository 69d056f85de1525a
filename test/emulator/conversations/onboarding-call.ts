import { assistant, user, type Story } from './story.ts';

/** Its only run failed: there is no summary. */
export const onboardingCall: Story = {
  id: 'c41e7b90-52af-4d03-8f6c-0e9d7a3b15c2',
  title: 'Onboarding call',
  user: 'Tomás',
  sessions: [
    {
      minutesAgo: 95,
      topic: 'First call with a new customer team',
      summary:
        'First call with Tomás, who leads a team of four building a claims assistant for an insurer. They want memory per policy holder, host in Frankfurt, and fear that summaries lose amounts and dates.',
      openQuestions: ['Who signs the data processing agreement?'],
      lines: [
        assistant('Welcome, Tomás. Before we connect anything: what will the assistant do, and for whom?'),
        user(
          'It helps claims handlers at a mid-size insurer. They paste letters and e-mails, it drafts the answer and remembers the case. We are four developers, two of them new.',
        ),
        assistant('So a conversation is one claim, and a user is a handler?'),
        user(
          'A claim, yes. But the memory should follow the policy holder, because one person can have three claims in a year.',
        ),
        assistant(
          'Then send the policy holder as the customer id, and the handler as the user id. Where must the data stay?',
        ),
        user('Frankfurt. Legal was very clear: nothing outside the EU, and personal data is deleted after 24 months.'),
        assistant('Both can be set on the instance. What worries you most about compaction?'),
        user(
          'Amounts and dates. If a summary turns 1,480 euros into "about 1,500", the handlers will never trust it again.',
        ),
        assistant(
          'Start with the conservative strategy and pin the amounts as statements that must be kept. Then look at the first fifty summaries by hand.',
        ),
        user(
          'We can do that. Maria will own it, she knows the claims. I prefer to see the raw answers as well, not only a dashboard.',
        ),
        assistant(
          'The API returns the summary as structured facts, so a raw view is easy. Shall we set up the staging key now?',
        ),
        user('Please. And could you write to Maria and not to me about technical things? I am in meetings all day.'),
        assistant('Will do. I will send her the staging key today, and you the agreement for legal.'),
      ],
      facts: [
        'Tomás leads a team of four developers, two of them new.',
        'The assistant drafts letters for claims handlers at a mid-size insurer.',
        'Data must stay in Frankfurt and personal data is deleted after 24 months.',
        'Maria owns the review of the first fifty summaries.',
      ],
      decisions: [
        'Use the policy holder as customer id and the handler as user id.',
        'Start with the conservative strategy.',
      ],
      preferences: ['Technical messages go to Maria.', 'Tomás wants to see raw answers, not only a dashboard.'],
    },
  ],
  runs: [
    {
      sessions: 1,
      strategy: 'aggressive',
      minutesAgo: 41,
      seconds: 13,
      outcome: 'failed',
      validationScore: 0.43,
      errorMessage: 'Validation score 0.43 is below the required 0.50: amounts and dates were not preserved.',
    },
  ],
};
