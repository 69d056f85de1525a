import type { Language } from '../../../words/language.ts';

/** What a unit makes of the number before it; months and years are counted in months, days and weeks in days. */
export type Unit =
  | { kind: 'amount'; name: string; isMoney: boolean }
  | { kind: 'duration'; per: 'S' | 'D' | 'M'; count: number; name: string };

const MONEY = `€ eur euro euros ユーロ 欧元: EUR
$ us$ usd dollar dollars buck bucks dólares dólar ドル 美元: USD
£ gbp quid pound pounds pfund libras: GBP
¥ jpy yen 円 日元: JPY
cny rmb yuan 元 块 块钱 人民币: CNY
chf franken francs sfr: CHF
₹ inr rupees rupee rupien: INR
a$ aud: AUD
c$ cad: CAD
sek: SEK
nok: NOK
dkk: DKK
pln zł złoty: PLN
mxn pesos peso: MXN
brl r$ reais: BRL
krw ₩ won: KRW
btc: BTC
cent cents cts centavos céntimos: cent`;

/** Symbols are told apart by their case (mW, MW), words are not. */
const SYMBOLS = `% mm cm m km mi ft yd in² ft² g kg mg µg t lb oz l ml cl dl hl gal m² cm² km² mm² m³ cm³ ha °C °F ° K B kB KB MB GB TB PB KiB MiB GiB TiB kbit Mbit Gbit Mbps Gbps kbps Mb Gb ms µs ns W kW MW GW Wh kWh MWh V kV mV A mA mAh Ah Hz kHz MHz GHz mph km/h bar mbar hPa kPa Pa psi µm nm ng µl nl mM µM nM px pt dpi rpm kcal kJ J N Nm dB lm fps ppm mmol mol Ω`;

const WORDS = `percent prozent porciento パーセント: %
metre metres meter meters metern metro metros メートル 米: m
kilometre kilometres kilometer kilometers kilometern kilómetro kilómetros 公里 キロメートル: km
centimetre centimetres centimeter centimeters zentimeter centímetro centímetros センチ センチメートル 厘米: cm
millimetre millimetres millimeter millimeters milímetro milímetros ミリ ミリメートル 毫米: mm
mile miles meile meilen milla millas 英里: mi
nauticalmile nauticalmiles seemeile seemeilen: nmi
foot feet fuß pie pies: ft
inch inches zoll pulgada pulgadas: in
yard yards: yd
gram grams gramme grammes gramm gramo gramos グラム 克: g
kilo kilos kilogram kilograms kilogramm kilogramo kilogramos キログラム キロ 公斤 千克: kg
milligram milligrams milligramm miligramo miligramos: mg
ton tons tonne tonnes tonnen tonelada toneladas トン 吨: t
lbs: lb
ounce ounces unze unzen onza onzas: oz
litre litres liter liters litern litro litros リットル 升: l
millilitre millilitres milliliter milliliters mililitro mililitros 毫升: ml
teaspoon teaspoons tsp teelöffel cucharadita cucharaditas: tsp
tablespoon tablespoons tbsp esslöffel cucharada cucharadas: tbsp
pint pints: pint
quart quarts: quart
gallon gallons gallone gallonen galón galones: gal
qm sqm m2 squaremetre squaremetres squaremeter squaremeters quadratmeter quadratmetern metrocuadrado metroscuadrados sqm 平米 平方米 ㎡ 平方メートル: m²
sqft squarefoot squarefeet: ft²
km2 quadratkilometer kilómetroscuadrados: km²
m3 cubicmetre cubicmetres cubicmeter cubicmeters kubikmeter metroscúbicos 立方米: m³
hectare hectares hektar hectárea hectáreas: ha
acre acres: acre
degree degrees grad grados 度: °
℃: °C
degreescelsius gradcelsius gradoscelsius 摄氏度: °C
degreesfahrenheit: °F
byte bytes: B
kilobyte kilobytes: KB
megabyte megabytes megas: MB
gigabyte gigabytes gigs: GB
terabyte terabytes: TB
millisecond milliseconds millisekunde millisekunden milisegundo milisegundos ミリ秒 毫秒: ms
us microsecond microseconds mikrosekunde mikrosekunden microsegundos: µs
nanosecond nanoseconds nanosekunden nanosegundos: ns
watt watts: W
kilowatt kilowatts: kW
kilowattstunden kilowatthours: kWh
volt volts voltios: V
ampere amps: A
hertz: Hz
calorie calories kalorien calorías: cal
pixel pixels píxeles: px
knot knots knoten: kn`;

const TIMES = `s sec secs second seconds sek sekunde sekunden segundo segundos 秒 秒間 秒钟: S 1 second
min mins minute minutes minuten minuto minutos 分 分間 分钟: S 60 minute
h hr hrs hour hours std stunde stunden hora horas 時間 小时 个小时 個小時 钟头 个钟头: S 3600 hour
d day days tag tage tagen día días dia dias 日 日間 天: D 1 day
wk wks week weeks woche wochen semana semanas 週間 週 周 个星期 星期 个礼拜: D 7 week
mo mos month months monat monate monaten mes meses か月 ヶ月 カ月 ヵ月 か月間 ヶ月間 个月: M 1 month
fortnight fortnights: D 14 fortnight
quarter quarters quartal quartale: M 3 quarter
y yr yrs year years jahr jahre jahren año años 年 年間: M 12 year
decade decades jahrzehnt jahrzehnte década décadas: M 120 decade`;

const lines = (table: string) =>
  table.split('\n').flatMap((line) => {
    const [words = '', rest = ''] = line.split(': ');
    return words.split(' ').map((word) => [word, rest] as const);
  });

const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...lines(TIMES).map(([word, rest]): [string, Unit] => {
    const [per, count, name = ''] = rest.split(' ');
    return [word, { kind: 'duration', per: per === 'S' || per === 'D' ? per : 'M', count: Number(count), name }];
  }),
  ...lines(WORDS).map(([word, name]): [string, Unit] => [word, { kind: 'amount', name, isMoney: false }]),
  ...SYMBOLS.split(' ').map((name): [string, Unit] => [name, { kind: 'amount', name, isMoney: false }]),
  ...lines(MONEY).map(([word, name]): [string, Unit] => [word, { kind: 'amount', name, isMoney: true }]),
]);

export const unitOf = (word: string): Unit | undefined =>
  UNITS.get(word) ?? (word.length > 1 ? UNITS.get(word.toLowerCase().replace('μ', 'µ')) : undefined);

/** Words of English that are units in another language, or nothing but slang. */
const NO_ENGLISH_UNIT = /^(?:tags?|grad|pies?|gigs|won|mes|cal|mo)$/iu;

const UNSPACED = /^ ?([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー㎡℃]{1,8})/u;
const SPACED = /^([ \u00a0\u202f-]?)((?:[A-Za-zÀ-ɏµμ°]+[²³23]?|[%€£$¥₹₩])(?![A-Za-zÀ-ɏ\d]))\.?(?: ([A-Za-zÀ-ɏ]+))?/u;

export interface UnitAt {
  unit: Unit;
  /** How many characters after the number it takes. */
  length: number;
}

/** The unit that a number before this text would have. */
export function unitAt(text: string, language: Language): UnitAt | null {
  const [, gap = '', word = '', next = ''] = SPACED.exec(text) ?? [];
  if (word !== '') {
    const pair = next && unitOf(word + next);
    const between = text.slice(gap.length).indexOf(next, word.length);
    if (pair) return { unit: pair, length: gap.length + between + next.length };
    const isWeight = next === 'of' && /^pounds?$/u.test(word);
    const isWord = language === 'en' ? NO_ENGLISH_UNIT.test(word) : language === 'es' && word === 'y';
    const unit = isWord ? undefined : unitOf(isWeight ? 'lb' : word);
    // 3-year is three years; 3-m is nothing.
    return unit && !(gap === '-' && word.length < 3) ? { unit, length: gap.length + word.length } : null;
  }
  const [whole = '', run = ''] = UNSPACED.exec(text) ?? [];
  for (let length = Math.min(run.length, 6); length > 0; length -= 1) {
    const unit = UNITS.get(run.slice(0, length));
    if (unit) return { unit, length: whole.length - run.length + length };
  }
  return null;
}
