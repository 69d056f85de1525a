import { assistant, user, type Story } from './story.ts';

/**
 * Three versions: between them facts are added, reworded and overtaken. The last one lost a price and a promise, and has
 * a fact that nobody said. Fresh.
 */
export const studioRenovation: Story = {
  id: '9b2d64e1-0c35-5f7a-8e1d-2a47c6b0935f',
  title: 'Studio renovation',
  user: 'Marta',
  sessions: [
    {
      minutesAgo: 3 * 24 * 60,
      topic: 'Scope and budget of the studio',
      summary:
        'Marta wants to turn a 38 square metre garage into a ceramics studio. The budget is 40,000 euros. She needs a three-phase supply for a kiln, and hopes to open in May. A skylight was discussed and left open until the structural survey.',
      openQuestions: ['Can the roof carry a skylight?', 'Is a permit needed for the change of use?'],
      lines: [
        user(
          'I want to turn our old garage into a ceramics studio. It is 38 square metres, brick, with a flat roof from 1974. Where do I start?',
        ),
        assistant(
          'With what cannot be changed later: structure, power and ventilation. What will the kiln need, and do you know what supply the garage has now?',
        ),
        user(
          'The kiln is a 9 kW front loader, so three-phase, 16 A. The garage only has a single 230 V line with one socket.',
        ),
        assistant(
          'Then a new supply line is the first cost: about 15 metres of trench, a sub-board, and a dedicated circuit for the kiln. Expect 3,500 to 5,000 euros. What is the whole budget?',
        ),
        user('Around 40,000 euros, and I would like to open in May, because the first course is already announced.'),
        assistant(
          'Forty thousand is realistic without a new roof. May is tight if a permit for the change of use is needed, so ask the building office this week.',
        ),
        user('I would love a skylight over the wheels. Northern light is the whole reason I chose this building.'),
        assistant(
          'A flat roof of 1974 needs a structural survey before anyone cuts it. I would keep the skylight as an option and decide when the survey is in.',
        ),
        user(
          'The kiln is ordered: Okafor & Sons have our deposit of €1,200, invoice INV-20418, and the rest must be paid by 14 June.',
        ),
        assistant('Noted. Keep the invoice with the papers for the tax office.'),
        user('And I promised Mila next door that I will never fire the kiln after 8 pm.'),
        assistant('Good to know.'),
        user('Agreed, survey first. For the floor I want something I can hose down. No wood, please.'),
        assistant(
          'A polished concrete screed with a slope to one drain suits that. It also carries the weight of the kiln without extra footing.',
        ),
      ],
      facts: [
        {
          content: 'The garage has 38 square metres, brick walls and a flat roof from 1974.',
          confidence: 0.98,
          subject: 'building',
        },
        { content: 'The renovation budget is 40,000 euros.', confidence: 0.95, subject: 'budget', supersededIn: 2 },
        {
          content: 'The kiln is a 9 kW front loader that needs three-phase power at 16 A.',
          confidence: 0.97,
          subject: 'kiln',
        },
        {
          content: 'Okafor & Sons have a deposit of €1,200 for the kiln, and the rest must be paid by 14 June.',
          confidence: 0.96,
          subject: 'kiln',
          supersededIn: 3,
        },
        { content: 'Marta wants to open the studio in May.', confidence: 0.9, subject: 'schedule', supersededIn: 3 },
        {
          content: 'The garage has a single 230 V line with one socket.',
          confidence: 0.93,
          subject: 'power',
          supersededIn: 3,
        },
      ],
      decisions: [
        {
          content: 'Never fire the kiln after 8 pm, as Marta promised her neighbour Mila.',
          confidence: 0.93,
          supersededIn: 3,
        },
        { content: 'Order a structural survey before deciding on the skylight.', confidence: 0.94, supersededIn: 2 },
      ],
      preferences: [
        { content: 'Marta wants northern light over the wheels.', confidence: 0.88, subject: 'Marta' },
        { content: 'Marta wants a floor that can be hosed down, and no wood.', confidence: 0.92, subject: 'Marta' },
      ],
    },
    {
      minutesAgo: 26 * 60,
      topic: 'Survey result, skylight and quotes',
      summary:
        'The survey allows a skylight of up to 1.8 square metres between the beams. Marta accepted it and raised the budget to 43,500 euros. Of two electricians she chose Brandt, who can start on 3 March. The building office confirmed that no permit is needed for the change of use, only a notice.',
      openQuestions: ['Which glazing keeps the studio cool in July?'],
      lines: [
        user(
          'The survey is here. The engineer says the beams are 90 cm apart and a skylight of up to 1.8 square metres may sit between them without new steel.',
        ),
        assistant(
          'Good news. A fixed unit of 0.9 by 2 metres between two beams then costs about 3,200 euros with the upstand and sealing.',
        ),
        user('I will take it. That lifts the budget to 43,500 euros, my parents lend us the difference.'),
        assistant('Noted. And the building office?'),
        user('No permit, just a notice of the change of use, because it stays under 50 square metres.'),
        assistant('That takes four weeks off the schedule. Did you get the electricians to quote?'),
        user(
          'Two of them. Brandt wants 4,700 and can start on 3 March. Kessler wants 4,100 but only has time in April.',
        ),
        assistant(
          'With courses in May I would pay the 600 more: the floor cannot be poured before the trench and conduits are in.',
        ),
        user('The drawings are in plans/studio/floor-2026.pdf, and the open day for the neighbours is on 23 July.'),
        assistant('Lovely, the neighbours will like that.'),
        user('Brandt it is. Please keep the answers short like this, I read them on the building site.'),
        assistant('Short answers from now on.'),
      ],
      facts: [
        {
          content: 'The renovation budget is 43,500 euros, including the skylight.',
          confidence: 0.96,
          subject: 'budget',
        },
        {
          content: 'The survey allows a skylight of up to 1.8 square metres between the beams, without new steel.',
          confidence: 0.97,
          subject: 'building',
        },
        { content: 'No permit is needed for the change of use, only a notice.', confidence: 0.95, subject: 'permit' },
        {
          content: 'The electrician Brandt quoted 4,700 euros and starts on 3 March.',
          confidence: 0.94,
          subject: 'power',
        },
        {
          content: 'The open day for the neighbours is on 23 July.',
          confidence: 0.92,
          subject: 'open day',
          supersededIn: 3,
        },
      ],
      decisions: [
        { content: 'Build the fixed skylight of 0.9 by 2 metres.', confidence: 0.96 },
        { content: 'Give the electrical work to Brandt rather than to Kessler.', confidence: 0.95 },
      ],
      preferences: [
        {
          content: 'Marta prefers short answers, because she reads them on site.',
          confidence: 0.9,
          subject: 'Marta',
          supersededIn: 3,
        },
      ],
    },
    {
      minutesAgo: 14,
      topic: 'New opening date, glazing and ventilation',
      summary:
        'The trench and the three-phase line are done. Because the screed has to dry for five weeks, the opening moved from May to 7 June and the first course with it. Marta chose solar control glazing and a 400 cubic metre extractor above the kiln.',
      openQuestions: ['Who tells the twelve people who booked the May course?'],
      lines: [
        user(
          'Brandt finished: trench closed, sub-board in, three-phase measured and signed off. The single line is gone.',
        ),
        assistant(
          'Well done. Then the screed can be poured. It needs about five weeks before heavy load at this thickness.',
        ),
        user('That kills May. Let us open on 7 June and move the first course as well. Twelve people have booked.'),
        assistant('7 June leaves ten days of margin. Decide soon who writes to the twelve.'),
        user('For the skylight glass: the supplier offers clear or solar control. Solar control costs 380 more.'),
        assistant(
          'Take solar control. Northern light loses little, and a kiln room under clear glass gets past 35 degrees in July.',
        ),
        user('The open day moves too: 25 July, a Saturday, so that more of the street can come.'),
        assistant('25 July it is.'),
        user('Done. And ventilation?'),
        assistant(
          'An extractor of 400 cubic metres an hour above the kiln with a closed outlet. Not through the skylight, it would fog.',
        ),
        user('Ordered. Thanks, that was all for this week.'),
        assistant('Until next week. Next: screed date, glazing order, message to the course.'),
      ],
      facts: [
        {
          content: 'The studio opens on 7 June, because the screed needs five weeks to dry.',
          confidence: 0.95,
          subject: 'schedule',
        },
        {
          content: 'The garage has a three-phase supply with its own sub-board, signed off by Brandt.',
          confidence: 0.97,
          subject: 'power',
        },
        { content: 'Twelve people have booked the first course.', confidence: 0.9, subject: 'course' },
        {
          content: 'An extractor of 400 cubic metres an hour was ordered for the kiln.',
          confidence: 0.93,
          subject: 'ventilation',
        },
        { content: 'The open day for the neighbours is on 25 July.', confidence: 0.94, subject: 'open day' },
        // Nobody said so: a model made it up.
        { content: 'The landlord has approved the new wiring in writing.', confidence: 0.71, subject: 'permit' },
      ],
      decisions: [
        { content: 'Move the opening and the first course from May to 7 June.', confidence: 0.96 },
        { content: 'Use solar control glazing for the skylight.', confidence: 0.94 },
      ],
      preferences: [
        {
          content: 'Marta prefers answers that are short, since she reads them at the site.',
          confidence: 0.9,
          subject: 'Marta',
        },
      ],
    },
  ],
  runs: [
    {
      sessions: 1,
      strategy: 'conservative',
      minutesAgo: 3 * 24 * 60 - 20,
      seconds: 7,
      outcome: 'completed',
      validationScore: 0.88,
    },
    {
      sessions: 2,
      strategy: 'balanced',
      minutesAgo: 25.5 * 60,
      seconds: 5,
      outcome: 'failed',
      validationScore: 0.47,
      errorMessage: 'Validation score 0.47 is below the required 0.50; the previous summary stays in use.',
    },
    {
      sessions: 2,
      strategy: 'balanced',
      minutesAgo: 25 * 60,
      seconds: 11,
      outcome: 'completed',
      validationScore: 0.86,
    },
    { sessions: 3, strategy: 'balanced', minutesAgo: 2.3, seconds: 9, outcome: 'completed', validationScore: 0.91 },
  ],
};
