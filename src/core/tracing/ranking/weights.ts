/** What counts how much. `npm run fit:trace` tells how well other weights do (docs/judged.md). */
export interface TraceWeights {
  /** What a word of the statement counts where the message only has one that begins alike. */
  like: number;
  /** What it counts where only the message before or after has it, or one that begins alike. */
  next: number;
  /** The same of the messages before and after those. */
  nextButOne: number;
  /** Log odds for a message that has all words of the statement. */
  nearness: number;
  /** For all of its pairs of neighbouring words. */
  order: number;
  /** For the speaker whom the statement names first, and against any other. */
  speaker: number;
  /** For each e-fold of the message's words. */
  length: number;
  /** For a message that only asks: statements are of what was answered. */
  asking: number;
  /** That a message loses by another statement that is certainly from it. */
  claim: number;
}

export const TRACE_WEIGHTS: TraceWeights = {
  like: 0.73,
  next: 0.6,
  nextButOne: 0.42,
  nearness: 17.8,
  order: 3.7,
  speaker: 1.6,
  length: -1.03,
  asking: -1.5,
  claim: 1,
};
