/**
 * Words that say that something is no longer as it was: English, German, Spanish, Japanese, Chinese. In one of two
 * statements that are about the same, they tell an update from other words for it.
 */
const WORDS = [
  'now|no longer|any ?(?:more|longer)|since then|meanwhile|postpon\\p{L}+|reschedul\\p{L}+|pushed back|brought forward|(?:has|have) (?:since |meanwhile |now )?been',
  'jetzt|nun|nunmehr|(?:nicht|keine?[mnrs]?|nichts|nie)(?: \\p{L}+)? mehr|inzwischen|mittlerweile|verschoben|verschieb\\p{L}+|vorverlegt|worden',
  'ahora|ya|aplaz\\p{L}+|pospuest[oa]s?|pospon\\p{L}+|retras\\p{L}+|adelant\\p{L}+|ha sido|han sido',
];
const CHANGED = new RegExp(
  `(?<!\\p{L})(?:${WORDS.join('|')})(?!\\p{L})|延期|繰り上げ|現在は|今は|なくなった|済み|ようになった|不再|改为|改成|推迟|现在|已经`,
  'iu',
);

export const tellsChange = (text: string): boolean => CHANGED.test(text);
