import { assistant, user, type Story } from './story.ts';

/** Completed; an exotic in how its summary is spelt, and in a prompt's text without the recent messages. */
export const languageLessons: Story = {
  id: '9482b5a5-ac3b-5cfc-b64a-50386ed9a35a',
  title: 'Italian lessons',
  user: 'Hanna',
  sessions: [
    {
      minutesAgo: 28 * 60,
      topic: 'Level and goal',
      summary:
        'Hanna learns Italian for a job in Turin that starts in September. She reads well, but freezes when she has to speak. They agreed on dialogues of ten minutes a day, corrected only at the end.',
      lines: [
        user('I start a job in Turin in September and want to be able to hold meetings in Italian by then.'),
        assistant('How would you describe your Italian today?'),
        user(
          'I read the newspaper with a dictionary, maybe B1. But when someone talks to me I freeze and answer in English.',
        ),
        assistant(
          'Then speaking is the work, not grammar. Ten minutes of dialogue a day help more than two hours at the weekend.',
        ),
        user('Fine, but please do not correct every sentence, I lose the thread. Correct me at the end.'),
        assistant('Corrections at the end, at most five. Which situations come first?'),
        user('Introducing myself, saying that I disagree, and asking people to slow down. I work in logistics.'),
        assistant(
          'We begin with “Potrebbe parlare un po’ più lentamente?” and build a meeting about a late delivery around it.',
        ),
      ],
      facts: [
        { content: 'Hanna starts a job in logistics in Turin in September.', confidence: 0.97 },
        { content: 'Her Italian is about B1 in reading; she freezes when speaking.', confidence: 0.85 },
      ],
      decisions: ['Practise with ten minutes of dialogue a day.'],
      preferences: [{ content: 'Hanna wants at most five corrections, at the end.', confidence: 0.95 }],
    },
    {
      minutesAgo: 80,
      topic: 'A meeting about a late delivery',
      summary:
        'First dialogue: a late delivery. Hanna managed eleven turns without English. Her three recurring mistakes are the article before possessives, the auxiliary of “arrivare”, and “attualmente” used for “actually”.',
      openQuestions: ['Is the subjunctive worth the time before September?'],
      lines: [
        user(
          'Buongiorno, sono Hanna, la nuova responsabile della logistica. Il camion di Lione ha arrivato con tre ore di ritardo.',
        ),
        assistant('Buongiorno Hanna. Tre ore? E adesso, che cosa dobbiamo dire al cliente?'),
        user('Attualmente il cliente lo sa già. Mio collega ha chiamato stamattina.'),
        assistant('Bene. Secondo me dovremmo cambiare spedizioniere. Lei è d’accordo?'),
        user('Non sono d’accordo. Il ritardo epoch per la neve. Potrebbe parlare un po’ più lentamente?'),
        assistant(
          'Certo. End of the dialogue: eleven turns without English. Three corrections: “è arrivato”, “il mio collega”, and “attualmente” means “at present”; you wanted “in realtà”.',
        ),
        user('The auxiliary again. I always get that one wrong. Can we drill it tomorrow?'),
        assistant('Tomorrow: arrivare, partire, rimanere, in a call with the carrier.'),
      ],
      facts: [
        { content: 'Hanna held a dialogue of eleven turns without English.', confidence: 0.93 },
        {
          content:
            'Recurring mistakes: the auxiliary of “arrivare”, articles before possessives, “attualmente” for “actually”.',
          confidence: 0.94,
        },
      ],
      decisions: ['Drill arrivare, partire and rimanere in a call with the carrier next.'],
    },
    {
      minutesAgo: 8,
      topic: 'A call with the carrier',
      summary: 'Hanna asked for a call with the carrier as the next exercise; it is set for tomorrow.',
      lines: [
        user('Facciamo la chiamata con lo spedizioniere? Ho dieci minuti.'),
        assistant('Volentieri. Io sono lo spedizioniere: pronto, chi parla?'),
      ],
      facts: ['The next exercise is a call with the carrier.'],
    },
  ],
  runs: [
    {
      sessions: 1,
      strategy: 'conservative',
      minutesAgo: 27.5 * 60,
      seconds: 3,
      outcome: 'completed',
      validationScore: 0.95,
    },
    { sessions: 2, strategy: 'adaptive', minutesAgo: 52, seconds: 5, outcome: 'completed', validationScore: 0.93 },
  ],
  spelling: { items: 'strings', contextField: 'compacted_context', ttlSeconds: null, promptText: 'summary-alone' },
};
