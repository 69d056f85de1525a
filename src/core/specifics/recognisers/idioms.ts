import { byPattern, having, type Recogniser } from './recogniser.ts';

/** Numbers and names in set terms say nothing that a summary could get wrong. */
const SET_TERMS =
  '(?:you|us|them|we|these|those) two|on cloud nine|at sixes and sevens|in seventh heaven|thanks a million|(?:in )?a (?:million|thousand) (?:times|thanks|words|years)|saves nine|one or two|two or three times|one in a million|zero (?:chance|tolerance|idea|clue)|ten to one|high[ -]five|(?:give|take) (?:me )?five|in two minds|two birds|two to tango|two peas|two left feet|two wrongs|two sides|two thumbs up|two heads|six of one|half a dozen of the other|forty winks|the whole nine yards|nine times out of ten|ten out of ten|catch-22|nine lives|nine to five|9 to 5|four[ -]eyes|three cheers|(?:a|by a) hundred percent|a dime a dozen|in a million years|take two|five o.clock shadow|Murphy.s law|Bob.s your uncle|Pandora.s box|Achilles.? heel|jack of all trades|for Pete.s sake|when in Rome|Rome wasn.t built|Houston, we|the Joneses|mil (?:gracias|veces|perdones)|dos por tres|cuatro gatos|mil maravillas|dos dedos de frente|cuatro ojos|gibt? (?:gut )?acht|in acht|außer acht|unter vier augen|auf allen vieren|alle viere|null (?:bock|ahnung|chance|problemo)|wolke sieben|sieben sachen|zwei linke hände|zwei fliegen|fünf gerade|drei kreuze|tausend (?:dank|mal)|um drei ecken|zwischen zwei stühlen';

export const idioms: readonly Recogniser[] = [
  // The marks of a diff.
  having(/^(?:@@|diff) /mu)('none', /^(?:@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@|diff --git .*)/gmu),
  byPattern(
    'none',
    /(?<![\w/])(?:<3|24\/7|50[/:]50|\d+\/\d+(?= (?:chance|call))|p\d{2,3}|[Pp]lan [A-C]|no\. ?1|(?:my|your) two cents|100 ?% (?:agree|sure|with)|(?:four|4)[- ]letter word|cat has nine lives)(?![\w/])/giu,
  ),
  byPattern('none', new RegExp(`(?<!\\p{L})(?:${SET_TERMS})(?!\\p{L})`, 'giu')),
  // 三心二意, 七上八下.
  having(/\p{Script=Han}/u)(
    'none',
    /十分(?!钟|間|鐘|之)|乱七八糟|[一二三四五六七八九十百千万半][^\d，。、一二三四五六七八九十百千万的了在是和][一二两三四五六七八九十百千万][^\d，。、人个個年月日天时時点分元円週周回本枚台]|万一|百分百|千万(?=别|不)|万能|百科|三日坊主|十人十色|二度と/gu,
  ),
];
