import { anywhere, oneOf, rules, whole, type Grammar } from './grammar.ts';
import { PLAIN_ENGLISH } from './plain.ts';
import { ENGLISH_MONTH as MONTH, ENGLISH_TIME as TIME, ENGLISH_WEEKDAY as WEEKDAY } from './times.ts';

const NUMBER = '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|the next|the same)';
const UNIT = '(?:minutes?|hours?|days?|weeks?|months?|years?)';

/** Past forms that do not end in -ed. */
const PAST =
  '(?:was|were|had|did|went|came|got|gave|took|made|said|told|thought|knew|saw|heard|felt|found|left|met|ran|began|became|kept|lost|sold|sent|stood|wrote|ate|fell|slept|spent|won|woke|grew|meant|brought|bought|sat|paid)';
/** Participles that do not end in -ed. */
const PARTICIPLE =
  '(?:been|had|done|gone|seen|heard|felt|said|told|known|thought|met|made|given|taken|come|got|gotten|found|left|lost|kept|read|written|shown|sent|sold|held|put|cut|set|built|bought|brought|paid|run|shared|used|won|eaten|spent|forgotten|slept|worn|driven|flown|broken|stolen|spoken|begun|become|understood|meant|let)';
const NO_ED =
  '(?:need|feed|heed|speed|exceed|proceed|succeed|embed|shed|bleed|breed|weed|seed|reed|bed|red|led|hundred|indeed|wicked|sacred)';
const ED = `(?!${NO_ED}\\b)\\w+ed`;
const FEELING = oneOf(
  'tired|bored|excited|exhausted|worried|confused|scared|thrilled|relieved|disappointed|married|related|mistaken|stuck|delighted|shocked|surprised|pleased|frustrated',
  'proud|happy|glad|sad|angry|furious|hungry|thirsty|cold|freezing|lonely|crazy|mad|nice|fun|hard|tough|difficult|awful|terrible|great|wonderful|amazing|lovely|expensive|rich|dead|lost|late|ill|sick|wrong|right|true|asleep|busy|a (?:mistake|joke|bug|dream)',
  'by now|already|somewhere|\\w{2,}ing',
);
/** What one feels or knows, and does not choose to do. */
const MENTAL =
  '(?:know|knows|think|see|hear|feel|forget|understand|believe|guess|imagine|remember|get|be|have|seem|look|find|mind|worry|like|love|want|need|care|bother|hesitate|panic|fret|sweat|cry|mean|happen|learn|meet|expect|regret|recover|bore|lie|deny|make it|mention it|be afraid|give up|get me wrong|tell me|ask me|let it|sound|matter|belong|agree|recall|say|realize|realise)';
const OBLIGE = "(?:must|have to|has to|have got to|'ve got to|got to|need to|needs to|ought to)";
/** Words of a main clause that still binds when something in the sentence is past. */
const BINDS = oneOf(
  `${OBLIGE}|please|will|shall|should|need|needs|want|wants|expect|expects|make sure|let's|have|has`,
  'is to|are to|to be|is due|are due',
);
const AT_START = '(?:^|[,;:–—-] ?|\\b(?:please|and|but|or|so|then|also|just|kindly|again)[,:]? )';
const NO_VERB =
  '(?:i|you|he|she|it|we|they|this|that|these|those|there|the|an?|my|your|his|her|its|our|their|who|what|when|where|why|how|if|is|are|was|were|be|been|did|does|do|has|have|had|in|on|at|by|with|for|from|of|to|as|and|or|but|not|no|yes|all|some|most|many|both|each|every|after|before|since|while|although|because|only|just|even|still|so|then|than|well|oh|ok|okay|thanks|thank|here|now|once|maybe|\\w+ed|(?!(?:reply|apply|rely|supply|comply|multiply)\\b)\\w+ly|\\w+ing)';
/** A sentence that begins with a verb and its object: `Send the …`, `Return it …`. */
const IMPERATIVE = `(?:^|[;:,–—] )(?:please,? |and |then |so |just |ok(?:ay)?,? )?(?!(?:${NO_VERB}|${PAST})\\b)[a-z]+ (?:me|us|it|the|your|this|these|all|that|those|an?|my|our|him|her|them|any|every|each|back|in|out|up)\\b`;

/** Followed by one of these, _there must be no_ binds nobody: there must be no doubt. */
const NO_RULE = '(?:one|way|doubt|reason|point|chance|signal|sense|use|end|limit|more)\\b';

const GUESS =
  'maybe|perhaps|possibly|might|presumably|supposedly|(?:i|we) (?:guess|suppose|wonder|hope|doubt|think)|hopefully|some ?day|one day|not sure|no idea';
const WHO_DECIDES =
  "(?:we|we've|team|board|committee|council|group|company|management|family|department|staff|partners|club|crew|office|members|parents|everyone|everybody|all of us|both of us|client|customer|majority|i've|i have)";
const DECIDED =
  '(?:decided|agreed|chose|chosen|opted|settled|voted|resolved|picked|selected|approved|signed off|committed to|went with|gone with|ruled out|landed on|concluded)';
const NOT_YET =
  "(?:haven't|hasn't|hadn't|didn't|don't|not|never|nothing|nobody|no one|none|yet to|still|cannot|can't|couldn't|hard to|almost|nearly|rarely|if|whether|unless|until|once|when|before|while|as soon as|had)";
const SUBMITTED =
  '(?:applications?|registrations?|enrol?lments?|submissions?|entries|entry|voting|vote|poll|sign-?ups?|offers?|deadline|period|bidding|tender|bookings?|survey|sales?|early bird|window|check-?in|nominations?|proposals?|call for \\w+)';

export const ENGLISH: Grammar = {
  undone: anywhere(
    `\\?["')\\]]*$|^[^,]{0,60}\\b(?:${GUESS})\\b|\\bor (?:maybe|perhaps)\\b|\\b(?:maybe|perhaps|might)\\b`,
    false,
  ),
  past: anywhere(`${PAST}|(?<!\\b(?:be|been|is|are|get|gets|being|have|has|need|needs) (?:\\w+ )?)${ED}`),
  binds: anywhere(BINDS),
  idioms: [
    // No duty.
    "(?:do|does|did|will|would|should|need)(?: not|n't) (?:\\w+ly |even )?(?:have|need) to|(?:don't|doesn't|do not|does not) (?:need|require)",
    '(?:nobody|no one|none of \\w+|neither) (?:must|has to|have to|needs to|need)|what must be|used to prefer|rather not (?:say|talk|think|know)|(?:will|should|would) (?:probably|likely|surely) [^,;]*',
    "need not|needn't|no (?:need|reason|obligation|rush|hurry)|no longer (?:have|has|need|needs) to|(?:not|n't) (?:\\w+ly )?(?:required|obliged|necessary|mandatory|obligatory|compulsory|supposed)",
    // Past, or supposed.
    "had to|having to|(?:would|might|may|could|used to|seem to|seems to|don't want to|going to|hate to|if \\w+) (?:just )?(?:have|need) to|has to do with|have to do with",
    'if (?:i|we|you|he|she|they|it|the \\w+) (?:must|need|needs|have|has|decide|agree|prefer)\\b',
    "(?:was|were|wasn't|weren't|been) (?:not |never |always )?(?:allowed|permitted|forbidden|banned|required|obliged|prohibited|supposed|expected)(?: to)?",
    // A guess.
    `must(?:'ve| (?:\\w+ly |all |also )?have(?! (?:an?|the|at least|no|two|three|its|their|your|valid|\\d)\\b))|(?:he|she|they|it|that|this|i) must (?:\\w+ly )?have`,
    `(?:he|she|i|there|who|someone|somebody|something|nobody) (?:must|has to|has got to|have to|'s got to) (?:\\w+ly |just )?be(?! no (?!${NO_RULE}))`,
    `(?:it|this|that|they|these|those) (?:must|has to|have to|has got to) (?:\\w+ly |just |all )?be(?! (?:\\w+ly |fully |all )?(?:(?!${FEELING})${ED}|${PARTICIPLE}|ready|in by|at least|in place|on time)\\b)`,
    `you must (?:\\w+ly |just |all )?be (?:so|very|really|the|new|an?|${FEELING}|kidding|joking)`,
    `(?:must|has to|have to|'s got to|has got to) (?:\\w+ly )?be (?:so|super|such|quite|pretty|very|really)`,
    '^must (?:be|have)|(?:i|we) prefer not to (?:think|say|know|talk)',
    '^\\w+ing\\b[^,;]{0,80} must (?:be(?! \\w+ed\\b)|feel|bring|take|mean|give|make|help)',
    '(?:what|everything|anything|all|whatever|something|nothing|things|much|many|when|whenever|where|how|why) (?:\\w+ ){0,3}(?:have|need|has|needs) to|(?:has|have) to offer|all (?:you|we|i|they) need',
    `(?:must|has to|have to|'s got to) (?:\\w+ly )?be (?:so |very |really |quite )?${FEELING}`,
    '(?:he|she|they|it|that|this|you|there) must (?:\\w+ly |all )?(?:feel|know|think|love|like|hate|seem|look|sound|mean|cost|exist|want|enjoy|miss|remember|wonder|believe|take)',
    // Turns of speech.
    `(?:i|we|you|one|they|i'll|you'd) (?:really |do |just |still |also |only |simply )*(?:must|have to|'ve got to|got to|need to|should|can|will have to) (?:\\w+ly |just |also )?(?:say|admit|confess|agree|laugh|smile|cry|love|wonder|hand it|give it|be honest|ask (?:myself|yourself)|remind|warn|point out|mention|add|stress|thank|congratulate|apologi[sz]e|see (?:it|that|this)|hear|taste|believe|understand|tell you|check (?:it|this|that|them|out)|look into|try|give|hurry|rush|run|dash|leave|head|get going|be off|hang up|catch|go(?! (?:to|through|via|over|by|in)\\b)|think)`,
    'you (?:simply |really |just )?(?:must|have to|need to) (?:come|try|visit|watch|meet|read|see)',
    `${OBLIGE} (?:still |first |really )?(?:decide|choose|figure out|discuss|talk about|think (?:about|over)|find out|sleep on)|still (?:need|have|needs|has) to (?:decide|choose|agree|think|discuss)`,
    'you (?:can )?never (?:know|can tell)|never (?:mind|fear|say never|too late|a dull|again|ever again|better|had|so|once|in a million|say die)|(?:better late|now or|once or) (?:than )?never|never-\\w+|since never',
    `(?:have|has|having|had|'ve|'d|'s|was|were|is|am|are|'re|'m) (?:almost |nearly |really |actually )?never (?:really |quite |ever |once |actually |even )?(?:been|seen|heard|felt|had|known|thought|met|done|gone|\\w+ing|an?|the|so|too|more|easy|late|far|enough|wrong|boring|sure|ready|happy|alone|good)`,
    `(?:have|has|having|had|'ve|'d) (?:almost |really )?never`,
    `(?<!(?:is|are|be|being|'re|gets?) )never (?:\\w+ly |once |even )?(?:${ED}|${PAST}|been|seen|done|gone|known)`,
    "shall (?:we|see|i)|we shall see|we'll see|let's (?:see|hope|face it|be honest|say)|agreed? to disagree|agreed (?:that )?(?:it|that|the \\w+) (?:was|were|is)",
    `${NOT_YET}\\b[^,;:]{0,40}?\\b(?:decid\\w+|agree\\w*|choos\\w+|chose\\w*|settl\\w+|pick\\w*|select\\w*|approv(?:e[ds]?|ing)|resolv\\w+|made up (?:my|our|their) minds?|voted?)`,
    "(?:see|talk to|speak to|catch) (?:you|ya)\\b.{0,30}|^(?:until|till|'til|so until) [^,.!]{1,24}(?=[,.!]|$)",
    "(?:i|we)(?:'d| would) (?:really )?(?:like|love|prefer) (?:to|not to) (?:say|thank|think|know|add|point|believe|imagine|see|hear|ask|apologi[sz]e|mention|remind|congratulate|welcome|share|tell|go|visit|learn|be able|travel|meet|come|try)|(?:some|others|many|most|few|certain) (?:\\w+ ){0,2}prefer|would have preferred|i'd like that",
    "(?:don't forget|do not forget|remember|make sure|be sure)(?: to|,| you| that| every| it)? (?:you\\w*|take (?:care|time|it easy|some|nice|a break)|relax|enjoy|have (?:some )?(?:fun|a )|be (?:safe|kind|patient|good)|stay|rest|get (?:enough|some)|smile|breathe|it's|how|socialize)|i'll (?:make|be) sure to (?:keep|let|give|send|reach|check|tell|share|show|find|take|remember|have)|don't forget(?! (?:to|the|your|that|about|my|our|his|her)\\b)",
    "please (?:have a|come in|excuse|forgive|find|note that|enjoy|accept|help yourself|let me know if|feel free|take care|say (?:hi|hello)|give my|be so|tell me|god|don't worry)|feel free|make yourself",
  ].map(whole),
  rules: [
    rules('deadline', 'no later|not later|at the latest|latest by|due|deadline|cut-?off', [
      '(no later than|not later than|at the latest|latest by|due date|deadline|cut-?off)(?=[^.]*\\b(?:is|are|was moved to|has been|ends?|by)\\b|:|[^.]*\\d)',
      `(no later than|not later than|at the latest)`,
      `(?:is|are|be|comes?|falls?|now|payment) (due)(?! to| diligence)(?=[^.]*\\b${TIME})|(due (?:by|on|at|before|in|no later|${TIME}))`,
    ]),
    rules('deadline', 'by ', [`(by (?:about |around |early |late |at least )?${TIME})(?! percent|%)`], {
      unless: 'could|would',
      notInStory: true,
    }),
    rules(
      'deadline',
      'before|until|till|up to|within|clos|end|expire|runs? out|over|shut|stop',
      [
        `(?:${BINDS})\\b.{0,90}\\b(before ${TIME})`,
        '(?:need|needs|must|has to|have to|want|wants|please)\\b.{0,90}\\b(before)\\b.{0,60}\\b(?:on|at|in|this|next|the) ' +
          TIME,
        `(?:you|we|they|i|everyone|guests|students)(?: still|'ve| have|'ll have| will have| only)*(?: got)? (?:time )?(until ${TIME}|till ${TIME})`,
        `(?:accept|accepted|submit|submitted|valid|register|apply|sign up|enter|cancel|return|refund|returned|cancelled|stands?|available|possible|pay)\\b.{0,30}\\b((?:until|till|up to) ${TIME})`,
        `(?:${BINDS}|is|are)\\b.{0,90}?\\b(within (?:the )?${NUMBER} (?:\\w+ )?${UNIT})`,
        `${IMPERATIVE}.{0,90}?(within (?:the )?${NUMBER} (?:\\w+ )?${UNIT})`,
        `^(?:please )?(?:reply|answer|pay|respond|return|cancel)\\b.{0,60}?(within (?:the )?${NUMBER} (?:\\w+ )?${UNIT})`,
        `^(within (?:the )?${NUMBER} (?:\\w+ )?${UNIT}).*\\b(?:${BINDS}|is|are)`,
        `${SUBMITTED}\\b.{0,40}?\\b((?:closes?|ends?|expires?|runs out|is over|shuts?|stops?) (?:on |at |in |this |next |by )?(?:${TIME}|${NUMBER} ${UNIT} before))`,
        `(expires? (?:on |at |in |this |next )?${TIME})`,
      ],
      { notInStory: true },
    ),
    rules('deadline', 'before', [
      `${IMPERATIVE}.{0,90}?(before ${TIME})`,
      `^(?!(?:${NO_VERB}|${PAST}|\\w+s)\\b)[a-z]+ (?!(?:is|are|was|were|has|have|had|will|would|can|could|usually|often|always|never|\\w+s|\\w+ed)\\b).{0,90}?(before ${TIME})`,
    ]),

    rules(
      'never',
      "n(?:ever|o|ot|obody|one|othing)\\b|\\w+n't|cannot|dont|hands off|forbidden|prohib|banned|off[ -]limits|out of|taboo|disallow|barred|refuse|decline|avoid|refrain|stop|quit|stay|keep",
      [
        `${AT_START}(never(?: ever)?,? )(?=[a-z])(?!(?:${NO_VERB}|${PARTICIPLE}|${PAST}|again|mind|too|more|give up|forget|stop|quit|lose hope|ever forget)\\b)(?!\\w+[^s]s\\b)\\w+`,
        '(must never|should never|shall never|(?:is|are) never to|(?:may|can) never be)',
        `we (never)(?! (?:${MENTAL})\\b)(?= [a-z])`,
        `(?:i|we)(?: will|'ll) (never)(?! (?:${MENTAL})\\b)`,
        `(?:is|are|be|gets?|get) (never)(?= (?:\\w+ly |to be )?(?:${ED}|${PARTICIPLE}|allowed)\\b)`,
        `${AT_START}((?:do not|don't|dont)(?: ever| you dare| you ever)?)(?! (?:${MENTAL.replace('|be|', '|be (?!late|rude|loud|on\\b)|')}|you|we|they|i|rush|appreciate|limit|put too|overdo|quit|ever (?:forget|quit|give)|stress)\\b)(?= [a-z])`,
        "((?:is|are) no longer (?:accepted|supported|available|possible|offered|allowed|in use))|(?:tell|show|give|trust|let) (no one|nobody|none|nothing)\\b|(must not|mustn't|must no longer|may no longer|can no longer be|shall not|shan't)",
        "(?:you|\\w+s|\\w+ people|children|people|staff|information|data|nobody|no one) (may not|should not|shouldn't)(?! (?:be (?:a|too|hard|any|able)|have|know|matter|take|cost|rain|worry|complain|need|like|want|work|agree|see))",
        '(under no circumstances?|not under any circumstances?|in no case|on no account|at no time|no way are|hands off)',
        "((?:not|never|no longer|n't) (?:be |yet )?(?:allowed|permitted|acceptable|tolerated|an option|to be \\w+))",
        '(?:is|are|be|strictly|remains?|stays?) (?:strictly |absolutely |now |completely )?(forbidden|prohibited|banned|off[ -]limits|out of the question|taboo|a no-go|disallowed|barred)',
        `(no)(?= \\w+(?: \\w+){0,3} (?:is|are|may|shall|must|can) (?:to be |be )?(?:allowed|permitted|accepted|${ED}|${PARTICIPLE}|(?:leave|enter|go|use)))`,
        '(no one|nobody|none of (?:us|you)|nothing) (?:may|should|must|shall|is to|is allowed|gets to|can (?!know|tell|say|believe|help|blame|deny|predict|see|stop|be))',
        "(?:i|we) (refuse to|decline to)|(?:i|we) (won't|will not)(?! (?:" +
          MENTAL +
          '|let|quit|stop|stress|give up|keep you|go into|be able|last|take long|even)\\b)(?= [a-z])',
        "we (don't|do not)(?=.{1,90}(?:, period|\\bperiod\\.|, full stop|\\bever\\b|under any|on principle|no exceptions|end of story|no matter|as a rule|at all[.!]))",
        `^(?:please,? |again,? |absolutely |strictly )?(no)(?! (?:need|problem|idea|worries|doubt|wonder|way|one|news|luck|matter|hurry|rush|thanks|more|sweat|clue|kidding|offen[cs]e|pressure|chance|big|such|longer|questions?|reason|sign|time|hard|harm|use|point|pain|thank|joke|surprise|regrets|doubts|prob|rain|snow|sun|wind)\\b)(?= (?:\\w+ing\\b|(?:(?:\\w+ )?\\w+s|\\w+) (?:in|on|at|after|before|during|without|for|inside|near|under|beyond|between|until|unless|from|to)\\b))(?!.*\\b(?:is|are|was|were|has|have|had|will|would|can|could|came|works?|knows?|today|this (?:year|time|morning)|so far|yet|left|strike)\\b)`,
        '^(?:please,? |kindly )?(avoid|refrain from|stop(?= \\w{2,}ing)|quit(?= \\w{2,}ing)|stay away from|keep away from)(?= )',
        "you (cannot|can't|can not)(?! (?:imagine|be|have|win|beat|miss|go wrong|blame|please|help|believe|tell|see|make|always|go back|get|wait|even|really|say|judge|volunteer|buy|teach|deny|possibly|even|really|know|do (?:anything|everything)))(?= [a-z])",
        '(no .{1,40} please)[.!]?$',
        `(there (?:must|shall|should) be no)(?= (?!${NO_RULE}))`,
      ],
    ),

    rules(
      'must',
      "must|ha(?:ve|s) (?:to|got)|got|need|requir|oblig|expected|bound|responsible|in charge|mandatory|compulsory|imperative|essential|vital|crucial|you'll need|you will need|non-neg|are to|is to|shall|should|always|make|be|ensure|see to|remember|don't forget|do not|take care|keep|from|going|effective|with|at all|without|no exc|as of|start|please|only|may|promise|guarantee|commit|undertake|pledge|vow|you have",
      [
        "(?<!\\b(?:a|an|real|absolute|the|this) )(must)(?! (?:not|never|no longer|you|we|i|they)\\b|-|n't)(?= \\w)",
        "(?<!\\b(?:to|did|do) )((?:have|has|'ve|'s) got to|(?:have|has) to)(?! (?:you|we)\\b)(?= \\w)",
        '(?<!\\b(?:the|a|no|to|they|in) )((?:need|needs) to)(?= \\w)|(needs? (?=(?:\\w+ly )?\\w{2,}ing\\b))',
        '(?:every|each|all)\\b.{1,50}?\\b(needs?|requires?)(?= (?:an?|the|at least|two|three|\\d+|to|prior|written|both|approval|permission|proof|signatures?)\\b)|(requires? (?:an?|the|two|three|\\d+|written|prior|your|our|approval|permission)(?! (?:lot|bit|little|certain|fair)))',
        '(?:is|are|be) (?:\\w+ly )?(required|obliged|obligated|expected|bound|responsible for|in charge of|mandatory|compulsory|obligatory|imperative|(?:essential|vital|crucial)(?= that| to\\b)|non-negotiable)(?! (?:by law of nature|reading))(?! to (?:rise|fall|be|grow|happen|reach|rain|last))',
        '(?<!(?:goal|plan|idea|dream|aim|point|trick|hope|job|task|purpose|question|thing|way|best|step|yet)s?) (are to(?= \\w)|is to be(?= \\w+ed|done|sent|kept|paid))(?! blame)',
        "(shall)(?! (?:not|never)\\b)(?= \\w)|(should always)|(?:everyone|everybody|every|each|all)\\b.{0,40}?\\b(should)(?! not| never|n't)(?= \\w)|\\w+s (should) be (?=\\w+ed|written|sent|kept|done|paid|made|put)",
        `(?:^|[;:–—-] ?|\\bplease,? )(always)(?= [a-z])(?! (?:${NO_VERB}|a|the|been|good|nice|happy|glad|fun|great|love|thought|wanted|there|up|down|ready|open|off|over)\\b)(?! \\w+[^s]s\\b)`,
        `(?:^|[,;:–—-] ?|\\b(?:please|and|but|so|then|just|also|will|'ll|must)[,:]? )(make (?:absolutely |very )?sure|be sure to|ensure|see to it|remember to|don't forget|do not forget|take care to|be careful to|keep in mind)(?! you)`,
        `${IMPERATIVE}.{0,80}(, not )(?=\\w)`,
        '(from now on|going forward|from this day|effective (?:immediately|today)|with immediate effect|at all times|without exceptions?|no exceptions|from (?:today|tomorrow|monday|next \\w+) on(?:wards)?)',
        `(as of|starting|(?<=^|[,;:] |\\b(?:and|but|so) )from) (?:today|tomorrow|now|next \\w+|${WEEKDAY}|${MONTH}|\\d+ ${MONTH})(?=[, ].*\\b(?:must|go|goes|need|needs|use|is|are|will|all|every|\\w+s)\\b)(?! (?:to|until|till|through)\\b)`,
        "(?<!^(?:(?:yes|yeah|oh|no|ok|okay),? )*)(please)(?=[.!]?$)|(?:,|so|and|but|then) (please)(?= [a-z])|^(?:and |so |then |but )?(please)(?= [a-z]{2,})(?! (?:do not|don't|never)\\b)",
        '(?<=\\w )(only)(?=[.!]?$)|^(only)(?=.{1,50}\\b(?:may|can|are allowed|is allowed|get to)\\b)|(may only|only be \\w+ed|are only allowed|is only allowed)|^(?:please )?(only)(?= (?:use|send|take|call|open|pay|order|book|share|write|accept|put|print)\\b)',
        "(?:i|we|i'll|we'll|i've|we've) (?:hereby )?(promised?|guarantee|commit to|undertake to|pledge|vow)(?! (?:that )?(?:it|you|this|there|i didn't))|(you have my word)",
      ],
    ),

    rules(
      'decision',
      "agree|decid|chose|opted|settle|voted|resol|pick|select|approv|sign|commit|went|gone|ruled|landed|conclu|final|deal|done|official|confirm|seal|verdict|go|stick|opting|moving|proceed|taking|us(?:e|ing)|keep|tak|switch|mov|drop|ship|adopt|stay|replac|postpon|cancel|hir|made up|decision|choice|then|vote|green|got|we have|we've",
      [
        `${WHO_DECIDES}\\b,? (?:\\w+ly |all |both |just |also |now |then |have |has |in the end |together ){0,3}(${DECIDED})(?! (?:in|at|by) (?:\\w+ ){0,2}(?:laugh|tears))`,
        `(?:it|that|everything|this|which|date|plan|deal|budget|price|venue|name|colou?r|design|order|matter|\\w+)(?:'s| is| are| has been| have been)(?: now| all| finally| officially| hereby)* (settled|decided|agreed(?: on| upon)?|final|official|a deal|confirmed|approved|sealed)(?! (?:by|in) (?:luck|chance|fate))`,
        "^(?:okay,? |ok,? |so,? |right,? |great,? |well,? |then )*((?:it is |it's )?(?:agreed|decided|settled|deal|done deal|final (?:call|decision|answer|word)|our decision|decision|verdict|resolution|resolved))(?=[:;–—-]| we\\b| then\\b|, (?:we|the|then|so|let|i'll|it|on|no)\\b)",
        "(?:we|i|we'll|we're|i'm|let's|we've)(?: are| am| will|'ll|'re)?(?: all| now| definitely| just| therefore)? (going with|go with|going for|sticking (?:with|to)|stick (?:with|to)|settling on|settle on|opting for|moving forward with|proceed with|proceeding with|taking the job|going ahead with|go ahead with)",
        "we(?:'ll| will| are|'re)(?: now| only| therefore)? (use|using|keep(?= (?:the|this|that|our|using)\\b)|take(?= (?:the|this|that|option)\\b)|switch(?:ing)? to|mov(?:e|ing) to|drop(?:ping)?|ship(?:ping)?|adopt(?:ing)?|stay(?:ing)? with|replac(?:e|ing)|postpon(?:e|ing)|cancel(?:l?ing)?|hir(?:e|ing))(?! (?:care|a look|a break|you|it easy|in touch|going|fun|our time))",
        `^(?:[^,]{1,12}, )?(?:let's|we'll|we will|i'll)(?! (?:see|be|talk|speak|call|meet|know|ask|have|find|tell|discuss|check|think|decide|let|get back|try)\\b)(?= [a-z]).{3,60} (?<!\\b(?:by|until|till|back|since|before|from|and|around|just|even|now and|you|it|that) )(then)(?=[.!]?$)`,
        "(?:that's|this is|it's) (?:the|my|our) (final (?:word|answer|decision|offer))(?=[.!]?$)",
        '(?:was|were|has been|have been) (chosen|selected|picked|elected) by (?:vote|us|majority|the \\w+)|(made up (?:my|our|their) minds?|(?:the|our|my) (?:decision|choice|verdict|vote) (?:is(?= to|:| that| final| made)|was made|has been made|has been taken|fell|falls|stands|went)|green-?light(?:ed)?|got the go-ahead|it was (?:decided|agreed|resolved)|has been (?:decided|agreed|settled|approved|chosen))',
        "(?:we have|we've got|we got) (a deal|an agreement)|we(?:'re| are)(?: all)? (agreed|in agreement)(?= |:|[.,])|^(?:okay,? |ok,? |so |then |right,? )?[^,;]{2,40} (it is)(?:,? then)?(?=[.!]?$)",
      ],
    ),

    rules(
      'preference',
      "prefer|favou?r|rather|sooner|like|love|appreciate|welcome|value|grateful|happier|glad|thankful|want|do|works?|suits?|better|best|easier|more|ideally|if|my|our|i'm|instead|the \\w+er",
      [
        "(prefers?|favou?rs?)(?= )|(?:would|'d) (?:much |really |far )?(rather|sooner|prefer)",
        "(?:i|we|she|he|they|customer|client|team)(?:'d| would) (?:really |very much )?(like|love|appreciate|welcome|value)(?= (?:an?|the|my|our|it|you(?= to\\b)|this|all|every|some|more|less|fewer|no|to (?:receive|be|sit|use|pay))\\b)(?! to)",
        "(?:i|we)(?:'d| would) (?:really |very much )?(like)(?= to (?:have|keep|receive|be (?:called|seated|informed|told|asked)|sit|use|stay|pay|order|book|reserve))",
        "(?:i|we)(?:'d| would) be (grateful|happier|glad|thankful)(?= if| with)|(?:i|we)(?:'d| would) (appreciate)(?! that\\b)",
        '(?:i|we) (?:really |always )?(like)(?= (?:my|our|things|everything|the|it|them|to have|to keep)\\b.{1,50}?\\b(?:in|on|with|without|as|short|brief|black|simple|plain|early|well done|best|better|more|most|when)\\b)|(?:i|we) (like).{1,60}\\b(?:better|best|more)(?: than|[.,!]|$)',
        "(?:i|we) (?:really |just |only )?(want)(?= (?:you|it|them|this|that|the|all|every|everything|no|only|less|fewer|to (?:be (?:called|informed|told|asked)))\\b)|(?:i|we) (don't want|do not want)(?! to\\b)",
        "(works? best|(?:would be|is|it's) best (?:to|if)|suits? (?:me|us)(?: best| better| fine)?|(?:better|best|easier|more convenient) for (?:me|us)|preferably|ideally|if (?:at all )?possible|my preference|our preference|i'm happier)",
        '(instead of|rather than)(?=.*, please)|(the \\w+er the better)',
      ],
    ),
    rules('preference', 'call me', [
      '(call me)(?! (?:when|if|back|on|at|in|tomorrow|today|tonight|later|before|after|as|and|any ?time|once|again|an?|the|crazy|old)\\b)(?= \\w+)',
    ]),
    ...PLAIN_ENGLISH,
  ],
};
