import type { Slices } from '../../slices.ts';
import type { Language } from '../../words/language.ts';
import { numbersOf } from '../../words/number-forms.ts';
import { rateOf } from './rates.ts';
import { type Claim, matchesOf, withDigit } from './recogniser.ts';
import { unitAt, unitOf, type Unit, type UnitAt } from './tables/units.ts';

/** As much around a number as tells what it counts. */
const AROUND = 40;

interface Quantity {
  /** How many, by the normal form of numbers. */
  value: string;
  start: number;
  end: number;
  isWord: boolean;
  before: string;
  after: string;
}

const NUMBERS_A_SLICE = 200;

/** Numbers, amounts and durations; points in time that are told by a duration, as "in three weeks". */
export function* quantities(text: string, language: Language): Slices<Claim[]> {
  const claims: Claim[] = [];
  const numbers = [...numbersOf(text, language), ...halvesOf(text, language)];
  for (const [at, number] of numbers.entries()) {
    if (at % NUMBERS_A_SLICE === 0 && numbers.length > NUMBERS_A_SLICE) yield;
    const isWord = !/\d/u.test(text.slice(number.start, number.end));
    const quantity = {
      ...number,
      isWord,
      before: before(text, number.start),
      after: text.slice(number.end, number.end + AROUND),
    };
    claims.push(...claimOf(withoutMetre(quantity, text), language));
  }
  return [...joined(text, claims), ...hoursAndMinutes(text, language), ...minutesAndSeconds(text, language)];
}

const before = (text: string, at: number) => text.slice(Math.max(0, at - AROUND), at);
const times = (value: string, by: number) => String(Number((Number(value) * by).toPrecision(12)));

/** In 100m the m is no million, unless it is money. */
function withoutMetre(quantity: Quantity, text: string): Quantity {
  if (!/\dm$/u.test(text.slice(quantity.start, quantity.end))) return quantity;
  if (MONEY_BEFORE.test(quantity.before)) return { ...quantity, value: times(quantity.value, 1e6) };
  return { ...quantity, end: quantity.end - 1, after: `m${quantity.after}` };
}

const ONES: Record<Language, RegExp> = {
  en: /(?<![\p{L}\d])(?:(\w{1,12}) and a half|half an?|an?)(?= \p{L})/giu,
  de: /(?<![\p{L}\d])(?:(\p{L}{1,12})einhalb|anderthalb|(?:eine[rn]? |ein )?halbe[ns]?|eine[mnrs]?|ein)(?= \p{L})/giu,
  es: /(?<![\p{L}\d])(?:()media|medio|una?)(?= \p{L})/giu,
  ja: /半(?=日|年)|一(?=週間|か月|ヶ月|時間|日間)/gu,
  zh: /半(?=个?小时|天|年|个月)|一(?=个?小时|个月|个?星期|周|年(?!级)|天)/gu,
};

/** A litre is an amount, a mile or a ton may be a figure of speech; half a mile is none. */
const ARTICLED = /^(?:k?[gm]|l|gal|tsp|tbsp)$/u;
const HALVED = /hal[fb]|medi[ao]/iu;
const NOT_LONG = /(?<!\p{L})(?:what|such|once|twice|times|quite|all|which|half) $/iu;
/** Two tablets a day: how often, and not how long. */
const PER =
  /(?<![\p{L}\d])(?:\d[\d.,]*|how many|several|many|more|fewer|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty) (?:(?!(?:and|or|for|in|within|after|than|of|to)(?!\p{L}))\p{L}+ ){1,2}$/iu;
const JUST = /(?<!\p{L})(?:just|wait|in|for|got|have|give me|take|one moment|hang on|hold on) $/iu;

/** Articles and halves before a unit: a litre, half an hour. */
function halvesOf(text: string, language: Language): { value: string; start: number; end: number }[] {
  return matchesOf(text, ONES[language]).flatMap((match) => {
    const end = match.index + match[0].length;
    if (language !== 'de' && /^ \p{Lu}/u.test(text.slice(end, end + 3))) return [];
    const unit = unitAt(text.slice(end, end + AROUND), language)?.unit;
    const lead = before(text, match.index);
    const isIdiom =
      unit?.kind === 'amount'
        ? !ARTICLED.test(unit.name) && (unit.isMoney || unit.name === 't' || !HALVED.test(match[0]))
        : unit?.name === 'second' ||
          unit?.name === 'quarter' ||
          NOT_LONG.test(lead) ||
          (/^an? /iu.test(`${match[0]} `) && PER.test(lead)) ||
          (unit?.name === 'minute' && JUST.test(lead) && !/hal/u.test(match[0]));
    if (!unit || isIdiom) return [];
    const value = halfOf(match, language);
    return value === null ? [] : [{ value, start: match.index, end }];
  });
}

function halfOf([found, many]: RegExpMatchArray, language: Language): string | null {
  if (/anderthalb/iu.test(found)) return '1.5';
  if (!HALVED.test(found) && !found.includes('半')) return '1';
  if (!many) return '0.5';
  const [whole] = numbersOf(`${many} `, language);
  return /^eine?$|^one$/iu.test(many) ? '1.5' : whole ? `${whole.value}.5` : null;
}

function claimOf(quantity: Quantity, language: Language): Claim[] {
  // 503s are answers, and the 1900s are no seconds.
  if (/^(?:[45]\d\d|[12]\d\d0)$/u.test(quantity.value) && /^s(?!\w)/u.test(quantity.after)) return [];
  if (
    /^\d0$/u.test(quantity.value) &&
    /(?<!\p{L})(?:the|early|late) $/iu.test(quantity.before) &&
    /^s(?!\w)/u.test(quantity.after)
  )
    return [];
  const found = unitAt(quantity.after, language);
  if (found?.unit.kind === 'duration') return [durationOf(quantity, found, found.unit, language)];
  const money = MONEY_BEFORE.exec(quantity.before);
  if (money || found) return [amountOf(quantity, money, found)];
  return isCount(quantity, language)
    ? [{ kind: 'number', value: quantity.value, start: quantity.start, end: quantity.end }]
    : [];
}

// --- amounts

const MONEY_BEFORE =
  /(?<![A-Za-z\d])(-?)((?:US|[AC])?\$|[€£¥₹₩]|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|SEK|NOK|DKK|PLN) ?)\s?$/u;
function amountOf(quantity: Quantity, money: RegExpExecArray | null, found: UnitAt | null): Claim {
  const symbol = money?.[2]?.trim();
  const unit = symbol ? unitOf(symbol) : found?.unit;
  const taken = symbol ? 0 : (found?.length ?? 0);
  const name = unit?.kind === 'amount' ? unit.name : '';
  const rate = rateOf(quantity.after.slice(taken), unit);
  return {
    kind: 'amount',
    value: `${money?.[1] ?? ''}${quantity.value} ${name}${rate.name}`,
    start: quantity.start - (money?.[0].length ?? 0),
    end: quantity.end + taken + rate.length,
  };
}

// --- durations

const FUTURE = /(?<!\p{L})(?:in(?: about| etwa| ca\.| rund)?|dentro de|en|in just) $/iu;
const PAST_BEFORE = /(?<!\p{L})(?:vor|hace) $/iu;
const PAST_AFTER = /^ ?(?:ago|earlier)(?!\p{L})|^之?前|^以前/u;
/** In two weeks' time. */
const TIMELY = /^['’]s? time(?!\p{L})/u;
const FUTURE_AFTER = /^ from now(?!\p{L})|^[之以]?[后後]/u;

/** Of what is past, "in two days" says how long it took. */
const TOLD =
  /(?<!\p{L})(?:\p{L}{2,}ed|was|were|had|did|drove|took|made|went|got|ran|read|wrote|built|lost|won|grew|fell|rose|came|spent|sold|hat|habe|haben|hatten?|waren?|wurden?)(?!\p{L})[^.!?]* in (?:about |just )?$/iu;

function durationOf(
  quantity: Quantity,
  found: UnitAt,
  unit: Extract<Unit, { kind: 'duration' }>,
  language: Language,
): Claim {
  const rest = quantity.after.slice(found.length);
  const half = /^(?:半| and a half| y medi[ao](?! hora))/u.exec(rest)?.[0] ?? '';
  const value = half ? times(String(Number(quantity.value) + 0.5), unit.count) : times(quantity.value, unit.count);
  const end = quantity.end + found.length + half.length;
  const future =
    language === 'ja' || language === 'zh' || TOLD.test(quantity.before) ? null : FUTURE.exec(quantity.before);
  const past = PAST_BEFORE.exec(quantity.before);
  const after = PAST_AFTER.exec(rest) ?? FUTURE_AFTER.exec(rest);
  const isPast = past !== null || (after !== null && PAST_AFTER.test(rest));
  if (!future && !past && !after)
    return { kind: 'duration', value: durationValue(value, unit.per), start: quantity.start, end };
  const by = unit.per === 'S' ? durationValue(value, 'S') : unit.per === 'D' ? `${value}d` : yearsOrMonths(value, unit);
  const lead = past ?? (after ? null : future);
  const timely = future && !after ? (TIMELY.exec(rest)?.[0].length ?? 0) : 0;
  return {
    kind: unit.per === 'S' ? 'time' : 'date',
    value: `relative:${isPast ? '-' : '+'}${by}`,
    start: quantity.start - (lead?.[0].length ?? 0),
    end: end + (after?.[0].length ?? timely),
  };
}

const yearsOrMonths = (months: string, { count }: { count: number }) =>
  count === 12 ? `${times(months, 1 / 12)}y` : `${months}m`;

/** Seconds in minutes where they are whole ones, days and weeks in days, months and years in months. */
function durationValue(count: string, per: 'S' | 'D' | 'M'): string {
  if (per !== 'S') return `P${count}${per}`;
  return Number(count) % 60 === 0 ? `PT${Number(count) / 60}M` : `PT${count}S`;
}

const JOINT = /^(?: | and | und | y |)$/u;

/** 2 h 15 min, and 2 years and 3 months, are one duration each. */
function joined(text: string, claims: readonly Claim[]): Claim[] {
  const result: Claim[] = [];
  for (const claim of claims.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    const sum =
      last?.kind === 'duration' && claim.kind === 'duration' && JOINT.test(text.slice(last.end, claim.start))
        ? sumOf(last.value, claim.value)
        : null;
    if (last && sum) result[result.length - 1] = { ...last, value: sum, end: claim.end };
    else result.push(claim);
  }
  return result;
}

function sumOf(a: string, b: string): string | null {
  const [, dateOrTime, first, unit] = /^(PT?)([\d.]+)([SMD])$/u.exec(a) ?? [];
  const [, other, second, lesser] = /^(PT?)([\d.]+)([SMD])$/u.exec(b) ?? [];
  if (dateOrTime !== other || Number(second) >= Number(first) * (unit === lesser ? 1 : 60)) return null;
  if (dateOrTime === 'P') return unit === lesser ? `P${Number(first) + Number(second)}${unit}` : null;
  const seconds = (count: string | undefined, of: string | undefined) => Number(count) * (of === 'M' ? 60 : 1);
  return durationValue(String(seconds(first, unit) + seconds(second, lesser)), 'S');
}

/** In 2h 15m the m is a minute. */
const hoursAndMinutes = withDigit(
  'duration',
  /(?<![\w.,])(\d{1,3}) ?h(?:rs?|ours?)? ?(\d{1,2}) ?m(?:in)?(?!\w)/gu,
  ([, hours, minutes]) => `PT${Number(hours) * 60 + Number(minutes)}M`,
);

const minutesAndSeconds = withDigit(
  'duration',
  /(?<![\w.,]|\d ?h ?)(\d{1,3}) ?m(?:in)? ?(\d{1,2}) ?s(?:ec)?(?!\w)/gu,
  ([, minutes, seconds]) => durationValue(String(Number(minutes) * 60 + Number(seconds)), 'S'),
);

// --- counts

const LIST_AFTER = /^[.):] /u;

/** Neither an ordinal, nor a list's numeral, nor a part of something else. */
function isCount({ before: lead, after, isWord }: Quantity, language: Language): boolean {
  if (/^(?:[A-Za-zÀ-ɏ_/\\@]|:\S|[.,]\d)/u.test(after)) return false;
  if (/[#/\\@_§]$|(?<!\p{L})(?:no|nr|nº|núm|few|several|many|einige|varios)\.? $/iu.test(lead)) return false;
  if (isWord && /^-\p{L}/u.test(after)) return false;
  if (!isWord && LIST_AFTER.test(after) && /(?:^|\n)\s*$/u.test(lead)) return false;
  if (language === 'de' && !isWord && /^\. ?\p{L}/u.test(after) && !/^\. [A-ZÄÖÜ]/u.test(after)) return false;
  return true;
}
