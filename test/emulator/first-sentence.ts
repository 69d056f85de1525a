/** The first sentence, cut with an ellipsis when it is longer than `maxLength`. */
export function firstSentence(text: string, maxLength: number): string {
  const sentence = /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
  return sentence.length > maxLength ? `${sentence.slice(0, maxLength - 1)}…` : sentence;
}
