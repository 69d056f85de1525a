import { byPattern, having, type Recogniser, withColon, withDash, withDigit } from './recogniser.ts';

const asIs =
  (test: RegExp) =>
  ([text]: RegExpMatchArray) =>
    test.test(text) ? text : null;
/** Set terms with a number at their end: omega-3, under-18. */
const NO_HOST = /^(?:covid|mid|pre|post|top|under|over|sub|non|omega|catch|utf|sha|gpt|mp)-\d/u;

/** What an identifier stands after. */
const LEAD =
  '(?:bib|orders?|invoices?|tickets?|bookings?|reservations?|flights?|rooms?|gates?|seats?|platforms?|tracks?|builds?|cases?|customers?|accounts?|ref(?:erence)?|confirmation|tracking|serial|license|plate|code|pin|passcode|zip(?: code)?|postcode|po|issues?|pr|bug|job|run|commit|hash|sha|session|request|user|device|container|locker|desk|unit|apartment|apt|flat|bus|train|line|policy|contract|member|model|sku|part|batch|lot|isbn|id|ext(?:ension|\\.)?|durchwahl|extensión|raum|zimmer|gleis|rechnung|bestellung|bestellnummer|auftrag|rechnungsnummer|kundennummer|vorgang|kennzeichen|plz|flug|sitz|platz|(?:sitz)?plätze|räume|flüge|tor|steig|bahnsteig|ticket|nummer|\\p{L}{3,20}nummer|habitación|habitaciones|sala|vuelo|puerta|asiento|andén|pedido|factura|código|matrícula|billete|reserva|部屋|番号|注文|予約|便|号室|订单|订单号|航班|房间|座位|编号|验证码)';
const NUMBER_WORD =
  "(?:[ -](?:number|no\\.?|nr\\.?|nº|num\\.?|id|code|nummer|número))?(?:'s|s)?(?: (?:is|was|ist|lautet|war|es|for|von|are)(?: (?:the|die|el|la))?)?[:#]? ?[\"'`#]?";

const TOKEN = '[A-Za-z]{0,6}\\d[\\w]*(?:[-/.][\\w]+)*';
const NAMED = new RegExp(`(?<![\\p{L}\\d])${LEAD}${NUMBER_WORD}$`, 'iu');
/** Of two that are named together, the one before: seats 8A and 8B. */
const FELLOW = new RegExp(
  `(?<![\\w-])(#?${TOKEN})["'\`]?(?:, | ?& |,? (?:and|or|und|oder|y|o) | ?[–-] ?| (?:to|bis|a) )["'\`#]?$`,
  'u',
);
const NOT_COUNTING = /^(?! \p{Ll}{2,}(?:s|en|er)(?<! (?:is|was|has|werden|waren|wurden|haben))(?!\p{L}))/u;

/** They look like anything. */
export const passwords: Recogniser = (text, language) => (PASSWORD.test(text) ? afterPassword(text, language) : []);

const PASSWORD = /pass(?:word|wort|phrase)|contraseña|kennwort|パスワード|密码/iu;
const afterPassword = byPattern(
  'id',
  /(?<=(?<!\p{L})(?:password|passwort|passphrase|contraseña|kennwort|パスワード|密码)(?: is| ist| lautet| es|は|是)?[:：]? ?["'`]?)[^\s"'`，。、\u3040-\u30ff\u4e00-\u9fff]{5,64}?(?=["'`]?[.,;!?)]*(?:\s|$|[，。、\u3040-\u30ff\u4e00-\u9fff]))/giu,
  (match) => password(match),
);

/** Airlines whose letters are hardly anything else: a flight needs no word that says so. */
const FLIGHT =
  /(?<![\w-])(?:AF|AY|BA|CX|DL|EI|EK|EW|EY|FR|IB|JL|KE|KL|KQ|LH|LO|LX|NH|NZ|QF|QR|SK|SQ|TG|TK|TP|UA|VY|WN) ?\d{3,4}(?![\w-]|[.,:]\d| ?[%€$])/gu;

export const ids: readonly Recogniser[] = [
  withDash('id', /(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/giu),
  withDigit('id', /(?<![\w./-])(?:sha256:)?(?=[\da-f]{0,40}\d)(?=[\da-f]{0,40}[a-f])[\da-f]{7,64}(?![\w-]|\.\w)/gu),
  withDigit('id', /(?<![\w-])[A-Z][A-Z\d]{0,9}-\d{2,}(?:-\d+)*(?![\w-])/gu, ([id]) =>
    /^(?:COVID|UTF|ISO|SHA|MP|GPT|F|B|USB|RTX|GTX|Q|CO)-\d/u.test(id) ? null : id,
  ),
  having('#')('id', /(?<![\w&/#])#(?=[\w-]*\d)\w[\w-]{0,30}(?![\w-])/gu),
  // Plates, card numbers, IBAN.
  withDigit('id', /(?<![\w-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}(?!\w)/gu),
  withDigit(
    'id',
    /(?<=(?:plate|kennzeichen|matrícula)(?: number)?(?: is| ist| es|:)? )[A-Z\d]{1,4}(?:[ -][A-Z\d]{1,4}){1,3}(?!\w)/giu,
    asIs(/^[^a-z]*\d[^a-z]*$/u),
  ),
  withDigit('id', /(?<![\w])[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}(?: ?[\dA-Z]{1,3})?(?![\w])/gu),
  withDigit('id', /(?<![\w])\d{4}(?:[ -]\d{4}){3}(?![\w])/gu),
  // Telephone numbers.
  withDigit('id', /(?<![\w.,:/-])\+\d{1,3}[ -]?(?:\(0?\d{1,5}\)[ -]?)?\d(?:[ /.-]?\d){5,13}(?![\w])/gu),
  withDigit('id', /(?<![\w.,:/-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\w)/gu),
  withDigit(
    'id',
    /(?<![\w.,:/-])\d{3}-(?:0\d{3}|(?<=(?:call|phone|tel|mobile|number|text)[^.\n]{0,20}\d{3}-)\d{4})(?![\w/-]|[.,:]\d| \p{L})/giu,
  ),
  withDigit('id', /(?<![\w.,:/-])0\d{1,5}[ /-]\d{2,}(?:[ -]?\d{2,}){0,4}(?:-\d)?(?!\w)/gu),
  withDigit('id', /(?<![\w.,:/-])\d{2,3}(?:[ -]\d{2,4}){2,4}(?![\w/-]|[.,:]\d)/gu, (match) =>
    /(?:\bid\b|call|phone|tel|mobile|number|ruf|anruf|llama|teléfono|móvil|電話|电话|code|código)/iu.test(
      (match.input ?? '').slice(Math.max(0, (match.index ?? 0) - 40), match.index),
    )
      ? match[0]
      : null,
  ),
  withDigit('id', /(?<![\d.\w])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5}|\/\d{1,2})?(?![\d\w]|\.\d)/gu, ([ip]) =>
    ip
      .split(/[.:/]/u)
      .slice(0, 4)
      .every((part) => Number(part) < 256)
      ? ip
      : null,
  ),
  withColon('id', /(?<![\w:])(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}(?![\w:])/giu),
  withDigit('id', /(?<![\d.\w])-?\d{1,3}\.\d{3,8}°?[ NS]?,? ?-?\d{1,3}\.\d{3,8}°?[EW]?(?![\d\w])/gu),
  withDigit('id', /(?<!\w)97[89][- ]?\d(?:[- ]?\d){9}(?!\w)/gu),
  withDigit('id', /(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)/gu),
  withDigit(
    'id',
    /(?<=(?<!\p{L})(?:flight|flug|vuelo|航班|便|flight is|is|on|with|mit) )[A-Z]{2} ?\d{2,4}(?!\w)/giu,
    asIs(/^[A-Z]{2}/u),
  ),
  // A card by its last digits.
  withDigit(
    'id',
    /(?=\d)(?<=(?<!\p{L})(?:(?:ending|ends) (?:in|with)|endet auf|(?:terminad[ao]|termina) en) )(?!(?:19|20)\d\d(?!\d))\d{2,6}(?![\w%]|[.,]\d)/giu,
  ),
  // Files and rules of offices: CL/26/00718.
  withDigit('id', /(?<![\w/.-])[A-Z]{2,4}(?=\/[\d/]*\d{3})(?:\/\d{2,8}){2,3}(?![\w/])/gu),
  withDigit('id', FLIGHT, ([flight]) => (/ (?:19|20)\d\d$/u.test(flight) ? null : flight)),
  // Containers, as ISO 6346 has them.
  withDigit('id', /(?<![\w-])[A-Z]{3}[UJZ] ?\d{6}(?:[- ]?\d)?(?![\w-])/gu),
  withDigit('id', /(?<![\w-])[A-Z]{1,4} \d{1,5}(?!\w| ?[%€$]|[.,:]\d)/gu, (match) => named(match)),
  // What is named as one: order 4711, room 4.12, gate B22.
  withDigit('id', new RegExp(`(?<![\\w-])#?${TOKEN}(?![\\w]| ?[%€$]|:\\d)`, 'gu'), (match) => named(match)),
  withDigit('id', /(?=\d)(?<=(?<!\p{L})(?:code|pin|passcode|código)(?: is| ist| es|:)? )\d{3}[ -]\d{3}(?!\w)/giu),
  withDigit('id', /(?=\d)(?<=(?<![A-Za-zäöü])(?:D-)?)\d{5}(?= [A-ZÄÖÜ][a-zäöü]{2,})/gu, (match, language) =>
    language === 'de' || language === 'es' ? match[0] : null,
  ),
  withDigit('id', /(?=\d)(?<=(?<!\p{L})[A-Z]{2} )\d{5}(?:-\d{4})?(?!\w)/gu),
  // Hosts by their labels: web-01.
  withDigit(
    'id',
    /(?<![\w./@:`-])[a-z][a-z\d]*(?:-[a-z\d]+)*-(?:\d{1,3}|(?!(?:19|20)\d\d(?!\d))\d{4,})(?:\.[a-z\d-]+)*(?![\w-])/gu,
    ([host]) => (NO_HOST.test(host) ? null : host),
  ),
  withDigit(
    'id',
    /(?<![\w.$/-])(?=[A-Z\d-]*\d[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*(?![\w]|\.\d|[%€])/gu,
    ([id]) =>
      /^\d+(?:[KMGT]?B|[AP]M|[KMGVWA]|KM|KG|H|GHZ|MHZ|ST|ND|RD|TH)$/u.test(id) ||
      /^(?:Q[1-4]|FY\d+|H[12]|P\d+|[A-Z]{1,3}\d{1})$/u.test(id) ||
      id.length < 3
        ? null
        : id,
  ),
];

const shapeOf = (id: string) => id.replace(/\d/gu, '0').replace(/[A-Z]/gu, 'A').replace(/[a-z]/gu, 'a');

/** So many of a list are looked back at. */
const FELLOWS = 4;

function named(match: RegExpMatchArray): string | null {
  const [id] = match;
  return isNamed(match.input ?? '', match.index ?? 0, id, FELLOWS) ? id : null;
}

/** What looks like the one before it is named by the same word, unless it counts what follows. */
function isNamed(text: string, at: number, id: string, fellows: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  const [joined = '', other = ''] = FELLOW.exec(before) ?? [];
  if (fellows > 0 && other && shapeOf(other) === shapeOf(id) && NOT_COUNTING.test(text.slice(at + id.length)))
    return isNamed(text, at - joined.length, other, fellows - 1);
  return isNamedBy(before.toLowerCase(), id);
}

function isNamedBy(before: string, id: string): boolean {
  if (!NAMED.test(before) || /(?:exit|error|status) code/u.test(before)) return false;
  if (/^(?:19|20)\d\d$/u.test(id) && !/[#:]|number|order|invoice|room/u.test(before)) return false;
  // Lines, ports and pages are counted; a line or a unit of something else is not named.
  return !(
    /(?<!\p{L})(?:line|unit|part|lot|run|track|job|user|users|customers|orders|accounts|tickets|seats|rooms|requests?|flights|bookings|builds|cases|sessions?|devices?|is|are|for) $/u.test(
      before,
    ) &&
    !/[A-Za-z]/u.test(id) &&
    id.length < 4
  );
}

function password(match: RegExpMatchArray): string | null {
  const [word] = match;
  return /\d|[^\p{L}]/u.test(word.replace(/[.,;!?)]+$/u, '')) ? word : null;
}

/** Languages and tools: a number after their name is a release. */
export const TOOLS =
  'Python|Java|JavaScript|TypeScript|Node(?:\\.js)?|Deno|Bun|Go|Rust|Ruby|Rails|PHP|Laravel|Perl|Kotlin|Swift|Scala|Django|Flask|React|Angular|Vue(?:\\.js)?|Svelte|Next\\.js|Nuxt(?:\\.js)?|Three\\.js|Express\\.js|Vite|Webpack|Docker|Kubernetes|Terraform|Ansible|Jenkins|Postgres(?:QL)?|MySQL|MariaDB|SQLite|Redis|MongoDB|Kafka|RabbitMQ|Elasticsearch|Nginx|Apache|Ubuntu|Debian|Fedora|Alpine|Linux|Windows|macOS|iOS|Android|Chrome|Firefox|Safari|Edge|Git|GitHub|GitLab|Grafana|Prometheus|Spring(?: Boot)?|Gradle|Maven|npm|pnpm|Excel|Outlook|Slack|Jira|Notion|Figma|Zoom';

export const versions: readonly Recogniser[] = [
  withDigit(
    'version',
    /(?=\d)(?<=(?<!\p{L})(?:upgrad|downgrad|updat|bump|migrat|roll|mov|switch)\p{L}{0,4}(?: (?:back|\p{L}{1,20}))? (?:from|to) )\d+\.\d+(?![\w%]|[.,:]\d| ?[€$%])/giu,
    release,
  ),
  withDigit(
    'version',
    /(?<![\w.,$€/:-])v?\d+(?:\.\d+){2,3}(?:-[A-Za-z][\w.]*|\+[\w.]+|(?:a|b|rc)\d+)?(?![\w/:-]|\.\d)/giu,
    release,
  ),
  withDigit('version', /(?<![\w./-])v\d+(?:\.\d+)*(?:-[a-z][\w.]*)?(?![\w/-])/giu, release),
  withDigit(
    'version',
    new RegExp(
      `(?=\\d)(?<=(?<![\\w.])(?:${TOOLS}) (?:(?:to|from|is at|at) )?)\\d+(?:\\.(?:\\d+|x))*(?:-[a-z][\\w.]*|(?:rc|b|a)\\d+)?(?![\\w%:/-]| ?[€$%])`,
      'giu',
    ),
    toolRelease,
  ),
  withDigit(
    'version',
    /(?=\d)(?<=(?<!\p{L})(?:versions?|releases?|versión|バージョン|版本|ver\.?|Fassung) ?(?:is |to |from |ist |es )?)\d+(?:\.\d+)*(?:-[a-z][\w.]*)?(?![\w%:/])/giu,
    release,
  ),
  // A dotted number right after a name: Acme Sync 4.2.
  withDigit(
    'version',
    /(?=\d)(?<=(?<=[\p{Ll}\d][ ])\p{Lu}[\p{L}]{2,} )\d+\.\d+(?![\w:%]|\.\d|,\d| ?[\p{L}€$%°]{1,2}(?!\p{L}))/gu,
    release,
  ),
];

/** Small, these are ordinary words: go to 21, an edge 3 wide. */
const WORDS_AS_WELL =
  /(?<!\p{L})(?:go|edge|spring|swift|rust|flask|bun|notion|zoom|windows|slack|excel|rails|chrome|outlook|safari|react|express|git)(?: to| from| at| is at)? $|(?<!\p{L})[Gg]o to $/u;

function toolRelease(match: RegExpMatchArray): string | null {
  const at = match.index ?? 0;
  return WORDS_AS_WELL.test((match.input ?? '').slice(Math.max(0, at - 20), at)) ? null : release(match);
}

function release([text]: RegExpMatchArray): string | null {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(text) && !/^\d\./u.test(text) ? null : text.replace(/^v/iu, '');
}
