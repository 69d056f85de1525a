/** What a word says of how things stand: bits, as a statement may have several. */
const OPEN = 1;
const DONE = 2;
const CHANGED = 4;
/** It may be one of several that tell a change together. */
const OF_PHRASE = 8;

/** English, German, Spanish; where many words of a kind end or begin alike, by that. */
const WORDS: readonly (readonly [state: number, words: string])[] = [
  // Something is no longer as it was: one of two statements about the same that says so is an update of the other.
  [
    CHANGED,
    `now meanwhile finally instead cancelled canceled scrapped abandoned withdrew withdrawn replaces replaced switched
    changed extended shortened raised lowered reduced increased rose fell resumed restored reopened reinstated reversed
    moved resolved repaired renamed stopped quit`,
  ],
  [
    CHANGED,
    `jetzt nun nunmehr inzwischen mittlerweile sondern statt stattdessen wieder verschoben vorverlegt worden gesenkt
    erhöht gestiegen gesunken verlängert verkürzt geändert gewechselt ersetzt abgesagt storniert aufgegeben behoben
    repariert umbenannt`,
  ],
  [
    CHANGED,
    `ahora ya sino pospuesto pospuesta canceló cancelado cancelada cambió cambiado cambiada subió subido bajó bajado
    redujo reducido reducida amplió ampliado ampliada reparado reparada`,
  ],
  // Something is still to come, or to be decided. Not what must be: rules say so for good.
  [
    OPEN,
    `plan plans planned planning will won't scheduled intend intends intended hopes hoping needs need pending consider
    considers considering awaits awaiting waiting undecided unresolved outstanding upcoming still yet looking seeks
    seeking tbd todo proposed likely missing lack
    lacks hasn't haven't`,
  ],
  [
    OPEN,
    `soll sollen sollte wird werden geplant plant planen vorgesehen ausstehend noch will wollen sucht suchen
    voraussichtlich vermutlich offen unklar überlegt überlegen hofft hoffen beabsichtigt fehlt fehlen`,
  ],
  [
    OPEN,
    'previsto prevista previstos previstas pendiente pendientes todavía aún planea planean piensa piensan busca buscan faltan',
  ],
  // Something has come about.
  [
    DONE,
    `was were been did had done gone given written sent paid bought sold found made met lost won began begun chosen
    chose taken took held built came went gave wrote became brought left`,
  ],
  [
    DONE,
    `wurde wurden war waren hatte hatten fertig erledigt bezahlt verkauft vergeben erhalten beendet entschieden begonnen
    bekommen beantwortet unterschrieben übernommen bestätigt`,
  ],
  [DONE, 'ha han fue fueron hecho hecha hechos hechas'],
  // They end like words for what has come about, and are none.
  [
    0,
    `required needed allowed permitted supposed preferred called named used based located limited interested worried
    concerned tired married related detailed advanced experienced united aged hundred sacred naked gehören gelten
    gefallen gegen genannt geeignet gesamt gewinnen gestalten genießen`,
  ],
];
const CHANGE_STEMS = /^(?:postpon|reschedul|verschieb|aplaz|pospon|retras|adelant|sustituy)./;
const TO_COME = /..(?:rá|rán|ré|remos)$/;
const PAST =
  /[^e]ed$|^(?:ab|an|auf|aus|ein|vor|zu|um|durch|weg|nach|her|hin|mit|los|fest|statt)?ge[a-zäöüß]{2,}(?:t|en)$|..iert$|...(?:ó|aron|ieron)$/;
/** The letters that those end with: most words are none by this quick look. */
const ENDINGS = 'dtnsóáé';
const PHRASE_WORDS =
  'longer more anymore since pushed brought up down off idea plan against fixed has had have mehr ha han';

const states = new Map<string, number>();
for (const [state, words] of WORDS)
  for (const word of words.split(/\s+/)) states.set(word, (states.get(word) ?? 0) | state);
for (const word of PHRASE_WORDS.split(' ')) states.set(word, (states.get(word) ?? 0) | OF_PHRASE);

/** Words of Chinese and Japanese are all behind it. */
const LAST_SPACED = '\u2fff';

/** By a single word, in lower case. */
export function stateOf(word: string): number {
  const known = states.get(word);
  if (known !== undefined) return known;
  if (word > LAST_SPACED) return OF_PHRASE;
  if (CHANGE_STEMS.test(word)) return CHANGED;
  if (!ENDINGS.includes(word.charAt(word.length - 1))) return 0;
  return TO_COME.test(word) ? OPEN : PAST.test(word) ? DONE : 0;
}

/** Of the perfect of English and Spanish: what has come about is no longer as it was. What was said or goes on is. */
const PARTICIPLE =
  '(?!(?:ask|request|stat|mention|report|express|not|explain|work|liv|us|own|play|tri)ed)(?:been|\\w+ed|given|sent|paid|bought|sold|found|made|left|lost|won|begun|chosen|taken|become|gone|come)';
const PHRASES = [
  'no longer|any ?(?:more|longer)|since then|pushed back|brought forward|(?:given|gave) up|turned (?:\\w+ )?down',
  `dropped the (?:idea|plan)|called off|decided against|(?:is|are|was|were) fixed(?! (?:at|by|to))|(?:ha[sd]|have) (?:(?:since|meanwhile|now) )?${PARTICIPLE}`,
  '(?:nicht|keine?[mnrs]?|nichts|nie)(?: \\S+)? mehr|han? (?:sido|\\w+[ai]do)',
];
const PHRASE = new RegExp(`\\b(?:${PHRASES.join('|')})\\b`, 'i');
/** Of Japanese and Chinese. */
const UNSPACED =
  /延期|繰り上げ|現在は|今は|なくなった|済み|ようになった|変更|中止|取りやめ|すでに|不再|改为|改成|推迟|取消|现在|已经/u;

export interface Standing {
  /** It says that something is no longer as it was. */
  tellsChange: boolean;
  /** It says that something is still to come, or that it has come about. */
  outlook: 'open' | 'done' | null;
}

/** What a statement says of how things stand, by the states of its words together, and by several in a row. */
export const standingOf = (text: string, state: number): Standing => ({
  tellsChange: (state & CHANGED) > 0 || ((state & OF_PHRASE) > 0 && (PHRASE.test(text) || UNSPACED.test(text))),
  outlook: state & OPEN ? 'open' : state & DONE ? 'done' : null,
});
