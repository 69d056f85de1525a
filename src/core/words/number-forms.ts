import type { Language } from './language.ts';

export interface NumberForm {
  /** Plain digits with `.` as the decimal point. */
  value: string;
  start: number;
  end: number;
}

/** Parts of words for numbers: first those for 0, 1, 2 and so on, then others with what they add, or multiply by. */
const PARTS: Record<Language, string> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve thir3 fif5 twen2 forty40 eigh8 teen10 ty*10 dozen*12 hundred*100 thousand*1e3 million*1e6 billion*1e9',
  de: 'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf eine1 sech6 sieb7 zwanzig20 dreißig30 vierzig40 fünfzig50 sechzig60 siebzig70 achtzig80 neunzig90 dutzend*12 hundert*100 tausend*1e3 millionen*1e6 million*1e6 mio*1e6 milliarden*1e9 mrd*1e9',
  es: 'cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince una1 dós2 trés3 séis6 sete7 nove9 dieci10 veinti20 veinte20 treinta30 cuarenta40 cincuenta50 sesenta60 setenta70 ochenta80 noventa90 quinientos500 docena*12 cientos*100 cientas*100 ciento*100 cien*100 mil*1e3 millones*1e6 millón*1e6',
  ja: '〇 一 二 三 四 五 六 七 八 九 十*10 百*100 千*1e3 万*1e4 億*1e8',
  zh: '零 一 二 三 四 五 六 七 八 九 十*10 两2 百*100 千*1e3 万*1e4 亿*1e8',
};
/** What makes one Chinese or Japanese numeral a count, and not a part of a word, when it follows. */
const COUNTED = '[人个個名本枚回次件台年月日天時时点分秒週周円元つ]';
const LETTER = 'A-Za-zÀ-ɏ';
/** Digits between characters: 8万5千, 1億2000万. */
const MIXED = '\\d+(?:\\.\\d+)?[百千万億亿](?:\\d+[百千万億亿]?)+';

/** How to find numbers, parts of number words with their values, and words that may belong to one. */
type Forms = readonly [number: RegExp, part: RegExp, values: ReadonlyMap<string, string>, hint: RegExp];
const known: { [language in Language]?: Forms } = {};

function formsOf(language: Language): Forms {
  const values = new Map(
    PARTS[language].split(' ').map((part, at) => [part.replace(/[*\d].*/u, ''), /[*\d].*/u.exec(part)?.[0] ?? `${at}`]),
  );
  const any = (words: Iterable<string>) => `(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`;
  const part = any(values.keys());
  const scale = any([...values.keys()].filter((word) => /\*1e/u.test(values.get(word) ?? '')));
  const words =
    language === 'ja' || language === 'zh'
      ? `${part}{2,12}|${part}(?=${COUNTED})`
      : `(?=[a${[...new Set([...values.keys()].map((word) => word.charAt(0)))].join('')}])(?<![${LETTER}\\d])${language === 'en' ? '(?!teen|ty)(?:a (?=hun|tho|mil|doz))?' : ''}${part}(?:(?:[ -]?(?:and|und|y)[ -]?|[ -])?${part}){0,9}(?![${LETTER}\\d])`;
  const digits = "(?:\\d{1,3}(?:[.,'’ \\u00a0\\u202f]\\d{3}){1,5}(?!\\d)(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?)";
  const mixed = language === 'ja' || language === 'zh' ? `${MIXED}|` : '';
  const pattern = `${mixed}(?=[-−\\d])(?<![${LETTER}\\d_.,])(?:[-−](?=\\d))?${digits}(?:(?:[km]| ?${scale})(?![${LETTER}]))?(?![a-z]*\\d|[.,]\\d)|${words}`;
  const spelling = `(?<![${LETTER}\\d])${part}(?:(?:and|und|y)?${part}){0,9}(?:and|und|y)?(?![${LETTER}\\d])`;
  return (known[language] ??= [new RegExp(pattern, 'giu'), new RegExp(part, 'gu'), values, new RegExp(spelling, 'iu')]);
}

/** The source of a pattern for one number, in digits or words; to be used without regard to case. */
export const numberPattern = (language: Language): string => (known[language] ?? formsOf(language))[0].source;

/** Whether a word may belong to a number: to know of each once takes far less than to look for numbers in each text. */
export function mayBeNumber(word: string, language: Language): boolean {
  const isSpaced = language !== 'ja' && language !== 'zh';
  return !isSpaced || /\d/.test(word) || (known[language] ?? formsOf(language))[3].test(word);
}

/** Numbers of a text, with equal values where they mean the same: 1,200 = 1.2k = twelve hundred. */
export function numbersOf(text: string, language: Language): NumberForm[] {
  return [...text.matchAll((known[language] ?? formsOf(language))[0])].flatMap(({ 0: found, index }) => {
    const value = readNumber(found, language);
    const isOne = value === '1' && !/\d/u.test(found);
    return value === null || isOne ? [] : [{ value, start: index, end: index + found.length }];
  });
}

/** What matched the pattern, as plain digits; null for words that make no number, as "two five". */
export function readNumber(text: string, language: Language): string | null {
  if (/\d[百千万億亿]\d/u.test(text)) return readMixed(text);
  const lower = text.toLowerCase();
  const digits = /^[-−]?\d(?:.*\d)?/u.exec(lower)?.[0] ?? '';
  const scale = lower.slice(digits.length).trim();
  const plain = plainDigits(digits, language === 'de' || language === 'es' ? '.' : ',');
  if (scale === '') return plain;
  const factor =
    scale === 'k' ? '1000' : scale === 'm' ? (text.endsWith('M') ? '1e6' : '1') : readWords(scale, language);
  return factor && `${Number(((Number(digits && plain) || 1) * Number(factor)).toPrecision(12))}`;
}

const SCALES: Readonly<Record<string, number>> = { 百: 100, 千: 1e3, 万: 1e4, 億: 1e8, 亿: 1e8 };

function readMixed(text: string): string {
  let total = 0;
  let now = 0;
  for (const [, digits, scale = ''] of text.matchAll(/(\d+(?:\.\d+)?)(\D?)/gu)) {
    const by = SCALES[scale] ?? 1;
    now += Number(digits) * (by < 1e4 ? by : 1);
    if (by < 1e4) continue;
    total += now * by;
    now = 0;
  }
  return `${Number((total + now).toPrecision(12))}`;
}

function plainDigits(digits: string, thousands: string): string {
  const [, whole = '', mark, fraction = ''] = /^(.*?)(?:([.,])(\d+))?$/u.exec(digits.replace(/['’\s]/gu, '')) ?? [];
  const isGroup = mark === thousands ? /^[-−]?[1-9]\d{0,2}$/u.test(whole) && fraction.length === 3 : false;
  const other = /[.,]/u.exec(whole)?.[0];
  const rest = isGroup || other === mark ? fraction : '';
  const decimals = rest ? '' : fraction.replace(/0+$/u, '');
  return whole.replace('−', '-').replace(/[.,]/gu, '') + rest + (decimals && `.${decimals}`);
}

function readWords(text: string, language: Language): string | null {
  const [, part, values] = known[language] ?? formsOf(language);
  const parts = [...text.matchAll(part)].map(([word]) => values.get(word) ?? '');
  // 二〇二六 is written digit by digit.
  if (language === 'ja' || language === 'zh' ? parts.every((value) => value.length === 1) : false)
    return parts.join('');
  let total = 0;
  let now = 0;
  for (const value of parts) {
    const by = Number(value.replace('*', ''));
    if (by >= 1000) {
      total += (now || 1) * by;
      now = 0;
    } else if (value !== `${by}`) {
      // 二百三十 is 200 and 3 × 10, two hundred is 2 × 100.
      const units = by === 10 ? now % 10 : now;
      now += (units || 1) * by - units;
    } else if (/[ -]/u.test(text) && by !== 10 && now % (by < 10 ? 10 : 100)) return null;
    else now += by;
  }
  return `${total + now}`;
}
