import type { Language } from '../../../words/language.ts';

/** From January to December, and from Monday to Sunday; the forms of one are separated by `|`. */
interface CalendarWords {
  months: string;
  weekdays: string;
}

export const CALENDAR: Record<Language, CalendarWords> = {
  en: {
    months:
      'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec',
    weekdays:
      'mondays?|mon tuesdays?|tues?|tue wednesdays?|wed thursdays?|thurs?|thu fridays?|fri saturdays?|sat sundays?|sun',
  },
  de: {
    months:
      'januar|jänner|jan februar|feb märz|mrz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez',
    weekdays:
      'montags?|mo dienstags?|di mittwochs?|mi donnerstags?|do freitags?|fr samstags?|sonnabends?|sa sonntags?|so',
  },
  es: {
    months:
      'enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic',
    weekdays: 'lunes martes miércoles jueves viernes sábados? domingos?',
  },
  ja: { months: '', weekdays: '月曜日?|月 火曜日?|火 水曜日?|水 木曜日?|木 金曜日?|金 土曜日?|土 日曜日?|日' },
  zh: { months: '', weekdays: '一 二 三 四 五 六 [日天]' },
};

export const WEEKDAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Words that stand for a day, week, month or year, counted from when they are said. */
export const RELATIVE: Record<Language, readonly (readonly [string, string])[]> = {
  en: [
    ['(?:the )?day after tomorrow', '+2d'],
    ['(?:the )?day before yesterday', '-2d'],
    ['today|tonight|this (?:morning|afternoon|evening)', '+0d'],
    ['tomorrow', '+1d'],
    ['yesterday|last night', '-1d'],
  ],
  de: [
    ['heute', '+0d'],
    ['übermorgen', '+2d'],
    ['(?<!(?:guten|am|jeden|den|der|dem|diesen|eines|schönen|zum) )morgen', '+1d'],
    ['vorgestern', '-2d'],
    ['gestern', '-1d'],
  ],
  es: [
    ['hoy|esta (?:noche|tarde|mañana)', '+0d'],
    ['pasado mañana', '+2d'],
    ['(?<!(?:la|esta|cada|una) )mañana', '+1d'],
    ['anteayer|antes de ayer', '-2d'],
    ['ayer|anoche', '-1d'],
  ],
  ja: [
    ['今日|本日|今夜|今晩|今朝', '+0d'],
    ['明日', '+1d'],
    ['明後日|あさって', '+2d'],
    ['昨日', '-1d'],
    ['一昨日|おととい', '-2d'],
    ['今週', '+0w'],
    ['来週', '+1w'],
    ['再来週', '+2w'],
    ['先週', '-1w'],
    ['今月', '+0m'],
    ['来月', '+1m'],
    ['先月', '-1m'],
    ['今年', '+0y'],
    ['来年', '+1y'],
    ['去年|昨年', '-1y'],
    ['今月末|月末', '+0m-end'],
    ['来月末', '+1m-end'],
    ['年末', '+0y-end'],
    ['今週末|週末', '+0w-end'],
  ],
  zh: [
    ['今天|今晚|今早|今日', '+0d'],
    ['明天|明日|明早|明晚', '+1d'],
    ['后天', '+2d'],
    ['昨天|昨晚|昨日', '-1d'],
    ['前天', '-2d'],
    ['这周|本周|这个?星期|这个礼拜', '+0w'],
    ['下周|下个?星期|下个?礼拜', '+1w'],
    ['上周|上个?星期|上个?礼拜', '-1w'],
    ['这个月|本月', '+0m'],
    ['下个?月', '+1m'],
    ['上个?月', '-1m'],
    ['今年', '+0y'],
    ['明年', '+1y'],
    ['去年', '-1y'],
    ['月底', '+0m-end'],
    ['下个?月底', '+1m-end'],
    ['年底', '+0y-end'],
    ['周末', '+0w-end'],
  ],
};

/** This, next and last, before or after a stretch of time. */
export const NEARNESS: Record<Language, readonly (readonly [string, number])[]> = {
  en: [
    ['this(?: coming)?|current', 0],
    ['next|coming', 1],
    ['last|past|previous', -1],
  ],
  de: [
    ['diese[rsnm]?|dieses', 0],
    ['nächste[rsnm]?|kommende[rsnm]?', 1],
    ['letzte[rsnm]?|vorige[rsnm]?|vergangene[rsnm]?', -1],
  ],
  es: [
    ['este|esta', 0],
    ['próxim[oa]', 1],
    ['pasad[oa]|últim[oa]', -1],
  ],
  ja: [],
  zh: [],
};

export const STRETCHES: Record<Language, readonly (readonly [string, string])[]> = {
  en: [
    ['weekend', 'w-end'],
    ['week', 'w'],
    ['month', 'm'],
    ['quarter', 'q'],
    ['year', 'y'],
  ],
  de: [
    ['Wochenende', 'w-end'],
    ['Woche', 'w'],
    ['Monats?', 'm'],
    ['Quartals?', 'q'],
    ['Jahr(?:es)?', 'y'],
  ],
  es: [
    ['fin de semana', 'w-end'],
    ['semana', 'w'],
    ['mes', 'm'],
    ['trimestre', 'q'],
    ['año', 'y'],
  ],
  ja: [],
  zh: [],
};
