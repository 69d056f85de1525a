import { anywhere, oneOf, rules, whole, type Grammar } from './grammar.ts';
import { PLAIN_GERMAN } from './plain.ts';
import { GERMAN_TIME as TIME } from './times.ts';

const NUMBER =
  '(?:\\d+|eine[rsnm]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|vierzehn|dreißig|weniger|der nächsten \\w+)';
const UNIT = '(?:minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|werktage?n?|arbeitstage?n?)';
const MUST = '(?:müssen|muss|muß|musst|müsst|mußt)';
const SEIN = '(?:bin|bist|ist|sind|seid)';
const HABEN = '(?:habe|hast|hat|haben|habt|hab)';
const PAST =
  '(?:war|waren|warst|wart|hatte|hatten|hattest|wurde|wurden|musste|mussten|konnte|konnten|wollte|wollten|sollte|sollten|durfte|durften|ging|gingen|kam|kamen|sah|sahen|gab|gaben|fand|fanden|blieb|blieben|stand|standen|schlief|schliefen|saß|saßen|lief|liefen|dachte|dachten|wusste|wussten|sagte|sagten|machte|machten|hörte|\\w{3,}(?:chten|elte|erte|ierten?))';
const PARTICIPLE = '(?:\\w*ge\\w+(?:t|en)|(?:be|ver|er|zer|ent|miss)\\w{2,}(?:t|en)|\\w+iert|gewesen|worden)';
const BINDS = oneOf(
  `${MUST}|bitte|soll|sollen|sollt|brauchen?|brauchst|braucht|benötig\\w+|wird|werden|werde|darf|dürfen|${HABEN} (?:\\w+ ){0,6}zu|${SEIN} .{0,60} zu \\w+|zu \\w+en|erwart\\w+`,
);
const FEELING_END = '(?:gewesen|geworden)';
const GUESS =
  'vielleicht|möglicherweise|eventuell|womöglich|vermutlich|wahrscheinlich|wohl|angeblich|mal (?:sehen|schauen|gucken)|(?:ich|wir) (?:glaube|glauben|denke|denken|vermute|schätze|hoffe|hoffen|frage mich)|hoffentlich|irgendwann|könnte|könnten|dürfte|dürften|müsste|müssten|keine ahnung';
const DECIDED =
  '(?:beschlossen|entschieden|vereinbart|geeinigt|festgelegt|gewählt|abgestimmt|ausgemacht|abgemacht|verabredet|verständigt|ausgewählt|ausgesucht|genehmigt|verabschiedet|bestimmt)';
const WHO =
  '(?:wir|team|vorstand|gruppe|ausschuss|rat|gremium|leitung|geschäftsführung|firma|familie|abteilung|mannschaft|verein|eltern|mitglieder|partner|alle|beide|mehrheit|kund\\w+)';
const NOT_YET =
  '(?:nicht|nichts|noch|nie|niemand|keiner|kein\\w*|kaum|wenn|falls|ob|sobald|bis|bevor|als|nachdem|hatte|hatten|schwer|ehe)';
const COURTESY =
  '(?:sehr|schön|entschuldig\\w*|verzeih\\w*|nimm platz|nehmen sie platz|grüß\\w*|komm\\w* (?:rein|herein)|bedien\\w+|beachte\\w*, dass|sag\\w* (?:mir|ihr|ihm) )';

export const GERMAN: Grammar = {
  undone: anywhere(`\\?["”»“)]*$|\\b(?:${GUESS})(?!\\w)`, false),
  past: anywhere(`${PAST}|(?:${HABEN}|${SEIN})\\b.{0,90}\\b${PARTICIPLE}(?=[.,!;]|$| und)`),
  binds: anywhere(BINDS),
  idioms: [
    // No duty.
    `${MUST} (?:\\w+ ){0,6}?(?:nicht|nichts|kein\\w*|nie|niemand)|(?:nicht|nichts|kein\\w*|niemand) (?:\\w+ ){0,5}${MUST}|brauch\\w*(?: \\w+){0,4} (?:nicht|nichts|kein\\w*)|nicht (?:\\w+ )?(?:nötig|notwendig|erforderlich|verpflichtet|verpflichtend|zwingend)|keine pflicht`,
    // A guess.
    `${MUST}\\b.{0,70}\\b(?:${PARTICIPLE} (?:haben|sein)|${FEELING_END} sein|sein (?:wie|als))(?=[.,!]|$)`,
    `^(?:das|es|er|sie|da|dort|hier|du|ihr|die|der|dieser?|diese) ${MUST}(?! (?:bis|erst|noch|spätestens|sofort|immer|vorher|zuerst|unbedingt|jede\\w*|am)\\b)(?:(?! zu ).){1,60}(?<!\\bge\\w{2,}(?:t|en)|fertig|bereit|da|erledigt|abgeschlossen|dabei|pünktlich|anwesend|online) sein(?=[.,!]|$)`,
    `(?:er|sie|das|es) soll\\b.{0,60}\\b(?:sein|haben|geben)(?=[.,!]|$)`,
    // Turns of speech.
    `(?:ich|wir|man|du|das|so was|da) ${MUST} (?:\\w+ ){0,5}?(?:sagen|zugeben|gestehen|einräumen|lachen|weinen|schmunzeln|los|weg|gehen|aufhören|auflegen|gestehe|denken|staunen|enttäuschen|fragen|hinzufügen|betonen|lassen|vorstellen|gönnen|können|erzählen|danken|nachdenken|überlegen)|${MUST} (?:ich|man|wir|du) (?:\\w+ ){0,5}?(?:sagen|zugeben|gestehen|lachen|los|können|gönnen|lassen|vorstellen|denken|staunen)`,
    `${MUST} (?:\\w+ ){0,6}?(?:entscheiden|überlegen|klären, ob|abwarten|nachdenken)`,
    'was sein muss|muss sein(?=[.!]?$)|${PAST} lieber|man muss nur|man muss ja|da muss man|man weiß (?:ja )?nie|jetzt oder nie|(?:lieber|besser) spät als nie|nie im leben|sag niemals nie|nie und nimmer|so gut wie nie|fast nie|wie nie zuvor|nie (?:genug|zu spät|langweilig|leicht|einfach|wieder so)|noch nie|noch niemals|nie zuvor',
    `(?:${HABEN}|${SEIN}|${PAST})\\b[^,;:]{0,60}\\b(?:nie|niemals)(?=\\b[^,;:]{0,60}\\b(?:${PARTICIPLE}|dass)|[.!,]|$)|(?:nie|niemals) (?:\\w+ )?(?:${HABEN}|${SEIN}|${PAST})|(?:ich|er|sie|es|das) (?:\\w+ ){1,2}(?:nie|niemals)(?! wieder)`,
    `${PAST} (?:\\w+ ){0,3}(?:nie|niemals)`,
    `werde\\w* (?:\\w+ ){0,4}(?:nie|niemals) (?:\\w+ )?(?:vergessen|verstehen|glauben|lernen|begreifen|erfahren|wissen)`,
    `${NOT_YET}\\b[^,;:]{0,50}?\\b(?:${DECIDED}|entscheid\\w*|einig\\w*|entschlossen)|(?:war|waren|bin|ist) (?:\\w+ ){0,2}entschlossen|unentschieden`,
    `^(?:also |na |gut, |dann |okay, )?bis (?:dann|bald|später|gleich|nachher|dahin|demnächst|neulich)|(?:^|(?:tschüss|ciao|servus|ade|mach's gut|macht's gut|wiedersehen|danke), )(?:also |na |gut, |dann |okay, )?bis ${TIME}(?: dann| also)?(?=[,!.]|$)|von .{1,30}? bis .{1,20}|bis jetzt|bis heute(?! (?:abend|mittag|nachmittag|nacht))|bis gestern`,
    '(?:manche|einige|viele|andere|die einen|die meisten) (?:\\w+ ){0,3}(?:lieber|bevorzugen)|(?:möchte|würde) (?:\\w+ ){0,4}(?:sagen|danken|wissen|gehen|erwähnen|betonen|bedanken|anmerken|glauben|entschuldigen|hinweisen|gratulieren)',
    `bitte (?:${COURTESY})|(?:mach|macht|machen sie) (?:dir|euch|sich) keine`,
    '^lieber? (?=[^,!]{1,30}[,!]$)',
  ].map(whole),
  rules: [
    rules(
      'deadline',
      '\\w*frist|spätestens|deadline|stichtag|\\w*termin|\\w*schluss|fällig|innerhalb|binnen|läuft|laufen|ende[tn]|schließ',
      [
        '(spätestens|frist|deadline|stichtag|abgabetermin|abgabeschluss|anmeldeschluss|einsendeschluss|redaktionsschluss|bewerbungsschluss|meldeschluss|fällig)(?! verpasst)',
        `(innerhalb (?:von )?${NUMBER} (?:\\w+ )?${UNIT}|binnen ${NUMBER} (?:\\w+ )?${UNIT})`,
        `(?:läuft|laufen|endet|enden|schließt|schließen)\\b.{0,30}?((?:am|an|im|in|nächst\\w+|mit|zum) ${TIME})`,
      ],
      { notInStory: true },
    ),
    rules('deadline', 'bis ', [`(bis (?:spätestens |zum |zur |ende |mitte |anfang )*${TIME})`], {
      unless:
        'offen|geöffnet|auf hat|urlaub|krank|arbeite\\w*|dauert|dauern|schlafe\\w*|bleib\\w*|warte\\w*|feier\\w*|weg sein|verreist|dabei',
      notInStory: true,
    }),
    rules(
      'deadline',
      'vor ',
      [
        `(?:${MUST}|bitte|soll|sollen|brauch\\w*|benötig\\w*|erwarte\\w*|werde\\w*|wird|schick\\w*|liefer\\w*|send\\w*|geb\\w*|bekomm\\w*)\\b.{0,80}\\b(vor (?:dem |der )?${TIME})`,
        `(vor (?:dem |der )?${TIME})\\b.{0,80}\\b(?:${MUST}|bitte|schick\\w*|liefer\\w*|send\\w*|zu \\w+en)`,
      ],
      { notInStory: true },
    ),

    rules(
      'never',
      'n(?:ie|icht|ichts|iemals|iemand|iemandem|ur|irgends)\\b|kein\\w*|auf (?:gar )?kein|unter kein|in kein|ausgeschlossen|tabu|strengstens|\\w*verbot\\w*|untersagt|unzulässig|unerwünscht|d(?:ü|a)rf|weiger|lehn|finger|hände|vermeid|verzicht|lass|hör|grundsätzlich|prinzipiell|ausschließlich',
      [
        `(?:^|[,;:–-] ?|(?:bitte|und|aber|also) )((?:nie|niemals|nie wieder|auf keinen fall|keinesfalls|nicht|kein\\w*))(?= .{2,}\\w(?:en|ern|eln|tun|sein)(?: lassen)?[.!]?$)(?!.*\\b(?:${HABEN}|${SEIN}|${PAST}|wir|ich|er|es|man) )`,
        '(nur) (?:\\w+ ){1,4}(?:erlaubt|gestattet|zulässig)|(auf (?:gar )?keinen fall|unter keinen umständen|in keinem fall|keinesfalls|ausgeschlossen|tabu|strengstens untersagt)',
        '(?:ist|sind|bleibt|bleiben|wird|werden|strengstens|streng|hiermit|strikt|gilt)\\b.{0,50}?(verboten|untersagt|verbot|unzulässig)|^[^,]{1,40}(verboten|untersagt|unerwünscht)[.!]?$',
        '(?:nicht|nie|kein\\w*|niemandem)\\b.{0,40}?(erlaubt|gestattet|zulässig|geduldet|zugelassen|akzeptiert|in frage|infrage)',
        '(?:dürfen|darf|darfst|dürft)\\b.{0,70}?\\b(nicht|nie|niemals|kein\\w*|niemand\\w*|nirgends|nur|ausschließlich)|(niemand|keiner|nichts|kein \\w+|keine \\w+|nur \\w+(?: \\w+)?) (?:dürfen|darf)|(?:dürfen|darf) (niemals|nie)',
        '(?:soll|sollen|sollst|sollt)\\b.{0,50}?\\b(nicht|nie|niemals|kein\\w*)(?= )',
        '^(?!(?:ich|er|sie|es|das|die|der|man|wer|wir|so|da|dann) )\\w+(?:e|t|n|b|g|k|h|l|s|f|p|ß|d)? (?:sie |bitte |ihr |den |die |das |dein\\w* |mir |dich |dir |mich |es |ihn )*(nie|niemals|nie wieder|auf keinen fall)(?= )(?!.*\\b(?:war|hat|ist|gesehen)\\b)',
        'wir (?:\\w+ ){1,6}?(nie|niemals|grundsätzlich (?:nicht|kein\\w*|nie)|prinzipiell (?:nicht|kein\\w*)|auf keinen fall|unter keinen)',
        '(?:ich|wir) werden? (?:\\w+ ){0,5}?(nie|niemals|nicht) (?:\\w+ ){0,4}(?:unterschreiben|zulassen|akzeptieren|dulden|zustimmen|zahlen|bezahlen|annehmen|hinnehmen|verkaufen|weitergeben|mitmachen)|(?:ich|wir) (weigere mich|weigern uns|lehnen? \\w+ ab)',
        '(?:bitte|und) (nicht|kein\\w*|nie|niemals)(?= )|(bitte (?:\\w+ ){0,5}?(?:nicht|kein\\w*|nie|niemals))(?= )|^(?!(?:ich|er|sie|es|das|die|der|wir|man)\\b)\\w+(?:en|e|t)? (?:sie |bitte )(?:\\w+ ){0,6}?(nicht|nichts|kein\\w*|nie|niemals)(?= )',
        '^(keine?n?)(?! (?:ahnung|sorge|sorgen|angst|frage|zeit|eile|lust|problem|probleme|wunder|chance|thema|stress|panik|ding|mensch|idee|einer|er|es|bock|plan|grund|regen|schnee)\\b)(?= \\w+ (?:am|im|in|nach|vor|ohne|bei|beim|auf|während|für|zwischen|an|mit|mehr|unter|über|zu|zum)\\b)(?!.*\\b(?:ist|sind|war|waren|hat|haben|gibt|kommt|kam|geht|weiß)\\b)',
        '^(?!(?:die \\w+ (?:wird|werden|kann|können|ist|sind)|habe|hab|finde|kenne|weiß|glaube|denke|sehe|verstehe|brauche|werde|hätte|eine|keine|heute|viele|alle|diese|meine|deine|seine|ihre|unsere|leute|danke|bitte)\\b|\\w+te\\b)\\w+e (?:\\w+ ){0,2}?(kein\\w*|nicht|nichts)(?= )',
        '(?:sag|sagt|sagen|erzähl|erzählt|erzählen|gib|gebt|zeig|zeigt)(?:e|en sie)? (?:es |das |ihn |davon )?(niemandem|keinem)',
        '^(finger weg|hände weg|vermeide\\w*|verzichte\\w*|lass\\w* die finger|hör\\w* auf)(?= )',
      ],
    ),

    rules(
      'must',
      'm[uü](?:ss|ß)|zu |\\w+zu\\w+en|soll|\\w*pflicht|vorgeschrieben|vorschrift|erforderlich|zwingend|unbedingt|obligatorisch|ausnahmslos|ohne|unerlässlich|zuständig|verantwortlich|ab |von nun|fortan|mit sofort|immer|stets|jedes mal|zuerst|brauch|benötig|acht|stell|verg[ie]ss|denk|sorg|nicht verg|bitte|verspr|garantier',
      [
        `(${MUST})(?! (?:ich|wir|man|du|ihr)\\b.*\\?)`,
        `(?:${SEIN})\\b.{1,80}?\\b(zu \\w+en|\\w+zu\\w+en)(?=[.,!;]|$)(?!.*\\b(?:schön|schade|schwer|leicht|hoffen|befürchten|sehen|hören)\\b)`,
        `(?:hat|haben|habt|hast)\\b.{1,80}?\\b(zu (?!(?:tun|essen|trinken|lachen|bieten|sagen|erzählen)\\b)\\w+en|\\w{2,}zu\\w+en)(?=[.,!;]|$)(?!.*\\b(?:lust|zeit|spaß|angst|versucht|geschafft|vergessen|beschlossen|entschieden|angefangen|vor)\\b)`,
        '(?:soll|sollen|sollst|sollt)(?= )(?!.*\\b(?:nicht|nie|kein))|(?:jeder|alle|jede) .{0,40}(sollten?)(?= )',
        '(verpflichtet|verpflichtend|pflicht|vorgeschrieben|vorschrift|erforderlich|zwingend|unbedingt|obligatorisch|ausnahmslos|ohne ausnahme|unerlässlich|zuständig für|verantwortlich für)',
        '(ab sofort|von nun an|ab jetzt|fortan|mit sofortiger wirkung|ab (?:morgen|heute|montag|nächste[rm]? \\w+|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|dem \\w+)|ab (?=jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))(?=.*\\b(?:öffnet|öffnen|beginnt|schließt|läuft|laufen|geht|gehen|gilt|gelten|ist|sind|wird|werden|nur|alle|jede\\w*|macht|machen|kommt|kommen|bitte|immer)\\b)|(ab sofort|von nun an)',
        '(?:bitte|und|,) (immer|stets|jedes mal)(?= )|^(?:bitte )?(immer|stets)(?= .*en[.!]?$)(?!.*\\b(?:ich|wir|er|es|man|du|ihr)\\b)|^(?!(?:ich|er|sie|es|das|die|der|man|wir|so|da|dann|hier|wer|was|mir)\\b)\\w{2,}(?:e|t|en sie)? (?:\\w+ ){0,4}?(immer|stets|jedes mal|zuerst)(?= )(?!.*\\b(?:ist|sind|war|waren|hat|haben|hatte|wird|bin|noch|wieder)\\b)',
        '(?:jede\\w*|alle|sämtliche) .{0,40}?(brauch(?:t|en)|benötig(?:t|en))(?= )|(?:brauchst|braucht|brauchen) (?:du|ihr|sie) (?=ein|zwei|gültig|d)',
        '(achte(?:t|n sie)? (?:bitte )?(?:immer )?(?:darauf|auf)|stell(?:e|t|en sie)? (?:bitte )?sicher|vergiss (?:bitte )?nicht|vergesst nicht|vergessen sie (?:bitte )?nicht|denk(?:e|t|en sie)? (?:bitte )?(?:immer )?(?:daran|an)|sorg(?:e|t|en sie)? (?:bitte )?dafür|nicht vergessen)',
        '(bitte)(?= )(?! (?:nicht|kein\\w*|nie|niemals)\\b)|^\\w+(?:e|t|n|b|g|k|h|l|s|f|p|ß|d|en sie)? (?:\\w+ ){0,5}(bitte)(?= |[.!]|$)',
        '(versprochen|ich verspreche|wir versprechen|ich garantiere|wir garantieren)(?! (?:dir|ihnen|euch), (?:es|das))',
      ],
      { unless: '(?:ja|na|oh|ach) bitte' },
    ),

    rules(
      'decision',
      'beschl|entsch|vereinbar|einig|geeinigt|festgelegt|gewählt|wählt|abgestimmt|\\w*gemacht|verabredet|verständigt|ausge|genehmigt|verabschiedet|bestimmt|fix|besiegelt|endgültig|steht|fazit|es bleibt|wir|die (?:entsch|wahl)|hab|einigung|kompromiss|per mehr|einstimmig',
      [
        `${WHO}\\b.{0,90}\\b(${DECIDED})|(?:haben|hat) (?:wir|das team) .{0,80}(${DECIDED})|ich habe mich .{0,60}(entschieden)|ich habe (beschlossen|entschieden)`,
        '(?:ist|sind|steht|gilt|wurde|bleibt|damit|somit)\\b.{0,50}?(abgemacht|beschlossen|beschlossene sache|entschieden|vereinbart|ausgemacht|besiegelt|fix|festgelegt|endgültig|genehmigt)|(steht (?:jetzt |nun |damit |somit )?fest)',
        '^(?:okay, |ok, |gut, |also, |alles klar, )*(abgemacht|beschlossen|entschieden|entscheidung|vereinbart|ausgemacht|beschluss|fazit)(?=[:,.!–])|(sind uns einig)|(es bleibt (?:dabei|bei)|wir bleiben (?:dabei|bei)|die (?:entscheidung|wahl) (?:ist|fiel|lautet|steht))',
        `wir (einigten uns|entschieden uns|beschlossen|vereinbarten|wählten)|wir (bleiben (?:bei|beim)|nehmen|setzen(?=.{0,30} auf\\b)|wechseln(?=.{0,40} zu\\b)|gehen mit|steigen um|stellen um|wechseln zu|verwenden|streichen|verschieben|verzichten auf)(?! (?:an|teil|mal|uns|es|sie ernst)\\b)`,
        '(?:habe|hab) (mich (?:endlich )?festgelegt)|(?:einigung|kompromiss)\\b.{0,20}(erzielt|gefunden)|(einstimmig|per mehrheit)',
      ],
    ),

    rules(
      'preference',
      'lieb|bevorzug|am |präfer|favoris|zieh|hätte|möchte|würde|wünsch|fände|mir|uns|passt|gefällt|wär|nenn|wenn|falls|nach mög|möglichst|idealer|vorzugs|will|wollen',
      [
        '(?<!^)(lieber)(?! (?:gott|himmel|freund|kollege|herr|spät)\\b)(?= |[.,!]|$)|^(lieber)(?= (?:\\w+ )*(?:als|statt|ohne|mit|kurz)\\b)',
        '(bevorzug(?:e|en|t)|am liebsten|präferier\\w+|favorisier\\w+)|(?:ich|wir|er|sie) (?:\\w+ ){0,2}(zieh(?:e|en|t))\\b.{1,60}\\bvor[.!]?$',
        '(?:ich|wir|sie|er|kund\\w+) (hätte\\w* (?:\\w+ ){0,6}?gerne?|möchte\\w*|würde\\w* (?:\\w+ ){0,6}?(?:gerne?|vorziehen|bevorzugen)|wünsche\\w*|fände\\w*)|(?:hätte|würde|fände)n? (?:ich|wir)(?: \\w+){0,6}? (gern\\w*|besser|lieber)|(möchten?|wünschen?) (?:ich|wir)',
        '(?:mir|uns) (?:ist|wäre|wären|sind|passt|passen|gefällt|gefallen)\\b.{0,60}(wichtig|recht|lieb|besser|am besten|angenehmer)|(wäre (?:mir|uns)|passt (?:mir|uns)(?: am besten| besser| gut)|gefällt (?:mir|uns) (?:\\w+ ){0,5}?besser|(?:mir|uns) (?:\\w+ ){0,3}lieber)',
        '(nenn(?:e|t|en sie)? mich)(?= )|(wenn möglich|falls möglich|nach möglichkeit|möglichst|idealerweise|vorzugsweise)(?= )|ich (will|wollen) (?:keine?n?|nur|alle)(?= )|(?:wir|ich) (wollen|will)(?= .{0,50} haben[.!]?$)|(wollen|will) (?:wir|ich)(?= .{0,50} haben[.!]?$)|(am besten)(?= .*(?:[.!])$)',
      ],
    ),
    ...PLAIN_GERMAN,
  ],
};
