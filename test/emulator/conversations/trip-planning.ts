import { assistant, user, type Story } from './story.ts';

/** Two versions, and a run towards the third under way. */
export const tripPlanning: Story = {
  id: '01936f2a-8c4d-7e19-b3a5-64d0f9127c8e',
  title: 'Trip planning: Lisbon to Porto',
  user: 'Jonas',
  sessions: [
    {
      minutesAgo: 5 * 24 * 60,
      topic: 'Dates, route and trains',
      summary:
        'Jonas plans a week in Portugal in April with his sister Lea: three nights in Lisbon, one in Coimbra, three in Porto, all by train. Lea is vegetarian and neither of them wants to drive.',
      openQuestions: ['Which day to travel on from Coimbra?'],
      lines: [
        user(
          'My sister Lea and I have a week in April, 11th to 18th. We fly into Lisbon and home from Porto. What route makes sense without a car?',
        ),
        assistant(
          'Lisbon, Coimbra, Porto along the main rail line works well: about two hours, then one hour fifteen. Three nights, one night, three nights leaves time in each.',
        ),
        user(
          'Sounds good. Neither of us wants to drive. Lea is vegetarian, so please keep that in mind for restaurants.',
        ),
        assistant(
          'Noted. Trains between the cities run hourly, and promotional fares open 60 days ahead, so mid February for your dates.',
        ),
        user('I will set a reminder. We would like one real beach afternoon as well, even if the water is cold.'),
        assistant(
          'From Lisbon take the suburban line to Cascais, 40 minutes. From Porto the metro goes to Matosinhos, 30 minutes, better for surfing.',
        ),
        user('Cascais then. And small guest houses rather than big hotels, if possible under 110 euros a night.'),
        assistant(
          'That is realistic in April outside the Easter weekend. Coimbra will be cheapest, Porto the tightest.',
        ),
      ],
      facts: [
        { content: 'Jonas travels with his sister Lea from 11 to 18 April.', confidence: 0.97 },
        { content: 'They fly into Lisbon and home from Porto.', confidence: 0.96 },
        { content: 'Lea is vegetarian.', confidence: 0.98, subject: 'Lea' },
        { content: 'Rooms should stay under 110 euros a night.', confidence: 0.9, supersededIn: 2 },
      ],
      decisions: [
        'Travel by train only: three nights Lisbon, one Coimbra, three Porto.',
        'Spend the beach afternoon in Cascais.',
      ],
      preferences: ['Jonas and Lea prefer small guest houses to big hotels.', 'Neither of them wants to drive.'],
    },
    {
      minutesAgo: 30 * 60,
      topic: 'Rooms and tickets',
      summary:
        'Rooms were booked in Lisbon (Graça) and Coimbra; Porto is open because everything central costs more, so the limit there rose to 130 euros. Train tickets to Coimbra are bought for the 14th at 10:30.',
      openQuestions: ['Which room in Porto?'],
      lines: [
        user(
          'Booked two: a guest house in Graça for Lisbon, 96 a night, and one by the botanical garden in Coimbra for 71.',
        ),
        assistant('Both are well placed. Graça is on the 28 tram, though mornings are crowded.'),
        user('Porto is hard. Everything central is above 120. Let us raise the limit to 130 there.'),
        assistant('Then look at Cedofeita: ten minutes on foot to the centre and quieter at night than Ribeira.'),
        user('I also bought the tickets to Coimbra, 14 April at 10:30, seats together.'),
        assistant(
          'Good. You will be there at 12:40, in time for lunch; the university library needs a timed ticket, take 15:00.',
        ),
        user('Please list prices per person from now on, we split everything.'),
        assistant('Per person from now on.'),
      ],
      facts: [
        { content: 'The room in Lisbon is in Graça, 96 euros a night.', confidence: 0.96 },
        { content: 'The room in Coimbra is by the botanical garden, 71 euros a night.', confidence: 0.95 },
        { content: 'Rooms should stay under 110 euros a night, in Porto under 130.', confidence: 0.92 },
        { content: 'Train tickets to Coimbra are bought for 14 April at 10:30.', confidence: 0.97 },
      ],
      decisions: ['Look for a room in Cedofeita in Porto.'],
      preferences: ['Prices are listed per person.'],
    },
    {
      minutesAgo: 9,
      topic: 'Porto and the last two days',
      summary:
        'The room in Porto is booked in Cedofeita. On the 16th they take the boat up the Douro, on the 17th they stay in town and eat at a vegetarian kitchen near Bolhão.',
      lines: [
        user('Found one in Cedofeita, 124 a night with breakfast. Booked.'),
        assistant('That completes the rooms: 62 euros per person a night in Porto.'),
        user('For the 16th we would like a boat on the Douro. Half a day or a whole one?'),
        assistant(
          'A whole day to Pinhão goes by boat one way and by train back, about 79 euros per person. Half a day only shows the bridges.',
        ),
        user('Whole day then. The 17th stays free, but find us one good vegetarian dinner near Bolhão.'),
        assistant(
          'There is a small kitchen with a set menu two streets from the market, 24 euros per person; it opens at 19:00 and takes no reservations.',
        ),
      ],
      facts: [
        'The room in Porto is in Cedofeita, 124 euros a night with breakfast.',
        'The boat to Pinhão and the train back cost 79 euros per person.',
      ],
      decisions: ['Take the whole-day boat to Pinhão on 16 April.', 'Keep 17 April free for Porto.'],
    },
  ],
  runs: [
    {
      sessions: 1,
      strategy: 'adaptive',
      minutesAgo: 5 * 24 * 60 - 30,
      seconds: 8,
      outcome: 'completed',
      validationScore: 0.9,
    },
    {
      sessions: 2,
      strategy: 'balanced',
      minutesAgo: 29 * 60,
      seconds: 10,
      outcome: 'completed',
      validationScore: 0.87,
    },
    { sessions: 3, strategy: 'balanced', minutesAgo: 0.1, seconds: 0, outcome: 'running' },
  ],
};
