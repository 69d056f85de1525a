import { assistant, user, type Story } from './story.ts';

/** Its status word is undocumented; a summary exists. An exotic. */
export const dataMigration: Story = {
  id: 'e6a30d74-19c8-4f5b-b20e-8d43f7061ca5',
  title: 'Data migration plan',
  user: 'Lukas',
  sessions: [
    {
      minutesAgo: 26 * 60,
      topic: 'From MySQL 5.7 to Postgres 16',
      summary:
        'Lukas moves a shop database of 310 GB from MySQL 5.7 to Postgres 16 with at most ten minutes of downtime. They chose logical replication with a switch on a Sunday at 05:00, after two rehearsals.',
      openQuestions: ['Which collation should order German names?'],
      lines: [
        user(
          'We have to leave MySQL 5.7. 310 GB, a shop, and management allows ten minutes of downtime. Postgres 16 is set.',
        ),
        assistant(
          'Ten minutes rules out dump and restore: at your size that takes three to four hours. So replicate first, and switch when both are equal.',
        ),
        user('What do you use for replication between the two?'),
        assistant(
          'A change data capture stream: read the binlog, write to Postgres. Check that binlog_format is ROW; STATEMENT cannot be replayed faithfully.',
        ),
        user('It is MIXED today. I can change it on Thursday night.'),
        assistant(
          'Good. Then look for what does not map: unsigned integers, zero dates, enum columns, and case-insensitive comparison.',
        ),
        user('We have zero dates. About 40,000 rows in orders with 0000-00-00 as the delivery date.'),
        assistant(
          'Make them null in MySQL before the copy, in batches of 1,000, so that the application proves it can live with null.',
        ),
        user('OK. And how do I know that both sides are equal before we switch?'),
        assistant(
          'Counts and checksums per table and day. Keep the last hour out, it is still moving, and compare it during the switch.',
        ),
        user(
          'I would like two rehearsals before the real thing. And the switch on a Sunday at 05:00, that is our quietest hour.',
        ),
        assistant(
          'Two rehearsals with the full copy. Write down how long each step takes; the second one gives you the schedule for the ten minutes.',
        ),
      ],
      facts: [
        'The database has 310 GB and runs on MySQL 5.7.',
        'About 40,000 rows in orders have a zero delivery date.',
        'At most ten minutes of downtime are allowed.',
        'binlog_format is MIXED and changes to ROW on Thursday.',
      ],
      decisions: [
        'Replicate through change data capture, then switch.',
        'Switch on a Sunday at 05:00 after two rehearsals.',
        'Turn zero dates into null in MySQL first.',
      ],
    },
    {
      minutesAgo: 40,
      topic: 'Collation',
      summary: 'German names are ordered by the ICU collation de-x-icu, set per column.',
      lines: [
        user('One more: which collation orders German names, so that Ä stands beside A?'),
        assistant('Take the ICU collation de-x-icu, and set it per column. The database default can stay C.'),
      ],
      facts: ['German names are ordered by the ICU collation de-x-icu.'],
    },
  ],
  runs: [
    { sessions: 1, strategy: 'medium', minutesAgo: 24 * 60, seconds: 15, outcome: 'completed', validationScore: 0.81 },
  ],
  spelling: { statusWord: 'archived', items: 'strings', promptText: 'lacks-newest' },
};
