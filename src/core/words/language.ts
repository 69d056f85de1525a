export type Language = 'en' | 'de' | 'es' | 'ja' | 'zh';

/** The commonest words of a language that are none, or rare, in the others. */
const COMMON: readonly (readonly [Language, RegExp])[] = [
  ['en', /(?<!\p{L})(?:the|and|of|to|is|was|it|for|with|that|you|we|at|on|not|have|are|this)(?!\p{L})/giu],
  [
    'de',
    /[äöüß]|(?<!\p{L})(?:der|die|das|und|ist|nicht|mit|von|ein|eine|einen|wir|ich|zu|im|auf|für|am|um|bei|sind|auch)(?!\p{L})/giu,
  ],
  [
    'es',
    /[ñ¿¡áíóú]|(?<!\p{L})(?:el|la|los|las|de|del|que|y|en|es|un|una|por|con|para|se|al|mi|está|son|hay)(?!\p{L})/giu,
  ],
];

/** More of a text tells nothing new. */
const ENOUGH_CHARS = 2000;

/** By its letters and commonest words; 'en' where nothing tells. */
export function languageOf(text: string): Language {
  const start = text.slice(0, ENOUGH_CHARS);
  if (/[\u3041-\u30ff]/u.test(start)) return 'ja';
  if (/\p{Script=Han}/u.test(start)) return 'zh';
  let best: Language = 'en';
  let most = 0;
  for (const [language, words] of COMMON) {
    const count = start.match(words)?.length ?? 0;
    if (count > most) [best, most] = [language, count];
  }
  return best;
}
