import { assistant, user, type Story } from './story.ts';

/** Never compacted, but long enough to be: the one to start a compaction on. */
export const releaseNotes: Story = {
  id: '5af2c8d9-6e07-4138-b94e-d1a0537fe682',
  title: 'Release notes 4.2',
  user: 'Devon',
  sessions: [
    {
      minutesAgo: 48,
      topic: 'What goes into the notes of 4.2',
      summary:
        'Devon drafts the release notes of version 4.2. The notes lead with offline drafts, name the removal of the v1 webhooks with its date, and leave out internal refactoring.',
      openQuestions: ['May the notes mention the customer who reported the sync error?'],
      lines: [
        user(
          'I have to write the release notes for 4.2 by Thursday. Here is the list of 63 merged changes, most of them internal. Where do I begin?',
        ),
        assistant(
          'With what a user can do now that was impossible last week. Of the 63, which three would you show to a customer?',
        ),
        user('Offline drafts, the new search filters, and that the import no longer stops at 10,000 rows.'),
        assistant(
          'Then those three lead, in that order, one sentence each, with the benefit first: “Keep writing on the train: drafts are now saved offline.”',
        ),
        user('I like that. What about breaking changes? We remove the v1 webhooks, announced in April.'),
        assistant(
          'Give it a section of its own, above the fixes: what stops working, on which date, and what to do. Do not hide it at the end.',
        ),
        user('They stop on 30 September. The v2 payload has the same fields plus a signature header.'),
        assistant('Say exactly that and link the guide. People search the page for the header name, so write it out.'),
        user('Our fixes list is always a wall of text. 41 entries this time.'),
        assistant(
          'Group them by what people were doing: writing, searching, importing, signing in. Drop the ones that nobody could have noticed.',
        ),
        user('There is one sync error that a big customer reported. They were quite angry. May I name them?'),
        assistant('Not without asking. “Fixed: edits made while syncing could appear twice” is enough, and honest.'),
        user('Please write plain sentences, no exclamation marks. Our readers are administrators.'),
        assistant(
          'Plain it is. I will draft the three leading paragraphs and the webhook section; you group the fixes?',
        ),
        user('Yes, by tomorrow noon. Marketing wants a line about our new logo, but I would rather keep that out.'),
        assistant('Agreed. It belongs in a blog post. The notes stay a place where people look up what changed.'),
      ],
      facts: [
        'The release notes for 4.2 are due on Thursday.',
        'The v1 webhooks stop on 30 September; v2 adds a signature header.',
        'The import no longer stops at 10,000 rows.',
        'The fixes list has 41 entries.',
      ],
      decisions: [
        'Lead with offline drafts, search filters and the import.',
        'Group the fixes by what people were doing.',
        'Keep the new logo out of the notes.',
      ],
      preferences: ['Devon wants plain sentences without exclamation marks.'],
    },
  ],
  runs: [],
};
