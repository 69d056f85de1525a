import {
  having,
  type Recogniser,
  withCamel,
  withColon,
  withDash,
  withDigit,
  withDot,
  withSlash,
  withTick,
} from './recogniser.ts';

const METHOD = '(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)';
const HEADER =
  '(?:[Xx](?:-[a-z][a-z\\d]*)+|X(?:-[A-Z][A-Za-z\\d]*)+|(?:Content|Accept|Cache|Access|Set|Retry|If|User|Transfer|Strict|WWW|Proxy|Last)(?:-[A-Z][A-Za-z]*)+)';

export const codes: readonly Recogniser[] = [
  withSlash('code', /(?<![\w/-])(?:application|text|image|audio|video|multipart)\/[a-z][\w.+-]*\w/gu),
  having('=')('code', /(?<![\w.$-])[A-Z][A-Z\d]*(?:_[A-Z\d]+)*=[^\s`'",;。、]*[^\s`'",;:.!?)。、]/gu),
  // A setting with its value: maxRetries=5, but not a=b.
  having('=')(
    'code',
    /(?<![\w.$?&/-])(?=[a-z\d]*[A-Z_.]|[a-z]{2,}\d*=)[a-z][\w.]*[A-Za-z\d]=[^\s`'",;=。、]*[^\s`'",;=:.!?)。、]/gu,
  ),
  withSlash('code', new RegExp(`(?<![\\w/])${METHOD} \\/[\\w/.:{}?=&%*-]*[\\w/}*]`, 'gu')),
  having(/[A-Z]{4}/u)(
    'code',
    /(?<!\w)(?:SELECT\s[^`\n;]{1,300}?\sFROM|INSERT INTO|UPDATE\s\S{1,80}\sSET|DELETE FROM|CREATE (?:TABLE|INDEX|UNIQUE INDEX)|ALTER TABLE|DROP (?:TABLE|INDEX|COLUMN)|TRUNCATE TABLE)\s[^`\n;.!?]{1,400}(?:;|(?=[`\n.!?]|$))/gu,
    ([sql]) => sql,
  ),
  // Functions, with what they are called on.
  having('(')(
    'code',
    /(?<![\w.$/-])(?:[A-Za-z_$][\w$]*(?:\.|::|->))*[A-Za-z_$][\w$]*(?=\((?:[^()\n]{0,80})\))/gu,
    ([name]) => (/[_.A-Z:]/u.test(name.slice(1)) || name.length > 2 ? name : null),
  ),
  having('_')('code', /(?<![\w./@$-])_{0,2}[A-Za-z][A-Za-z\d]*(?:_[A-Za-z\d]+)+_{0,2}(?![\w/-]|\.\w)/gu),
  // cfg.retry, but not example.org.
  withDot(
    'code',
    /(?<![\w./@$:-])(?:[a-z_]\w*|[A-Z]\w{2,}(?=\.(?:[a-z]|[A-Z][a-z]+[A-Z])))(?:\[\d*\])?(?:\.[a-zA-Z_]\w*(?:\[\d*\])?)+(?![\w/@-])/gu,
    ([name]) =>
      /^(?:e\.g|i\.e|a\.m|p\.m|z\.b|d\.h|u\.a|p\.ej|www\..*|(?:node|next|vue|nuxt|three|express)\.js)$/iu.test(name) ||
      /\.(?:com|org|net|io|de|es|jp|cn|dev|app|eu|uk|tv|ai|co|edu|gov|info|test|local|internal)$/u.test(name)
        ? null
        : name,
  ),
  withCamel(
    'code',
    /(?<![\w./@$-])(?!(?:i|e|mac|watch|tv|ipad|visionOS|you)[A-Z])[a-z]{2}[a-z\d]*(?:[A-Z][a-z\d]+)+[A-Z]?(?![\w/-]|\.\w)/gu,
    ([name]) => (/^(?:mac|i|watch|tv)OS/u.test(name) ? null : name),
  ),
  // One letter for the type and two words or more: bShowMap is a setting, iPhone is none.
  withCamel('code', /(?<![\w./@$-])(?!i(?:Phone|Pad|Pod|Cloud|Tunes|Mac))[a-z](?:[A-Z][a-z\d]+){2,}(?![\w/-]|\.\w)/gu),
  withCamel(
    'code',
    /(?<![\w.-])(?:[A-Z][a-z]+)+(?:Error|Exception|Warning|Fault|Denied|NotFound|Refused|Timeout|Failure)(?!\w)/gu,
  ),
  having(/[A-Z]{2}|\d/u)(
    'code',
    /(?<![\w.-])(?:E[A-Z]{4,}(?<!ERROR|EVERY|EMAIL|EARLY)|SIG(?:KILL|TERM|INT|SEGV|HUP|ABRT)|[A-Z]{2,}(?:_[A-Z\d]+)+|ORA-\d{4,5}|0x[\dA-Fa-f]{4,}|(?:TS|ERR|E)\d{3,5})(?![\w-])/gu,
  ),
  withDash('code', new RegExp(`(?<![\\w-])${HEADER}(?![\\w-])`, 'gu')),
  withDash('code', /(?<![\w./-])--?[a-z][a-z\d]*(?:-[a-z\d]+)*(?:=[^\s`,;]+)?(?=$|[\s`.,;:!?)"'、。])/giu, ([flag]) =>
    /^-[a-z]{2,}/u.test(flag) || /^-[A-Z]{2,}$/u.test(flag) ? null : flag,
  ),
  withColon(
    'code',
    /(?<![\w/@.-])[a-z][a-z\d._/-]*:(?:\d[\w.-]*[\w]|\d|latest|alpine|stable)(?:-[a-z][\w.-]*)?(?![\w:/])/gu,
    ([tag]) => (/\.\w{1,4}:\d+$/u.test(tag) || /^(?:localhost|line|port|step|page|at|room)/u.test(tag) ? null : tag),
  ),
  withDigit(
    'code',
    /(?=\d)(?<=(?<!\p{L})(?:HTTP|HTTP status|status|status code|exit code|exit status|exited with|error code|error|errors?:|answer(?:s|ed)?(?: with)?|respon(?:ds?|ded)(?: with)?|fail(?:s|ed) with|throws?|throwing|gives?|giving|with|returns?|returned|returning|answering|code|got an?|gets?|an?|the|Fehler|Fehlercode|Status|Exit-Code|código|error|estado|コード|ステータス) )\d{1,3}(?![\d%]|[.,:]\d|\w| ?[€$]| \p{Ll}*s(?!\p{L}))/giu,
    (match) =>
      /(?:exit|exited|code|código|コード)/iu.test(
        (match.input ?? '').slice(Math.max(0, (match.index ?? 0) - 16), match.index),
      ) || /^[1-5]\d\d$/u.test(match[0])
        ? match[0]
        : null,
  ),
  withDigit('code', /(?<![\w.,$€#/-])[45]\d\d(?=(?:s|er)?(?: error| response| status|エラー|错误|-Fehler)|s(?!\w))/gu),
  // In backticks, whatever is no other kind.
  withTick('code', /(?<=`)[^`\n]{1,200}(?=`)/gu, ([code]) =>
    /^[A-Za-z_$@.-][\w$.\-:[\]]*$/u.test(code) ? code.replace(/\(\)$/u, '') : null,
  ),
];
