import { anywhere, oneOf, rules, whole, type Grammar } from './grammar.ts';
import { PLAIN_SPANISH } from './plain.ts';
import { SPANISH_TIME as TIME } from './times.ts';

const NUMBER = '(?:\\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|treinta|los próximos \\w+)';
const UNIT = '(?:minutos?|horas?|días?|semanas?|mes|meses|años?)';
const DEBER = '(?:debo|debes|debe|debemos|debéis|deben|deberá|deberás|deberán|deberemos|deberéis)';
const TENER_QUE = '(?:tengo|tienes|tiene|tenemos|tenéis|tienen|tendré|tendrás|tendrá|tendremos|tendrán) que';
const HAY_QUE = '(?:hay|habrá) que';
const PAST_END =
  '(?:\\w{2,}(?:é|ó|aste|iste|aron|ieron|amos ayer|(?<!\\bac)aba|abas|(?<!\\bac)aban|ábamos|ías|ían|íamos)|fue|fueron|era|eran|estuvo|hizo|dijo|tuvo|tuve|vino|puso|pudo|quiso|hubo|había|tenía|quería|podía|debía|sabía|hacía|decía|vivía|parecía|habían)';
const NOT_PAST = '(?:de|se|será|estará|habrá|podrá|deberá|tendrá)';
const BINDS = oneOf(
  `${DEBER}|${TENER_QUE}|${HAY_QUE}|por favor|necesit\\w+|quier[oe]\\w*|entreg\\w+[aeo]s?|han? de|espero|\\w+(?:ré|rás|rá|remos|rán)`,
);
const PARTICIPLE = '(?:\\w+[ai]d[oa]s?|hecho|dicho|visto|puesto|escrito|abierto|vuelto|roto|muerto|sido)';
const HABER = '(?:he|has|ha|hemos|habéis|han|había|habían|habíamos)';
const SAY =
  '(?:decir|reconocer|admitir|confesar|agradecer|reír|reírme|reírse|irme|irnos|irse|marcharme|colgar|ver|felicitar|pedir perdón|pensar|dejarte|contar|añadir|subrayar|insistir)';
const GUESS =
  'quizás?|tal vez|a lo mejor|igual|posiblemente|probablemente|seguramente|supongo|creo|imagino|ojalá|puede que|podría\\w*|a ver|ya veremos|algún día|no sé|debería(?:mos|s|n|is)?|habría que';
const DECIDED =
  '(?:decidido|acordado|elegido|optado|resuelto|quedado|escogido|aprobado|pactado|convenido|votado|fijado|seleccionado|confirmado)';
const NOT_YET =
  '(?:no|nada|nadie|nunca|aún|todavía|sin|por|si|cuando|hasta que|antes de|había|habíamos|habían|mientras|apenas|difícil)';

export const SPANISH: Grammar = {
  undone: anywhere(`\\?["”»)]*[.!]?$|^[¡"«]*¿|\\b(?:${GUESS})(?!\\w)`, false),
  past: anywhere(`(?<!(?:${NOT_PAST}) )${PAST_END}`),
  binds: anywhere(BINDS),
  idioms: [
    `(?:nadie|ninguno|ninguna|lo que) (?:${TENER_QUE}|necesita)`,
    `no (?:me |te |se |nos |os )?(?:${TENER_QUE}|hace falta|es (?:necesario|obligatorio|preciso|imprescindible)|hay (?:por qué|necesidad|prisa)|necesit\\w+)|no hay que (?:preocuparse|olvidar que|ser|perder la)|no (?:hay|tiene\\w*) por qué`,
    `${DEBER} de|${DEBER} (?:de )?haber ${PARTICIPLE}|${TENER_QUE} haber ${PARTICIPLE}|(?<=^|[,;] )(?:ya |eso |esto |él |ella |me |te |le )?(?:debes?|deben|tienes? que|tienen que) (?:ser|estar|haber|costar|doler|pensar|saber|parecer|sentirse|hacer)(?! (?:listo|puntual|aquí|presente|entregad\\w+|firmad\\w+))`,
    `(?:${DEBER}|${TENER_QUE}|${HAY_QUE}) ${SAY}|hay que ver|(?:tienes|tenéis) que (?:probar|ver|oír|venir|leer|conocer)|(?:${TENER_QUE}|${DEBER}|${HAY_QUE}) (?:decidir|decidirnos|decidirse|pensarlo|elegir|ponerse de acuerdo)|no hay de qué`,
    'nunca se sabe|(?:más vale|mejor) tarde que nunca|nunca es tarde|ahora o nunca|casi nunca|nunca digas nunca|como nunca|más que nunca|nunca más (?:volv\\w+|lo vi|supe)|nunca mejor dicho|nunca jamás en la vida|nunca está de más',
    `(?:nunca|jamás) (?:me |te |se |lo |la |le |nos |os |los |las )*(?:${HABER}|${PAST_END}|es|son|está|hay|falla|llueve|sabe\\w*|termina|parece|olvidaré|entenderé)|no ${HABER} (?:\\w+ ){1,3}(?:nunca|jamás)|${HABER} (?:\\w+ ){1,3}(?:nunca|jamás)`,
    'no (?:te|se|os) (?:preocupes?|preocupen|preocupéis|rindas|desanimes|pierdas|imaginas?|hagas? ilusiones)|no puede ser|no (?:sabes|tienes|quieres|puedes creer|eres|entiendes|vienes|dices|conoces|crees|estás|es|hay|pasa|importa|sé|he|hemos|ha|han|me|te pierdas|pares de)',
    `${NOT_YET}(?!\\w)[^,;:]{0,40}?\\b(?:${DECIDED}|decid\\w+|acord\\w+|elegi\\w+|opta\\w+)`,
    '(?:^|¡)(?:bueno, |entonces, |pues, )?hasta (?:el |la |las )?\\w+(?: que viene| próximo)?(?: entonces)?(?=[,!.]|$)|hasta (?:ahora|aquí|entonces|luego|pronto|la vista|siempre)|de \\w+ a \\w+',
    '(?:unos|otros|algunos|muchos|la mayoría|hay quien|pocos|ciertas personas|hay gente que)(?: \\w+){0,3} prefieren?|me gustaría (?:decir|agradecer|saber|pensar|creer|felicitar|aclarar|conocer|viajar|ir|aprender|poder)',
    'por favor, (?:pasa|pase|siéntate|disculp\\w+|perdon\\w+)|por favor, (?:no te preocupes)',
  ].map(whole),
  rules: [
    rules(
      'deadline',
      'a más|como m|fecha|plazo|vence|caduc|expira|cierra|finaliza|termina|acaba|antes|dentro|en |para |hasta',
      [
        '(a más tardar|como muy tarde|como máximo (?:el|a|hasta)|fecha límite|plazo|vencimiento)(?! de la vida)',
        `((?:vence|vencen|caduca|caducan|expira|expiran|cierra|cierran|finaliza|termina|acaba)n? (?:el |este |la |en |a )?${TIME})(?<=(?:inscripci|matr|solicitud|plaz|ofert|period|votaci|registr|convocatori|reserv|vence|caduca|expira).*)`,
        `(antes de(?:l| la| las| los)? ?${TIME})`,
        `(dentro de ${NUMBER} ${UNIT}|en (?:un plazo|el plazo|menos) (?:máximo )?de ${NUMBER} ${UNIT}|en un máximo de ${NUMBER} ${UNIT})`,
        `(?:entreg\\w*|lista?o?s?|termin\\w+|acab\\w+|necesit\\w+|quiero|debe\\w*|tiene\\w* que|hay que|ten\\w+|envi\\w+|envía\\w*|mand\\w+|pag\\w+|hech[oa]s?)\\b.{0,70}?\\b(para (?:el |la |las |este |finales de )?${TIME})`,
        `(?:tien\\w+|tenemos|tenéis|hay|puede\\w*|acept\\w+|se admiten|válid\\w+|inscripci\\w+|plazo|solicitudes|entregar|enviar|pagar|devolver|apuntar\\w*)(?!\\w).{0,60}?(hasta (?:el |la |las |este |finales de )?${TIME})`,
      ],
      { notInStory: true },
    ),

    rules(
      'never',
      'n(?:unca|o|adie|ingún|inguna|i|os)\\b|jamás|prohib|vetad|se proh|solo|bajo|en |de ning|evit|deja|dejen|nada|me niego|por favor|está|prohibición',
      [
        '(?:^|[,;:¡] ?|por favor,? |y |pero )(nunca|jamás)(?= (?:me |te |se |lo |la |le |les |nos |los |las )*\\w+(?:as|es|áis|éis|en|an|emos|amos|imos|ar|er|ir)(?!\\w))',
        '(?:^|[,;:¡] ?|por favor,? |y |pero )(no)(?= (?:me |te |se |lo |la |le |les |nos |los |las )*\\w+(?:as|es|áis|éis)(?!\\w))(?! (?:eres|es|tienes|sabes|quieres|puedes|entiendes|antes|más|menos|después|todas|todos|nos|las|les|mes)(?!\\w))',
        '(?:^|[,;:¡] ?)(no)(?= (?:\\w+ )?\\w+(?:ar|er|ir)(?!\\w))(?! (?:ayer|por|saber|lugar|mejor|mujer))|por favor,? (?:\\w+ ){0,2}?(no|nunca)(?= )|(no \\w+(?:en|an|e|a) .{0,60}), por favor|(?:les|se|le) (?:ruega|pide|rogamos|pedimos) (no)(?= )',
        '(?:está|están|queda|quedan|estrictamente|totalmente|terminantemente|^|es)(?: \\w+){0,3} ?(prohibid[oa]s?|vetad[oa]s?)|(prohibid[oa]) (?=\\w+r(?!\\w))|(se prohíben?)',
        '(no se (?:permite|permiten|admite|admiten|acepta|aceptan|puede|pueden|debe|deben)|no est(?:á|án) permitid\\w+|no (?:debo|debes|debe|debemos|debéis|deben|deberá|deberán)|no hay que)',
        '(no podrán?|nadie (?:puede|debe|podrá)|ningún \\w+ (?:puede|debe)|ninguna \\w+ (?:puede|debe)|solo (?:\\w+ ){1,4}?(?:puede|pueden))|\\w+s (no pueden)(?= (?:\\w+)r(?!\\w))(?! (?:creer|imaginar|faltar|saber))',
        '(bajo ningún concepto|bajo ninguna circunstancia|en ningún caso|de ninguna manera|de ningún modo|en absoluto se|ni hablar de|en ningún momento)',
        '(?:^|[,;] )(?:me |nos )?(me niego a|nos negamos a|no (?:voy|vamos) a (?:firmar|aceptar|permitir|pagar|tolerar|vender)|no (?:acept|permit|toler|almacen|guard|compart|vend)(?:o|amos|emos|imos))(?!\\w)',
        '^(evita|evite|evitad|eviten|evitar|deja de|dejen de|prohibición)(?= )|^(nada de)(?= (?!eso))',
        '(no \\w+(?:amos|emos|imos) .{0,60}?(?:nunca|jamás|, punto|bajo))',
      ],
    ),

    rules(
      'must',
      'deb|t(?:en|ien|eng)\\w* que|tendr|hay que|habrá|han? de|se |es |son |será|sigue|resulta|obliga|sin |aseg|recuerd|recordad|no olv|procur|ten |verific|comprueb|siempre|a partir|de ahora|desde |en |con efecto|cada|tod|por favor|solo|únicamente|te prom|os prom|le prom|prom|me compr|nos compr|garant|encargad|responsab',
      [
        `(?<!(?:no|nunca|jamás|nadie|ni) (?:se )?)(${DEBER})(?= (?:\\w+ )?\\w+r(?:se|lo|la|los|las|le|les|nos|me|te)?(?!\\w))`,
        `(?<!(?:no|nunca|nada|ni) (?:se |me |te )?)(${TENER_QUE}|${HAY_QUE})`,
        '(?<!no )(han? de)(?= \\w+r(?:se|lo|la)?(?!\\w))|(se (?:debe|deben|requiere|requieren|exige|exigen|ruega))(?= )',
        '(?<!no (?:es |son |era )?)((?:es|son|será|sigue siendo|resulta) (?:siempre |absolutamente )?(?:obligatori[oa]s?|necesari[oa]s?|imprescindibles?|precis[oa]|fundamental|indispensable)|obligad[oa]s? a|obligación|obligatoriamente|sin falta|sin excepción|sin excepciones)',
        '(?:^|[,;:¡] ?|por favor,? |y )(asegúrate|asegúrese|aseguraos|asegúrense|recuerda|recuerde|recuerden|recordad|no olvides|no olvide|no olviden|no olvidéis|procura|procure|ten en cuenta|verifica|comprueba)(?= )',
        '(?:^|[,;:] ?|por favor,? |y )(siempre)(?= \\w+(?:ar|er|ir)(?:lo|la|se)?(?!\\w))|^\\w+(?:a|e|ad|ed|id|en|an) (siempre)(?= )|^(siempre) \\w+(?:a|e) (?:el|la|los|las|un|una|tu|su)(?= )',
        '(a partir de(?:l (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|\\d+)| (?:ahora|hoy|mañana|este|la próxima|el|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))|de ahora en adelante|desde ahora|desde (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|mañana|el lunes)(?=.*\\b(?:solo|únicamente|siempre|todos|todas|hay|se (?:envían|paga|pagan|usa|usan|hace|hacen))(?!\\w))|en adelante|con efecto inmediato|en todo momento)',
        '(?:cada|todo|toda|todos los|todas las) .{1,40}?(necesita|necesitan|requiere|requieren|lleva que)(?= )',
        '(por favor)(?=[, ])(?!,? (?:no|nunca)(?!\\w))|[^,]{4,}, (por favor)[.!]?$|(solo|únicamente) (?=.{1,40}(?:puede|pueden|podrá|podrán))',
        '(te prometo|os prometo|le prometo|prometo|prometemos|me comprometo a|nos comprometemos a|garantizamos)(?! que (?:es|era|fue))',
        '(?:encargad[oa]s? de|responsables? de)(?= )',
      ],
    ),

    rules(
      'decision',
      'h[ea]\\b|hemos|han|habéis|decid|acord|eleg|optamos|quedamos|escog|resolv|votamos|aprob|pactamos|conven|nos |está|queda|es |son |ya |hecho|decisión|de acuerdo|conclus|trato|me quedo|vamos|seguimos|us|utiliz|cambiar|la |estamos|por unan|se |equipo|grupo|comit|consejo|junta|direc|empresa|familia|todos',
      [
        `(?<!no (?:lo |la |se |nos )?)((?:he|hemos|ha|han|habéis) (?:\\w+ )?${DECIDED})`,
        '(estamos de acuerdo(?=:|, | en )|decidimos|acordamos|elegimos|optamos por|quedamos en|quedamos con|escogimos|resolvimos|votamos|aprobamos|pactamos|convenimos|nos decidimos por|nos decantamos por)',
        '(?:está|queda|quedan|ya está|es|son|están)(?: ya| todo)? (decidid[oa]s?|acordad[oa]s?|hecho|confirmad[oa]s?|cerrad[oa]s? el trato|definitiv[oa]s?|aprobad[oa]s?)|^(?:vale, |bueno, |bien, |entonces |de acuerdo, )*(decidido|acordado|trato hecho|hecho|decisión(?: final| tomada)?|conclusión)(?=[:,.!])|^(?:vale, |bueno, |bien, )*(de acuerdo)(?=:|, (?:entonces|pues|nos|vamos|quedamos|l[oa]s? dejamos|\\w*[aei]remos)(?!\\w))',
        '(nos quedamos con|me quedo con|vamos con|seguimos con|usaremos|utilizaremos|cambiaremos a|la decisión (?:es|está|final|fue)|la elección (?:es|fue|recayó)|por unanimidad|se (?:decidió|acordó|ha decidido|ha acordado|aprobó))',
        '(?:equipo|grupo|comité|consejo|junta|dirección|empresa|familia|todos)(?: \\w+){0,3} (decidió|acordó|eligió|optó por|aprobó|votó)',
      ],
    ),

    rules(
      'preference',
      'prefer|prefier|de pref|me |nos |quisi|quiero|queremos|si |a ser|lo ideal|idealmente|mejor|es mejor|sería|llám|llama|en lugar|en vez',
      [
        '(prefiero|preferimos|prefiere|prefieren|preferiría|preferiríamos|preferiblemente|de preferencia|preferentemente)(?= |,|[.!]|$)',
        '(?<!no )((?:me|nos) (?:gusta|gustan|gustaría|gustarían|encantaría|viene|vienen|conviene|convienen|va|resulta|parece)(?: mucho)?(?: más| mejor| que)?)(?=.{0,80}\\b(?:más|mejor|que (?:me|nos|el|la|los|las|se|sea|sean|haya|tenga|todo|todos)|sin|con|un|una|recibir|tener))(?<=(?:gustaría|gustarían|encantaría|más|mejor|que|gusta|gustan|viene|vienen|va))(?!.*\\b(?:película|canción|cómo))',
        '(es mejor (?:que|si)|sería mejor|quisiera|quisiéramos|quiero que|queremos que|(?:quiero|queremos)(?= (?:el|la|los|las|un|una|todo|todos|nuestro|nuestra)\\b)|si es posible|si puede ser|a ser posible|lo ideal sería|idealmente|mejor (?:si|sin|con|en|por))(?= |,)',
        '(llámame|llámeme|llamadme)(?! (?:cuando|si|al|a|por|mañana|hoy|luego|antes|después|en|el)\\b)(?= )|(en lugar de|en vez de)(?=.*, por favor)',
      ],
    ),
    ...PLAIN_SPANISH,
  ],
};
