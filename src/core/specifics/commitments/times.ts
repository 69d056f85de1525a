import { oneOf } from './grammar.ts';

export const ENGLISH_WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
export const ENGLISH_MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?)';

export const ENGLISH_TIME = oneOf(
  `(?:(?:this|next|the|coming|following|early|late|last|mid-?) ?)*(?:${ENGLISH_WEEKDAY}|${ENGLISH_MONTH}|weekend|week|month|quarter|year|morning|afternoon|evening|summer|autumn|winter|spring)`,
  '(?:the )?(?:very )?(?:end|close|start|beginning|middle) of \\w+(?: \\w+)?',
  'tomorrow|tonight|today|noon|midday|midnight|lunch(?:time)?|eod|eow|eom|cob|christmas|easter|new year|then',
  '(?:the )?\\d{1,2}(?:st|nd|rd|th)|the (?:first|second|third|fourth|fifth|tenth|fifteenth|twentieth|thirtieth|last)(?= of| day|[,.!]|$)',
  "\\d{1,2}(?::\\d\\d| ?[ap]\\.?m\\.?| o'?clock)|\\d{1,2}(?=[,.!]|$)|half past \\w+|q[1-4]",
  `\\d{1,2}\\.? (?:of )?${ENGLISH_MONTH}|\\d{4}(?:-\\d\\d){0,2}|\\d{1,2}[/.]\\d{1,2}(?:[/.]\\d{2,4})?`,
);

const GERMAN_WEEKDAY =
  '(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:morgen|mittag|nachmittag|abend|früh)?s?';
const GERMAN_MONTH = '(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)';
export const GERMAN_TIME = oneOf(
  `(?:(?:zum|zur|zu|am|an|in|im|ende|mitte|anfang|spätestens|nächst\\w+|kommend\\w+|dies\\w+|dem|der|den) )*(?:${GERMAN_WEEKDAY}|${GERMAN_MONTH}|morgen|übermorgen|heute|mittag|mitternacht|abend|nachmittag|feierabend|wochenende|woche|monats?|monatsende|quartalsende|jahres?|jahresende|weihnachten|ostern|silvester|sommer|winter|herbst|frühjahr)(?: (?:früh|abend|mittag|morgen|um \\d+))?`,
  '(?:zum |am |dem )?\\d{1,2}\\.(?: ?\\d{1,2}\\.(?:\\d{2,4})?| [A-ZÄa-zä]\\w+)?(?!\\d)|\\d{1,2}(?:[:.]\\d\\d)? uhr|halb \\w+|\\w+ uhr|(?:zum )?(?:ersten|fünfzehnten|dreißigsten|letzten|ende)(?: \\w+)?|\\d{4}|q[1-4]',
);

const SPANISH_WEEKDAY = '(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)';
const SPANISH_MONTH =
  '(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)';
export const SPANISH_TIME = oneOf(
  `(?:(?:el|la|los|las|del|de|este|esta|próximo|próxima|mismo|final|finales|fin|principios|mediados|primero) )*(?:${SPANISH_WEEKDAY}|${SPANISH_MONTH}|mañana|hoy|mediodía|medianoche|noche|semana|mes|trimestre|año|navidad|verano|invierno|otoño|primavera|comida|cena)(?: (?:por la|al|a las|que viene|próxim[oa]) ?\\w*)?`,
  `(?:el |la |las |día |del )*\\d{1,2}(?::\\d\\d| de ${SPANISH_MONTH}|[/.-]\\d{1,2}| horas|h)?|(?:las |la )(?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)|pasado mañana|\\d{4}`,
);
