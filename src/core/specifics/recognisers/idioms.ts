import { byPattern, type Recogniser } from './recogniser.ts';

/** Numbers and names in set terms say nothing that a summary could get wrong. */
export const idioms: readonly Recogniser[] = [
  byPattern(
    'none',
    /(?<![\w/])(?:24\/7|50[/:]50|\d+\/\d+(?= (?:chance|call))|p\d{2,3}|[Pp]lan [A-C]|no\. ?1|(?:my|your) two cents|100 ?% (?:agree|sure|with)|(?:four|4)[- ]letter word|cat has nine lives)(?![\w/])/giu,
  ),
  byPattern(
    'none',
    /(?<!\p{L})(?:two of a kind|on cloud nine|at sixes and sevens|in seventh heaven|back to square one|mil gracias|dos por tres|gib(?:t)? (?:gut )?acht|in acht|außer acht|unter vier augen|alle viere|a thousand (?:times|thanks)|thanks a million|one or two|two or three times|a million (?:times|thanks)|zero chance|ten to one|high five|take five|first and foremost|cuatro gatos)(?!\p{L})/giu,
  ),
  byPattern(
    'none',
    /十分(?!钟|間|鐘|之)|三心二意|一般|一些|一下|一起|一直|一定|万一|百分百|千万别|五花八门|七上八下|四季|万能|百科|千里|十全十美/gu,
  ),
];
