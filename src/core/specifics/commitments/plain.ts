import { rules, type Rules } from './grammar.ts';
import { ENGLISH_TIME, ENGLISH_WEEKDAY, GERMAN_TIME, SPANISH_TIME } from './times.ts';

/** Rules for sentences that bind without a word of duty: `Nobody touches the database.`, `We ship on the 12th.` */

/** What can be left undone on purpose. What one cannot help (`Nobody knows`, `Nobody likes`) is no rule. */
const ACTS =
  '(?:touch|merge|push|deploy|restart|reboot|edit|change|delete|remov|rename|mov|leav|enter|open|clos|ship|releas|publish|upgrad|updat|install|start|shar|send|post|book|order|buy|us|sign|logs? in|borrow|copi|cop|access|run|rebas|cook|smok|park|eat|drink)(?:e?s|ies)';
/** When or under which condition: it makes a rule of what else would be a report. */
const LIMIT = `(?:until|till|before|without|unless|except|apart from|but me|from now on|while|during|(?<!leaves? .*)on (?:${ENGLISH_WEEKDAY}s?|weekends?))`;
const LAUNCHES =
  '(?:ships?|launch(?:es)?|release|releases|publish|publishes|deploys?|delivers?|go(?:es)? (?:live|out|public)|cut the release|merge|freezes?|freeze the \\w+|hand (?:it|them) in|submit|file|invoice|roll(?:s)? (?:it )?out|switch(?:es)? over|cut(?:s)? over|announce|present)';
/** What a house has a policy about; other things that people no longer do are told, not settled. */
const POLICY =
  '(?:accept|publish|support|deploy|ship|store|share|use|sell|offer|hire|merge|release|log|print|invoice|refund|reimburse|issue|allow|ask for|announce|comment on)';
const POLICY_ING =
  '(?:accepting|publishing|supporting|deploying|shipping|storing|sharing|using|selling|offering|hiring|merging|releasing|paying|signing|buying|ordering|inviting|booking|renewing|upgrading|migrating|switching|moving to|replacing)';
const COUNT = '(?:one|two|three|four|five|six|\\d+)';
const NO_MORE = '(?:at most|no more than|max(?:imum|\\.)?(?: of)?|only)';

export const PLAIN_ENGLISH: readonly Rules[] = [
  rules(
    'deadline',
    `${LAUNCHES} (?:\\w+ ){0,2}?(?:on|at|by) `,
    [
      `(?:we|they|i|(?:the|our)(?: \\w+){1,3}|^(?!he |she |it |who )\\w+) ${LAUNCHES} (?:\\w+ ){0,2}?((?:on|at|by) ${ENGLISH_TIME})(?! (?:every|each|of every|mornings|evenings|nights))`,
    ],
    { notInStory: true },
  ),
  rules('deadline', 'sign up|register|enrol|apply|rsvp', [
    `(?<!\\b(?:to|i|we|they|can|could|did) )(?:sign up|register|enrol|apply|rsvp) ((?:by|till|until|before) ${ENGLISH_TIME})`,
  ]),
  rules(
    'never',
    "no |nobody|no-one|we (?:don't|do not|are not|aren't)|we're not",
    [
      `(nobody|no one|no-one)(?= ${ACTS} (?:the|this|that|these|any|anything|our|my|to (?:prod|main|production|master)|in|into|near)\\b)(?!.*\\b(?:like|better|any ?more|these days|than|nowadays|again|to tell)\\b)(?! \\w+ (?:the (?:phone|point|joke|blame|news|hint|time)|my (?:jokes|calls)|this town)\\b)`,
      `(nobody|no one|no-one)(?= ${ACTS} .{0,60}\\b${LIMIT}\\b)(?!.*\\b(?:like|better|any ?more|these days|than|to tell)\\b)`,
      `(?:^|^(?:agreed|ok|okay|right|and|fine|so|also|please),? (?:and |but |so )?)(no)(?= (?:entry|access|\\w+s|\\w+ing|more \\w+s|work|alcohol|food|smoking|overtime)(?: at all| whatsoever| please)? (?:on|before|after|during|without|while|until|unless|except|between|inside|within)\\b)(?! (?:\\w+s|news|rain|snow|sun|trains|buses|flights|signs|results|problems|issues|errors|complaints|surprises|questions|replies|answers|comments|regrets|plans|survivors|changes) )`,
      `(no)(?= (?:deploy\\w*|merges?|releases?|meetings?|calls?|phones?|visitors?|guests?|pets|dogs|shoes|drinks?|changes|edits|exceptions|commits|pushes|emails?|messages|purchases|orders|swaps) (?:at all )?(?:on|before|after|during|without|while|until|unless|past)\\b)(?!.*\\b(?:was|were|had|came|so far|yet|luckily|sadly|unfortunately|because)\\b)`,
      `we (don't|do not)(?= ${POLICY}\\b(?! (?:it|them|him|her|each|much)\\b).{0,80}\\b(?:any ?more|any longer|on ${ENGLISH_WEEKDAY}s?|on weekends|after|before|without|unless)\\b)|we (don't|do not)(?= ${POLICY}\\b.{0,60}, (?:ever|legal|by law|company policy|house rule|by policy))`,
      `we(?:'re| are) (not)(?= ${POLICY_ING}\\b(?! (?:attention|much|enough|well)\\b))(?!.*\\bthese days\\b)`,
    ],
    { unless: 'luckily|sadly|unfortunately|because of the (?:strike|weather|rain|snow)|thank god' },
  ),
  rules('must', 'every(?:one|body)|signs|approves|countersigns|before (?:you|each|every|any|\\w+ing)|per |stays?', [
    `(every(?:one|body))(?= (?!(?:loves|likes|cries|arrives|knows|wants|needs|thinks|is|was|has|gets|says|feels|hates|goes)\\b)\\w+s .{0,70}\\b(?:before (?:we|they|you|their|each|every|it)|no (?:excuses|exceptions))\\b)(?!.*\\b(?:big|fun|usually|always|ends up)\\b)`,
    `(signs off on|approves|countersigns)(?= (?:every|all|any|everything|anything|each|whatever)\\b)`,
    `(?:^|[;:,–—-] ?)(?:please,? |and |then |so |just |ok(?:ay)?,? )?(?!(?:let|tell|call|ask|wait|relax|enjoy|think|look|text|ping|come|stop|leave|it|that|this|he|she|i|you|they|we|\\w+ed|\\w+s|\\w+ing|long|right|just|shortly|day|not|never|and|or|think|know)\\b)[a-z]+ (?:the|your|all|it|them|any|every|each|this|that|a|an|npm|[a-z]+) ?(?:[\\w/.-]+ ){0,5}?(before (?:you|each|every|any|merging|pushing|committing|deploying|leaving|touching))(?! (?:know|knew|say|think|even|judge|die|ask|realize|leap|speak)\\b)`,
    `^((?:${NO_MORE} )?${COUNT})(?= (?:[a-z]+ ){1,3}per [a-z]+(?: [a-z]+)?[.!]?$)(?!.* (?:was|were|is|are|goes|\\w+ed)\\b)`,
    '(stays? (?:between us|in this room|locked|untouched|confidential|where it is)|stays? (?:\\w+ ){1,4}at all times)',
  ]),
];

const TUT_NICHT =
  '(?:fasst|rührt|startet|bootet|löscht|ändert|merget|mergt|deployt|pusht|verlässt|betritt|öffnet|schließt|verschiebt|benutzt|nutzt|verwendet|bestellt|kauft|verschickt|schickt|teilt|raucht|parkt|isst|trinkt|installiert|aktualisiert|nimmt|unterschreibt|kopiert|veröffentlicht)';
const BEDINGUNG = `(?:ohne|bevor|bis|solange|außer|während|vor|nach|freitags|am wochenende|nachts)`;
const PARTIZIP =
  '(?:ge\\w+(?:t|en)|\\w+ge\\w+(?:t|en)|\\w+iert|deployt|gemergt|committet|(?:ver|be|ent|er)\\w+(?:t|en))';

export const PLAIN_GERMAN: readonly Rules[] = [
  rules(
    'deadline',
    'wir |geht|gehen|erscheint|startet',
    [
      `wir (?:liefern|veröffentlichen|releasen|launchen|shippen|deployen|versenden|verschicken|gehen|mergen|stellen)(?: \\w+){0,3} ((?:am|um|zum) ${GERMAN_TIME})(?! (?:essen|spazieren|ins|zu|in))`,
      `(?:geht|gehen) ((?:am|um|zum) ${GERMAN_TIME}) (?:live|online|raus|an den start|in druck)`,
    ],
    { notInStory: true },
  ),
  rules(
    'never',
    'niemand|keiner|wird|kein|kommen|kommt|gehör',
    [
      `(niemand|keiner)(?= ${TUT_NICHT} .{2,60}\\b(?:an|raus)[.!]?$)`,
      `(niemand|keiner)(?= ${TUT_NICHT} .{0,60}\\b${BEDINGUNG}\\b)(?!.*\\b(?:mehr|hat|mich|mir)\\b)`,
      `^(?:hier|freitags|montags|sonntags|samstags|nachts|abends|drinnen|sonn- und feiertags|(?:ohne|am|im|in|auf|vor|nach|während|bei(?! ihm| ihr)|beim|an) [\\w-]+(?: [\\w-]+){0,2}) (?:hier )?wird (?:\\w+ )?(nicht|nie|niemals|kein \\w+|(?<=^(?:ohne|vor) .*)nichts)(?! (?:viel|mehr|oft|gut|genug|alles|richtig) )(?= (?:\\w+ ){0,2}?${PARTIZIP}(?:[.!,]|$))(?!.*\\b(?:gefunden|angezeigt|erkannt|geladen|unterstützt)\\b)`,
      '(?<!(?:er|sie|es|ich|wir|bus|zug|man) )(?:kommen|kommt|gehört|gehören) (?:\\w+ )?(niemals|auf keinen fall|keinesfalls)(?= (?:in|ins|auf|an|zu|zum|zur) )|(?:gehört|gehören) (nicht)(?= (?:in|ins|auf|an|zu|zum|zur) )',
      '^(keine?)(?= \\w+ (?:im|in|auf|an) (?:ganzen|gesamten|allen) )',
    ],
    { unless: 'zum glück|leider|zufällig' },
  ),
  rules('must', 'ab |um |maxi|höchst|unter uns|alle |jede', [
    `((?:ab|um) (?:\\w+ uhr|\\d+(?::\\d+)?(?: uhr)?|\\w+|mitternacht) ist (?:schluss|ruhe|feierabend|zapfenstreich|nachtruhe))`,
    '^((?:maximal|höchstens) (?:ein\\w*|zwei|drei|vier|fünf|\\d+))(?= (?:\\w+ ){1,2}(?:pro|je) \\w+[.!]?$)',
    '(bleibt unter uns|bleibt in diesem raum)',
    '(?:alle|jede|jeder|jedes|sämtliche) \\w+ (?:geht|gehen|laufen|läuft) (über|durch)(?= (?!die |den |das |de[rm] |eine?))',
    '(?:unterschreibt|genehmigt|zeichnet|prüft|gibt) (jede\\w*|alle)(?= .{1,40}(?:über|ab|vor|frei|gegen))',
  ]),
  rules('decision', '\\w*(?:nehmen|machen) wir', [
    '^(?:gut|ok|okay|super|prima|perfekt|alles klar|abgemacht|dann|also)?,? ?(?:dann )?(?:die|den|das|dieses|diese|diesen) (nehmen wir)(?=[.!]?$)|(?:^|, )(?:dann|gut, dann|ok, dann) (machen wir (?:das|es) so)(?=[.!]?$)',
  ]),
];

const HACE =
  '(?:toca|reinicia|borra|cambia|mueve|abre|cierra|fusiona|despliega|sube|publica|usa|utiliza|sale|entra|instala|actualiza|envía|comparte|compra|firma|copia|modifica|edita)';

export const PLAIN_SPANISH: readonly Rules[] = [
  rules(
    'deadline',
    'entreg|lanz|public|despleg|sal|enviamos|estren',
    [
      `(?:^|[,;] |nosotros )(?:lo |la )?(?:entregamos|lanzamos|publicamos|desplegamos|enviamos|estrenamos)(?: \\w+){0,3}? ((?:el|este|a) ${SPANISH_TIME})`,
      `(?:web|página|versión|aplicación|app|producto|boletín|informe|edición|actualización|revista) sale ((?:el|este) ${SPANISH_TIME})`,
    ],
    { notInStory: true },
  ),
  rules(
    'never',
    'nadie|ningun|ningún|no se|sin |aquí',
    [
      `(nadie)(?= (?!usa|utiliza)${HACE} (?:la|el|los|las|nada|este|esta|nuestr\\w+)(?!\\w))(?!.*(?:como|ya|mejor|teléfono)(?!\\w))`,
      `(nadie)(?= ${HACE} .{0,60}(?:hasta que|sin|antes|salvo|excepto|los ${'(?:lunes|martes|miércoles|jueves|viernes|sábados|domingos|fines)'})(?!\\w))`,
      `^(ningún|ninguna)(?= (?!problema|noticia|duda|idea|señal)\\w+ (?:los|en|antes|sin|durante|después|hasta)(?!\\w))`,
      `^(?:aquí |(?:los|el|en|durante|antes de|por) (?:\\w+ ){1,3}|sin \\w+ )?(no se)(?= (?:fuma|bebe|come|despliega|trabaja|entra|publica|fusiona|paga|corre|grita|toca|aparca|habla|graba|vende)n?(?: \\w+){0,2}[.!]?$)`,
    ],
    { notInStory: true },
  ),
  rules('must', 'máximo|como máximo|entre nosotros|firma|aprueba|autoriza', [
    '^((?:como )?máximo)(?= (?:un|una|dos|tres|cuatro|cinco|\\d+) (?:\\w+ ){1,2}por \\w+[.!]?$)',
    '(queda entre nosotros)',
    '(?<!(?:mi|tu|su) \\w+ )(firma|aprueba|autoriza)(?= (?:todas? l[oa]s?|todos los|cada|cualquier)(?!\\w))',
  ]),
  rules('decision', 'nos quedamos|me quedo', ['(nos quedamos|me quedo)(?= (?:ese|esa|este|esta|ese mismo)[.!]?$)']),
];
