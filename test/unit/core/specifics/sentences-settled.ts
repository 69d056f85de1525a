/** Sentences whose last or first words settle something, and near misses. */
export const SETTLED = {
  bind: [
    "We'll skip the starter then.",
    "Okay, let's take the earlier train then.",
    "I'll order the larger size then.",
    "Grey it stays, that's my final answer.",
    'There must be no cables on the floor.',
    'There should be no peanuts in it.',
    'Nobody edits the wiki without approval.',
    'From June, all orders go through the shop.',
    'Two copies, please.',
  ],
  idle: [
    "I'll see you there then.",
    "We'll talk about it then.",
    'There must be no one at home.',
    'There must be no doubt about it.',
    'The pictures from June and July are lovely, all of them.',
    'Yes please.',
    'Oh, yes, please.',
  ],
};
