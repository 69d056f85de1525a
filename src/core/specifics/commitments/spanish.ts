import { anywhere, oneOf, rules, whole, type Grammar } from './grammar.ts';

const WEEKDAY = '(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)';
const MONTH = '(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)';
const TIME = oneOf(
  `(?:(?:el|la|los|las|del|de|este|esta|próximo|próxima|mismo|final|finales|fin|principios|mediados|primero) )*(?:${WEEKDAY}|${MONTH}|mañana|hoy|mediodía|medianoche|noche|semana|mes|trimestre|año|navidad|verano|invierno|otoño|primavera|comida|cena)(?: (?:por la|al|a las|que viene|próxim[oa]) ?\\w*)?`,
  `(?:el |la |las |día |del )*\\d{1,2}(?::\\d\\d| de ${MONTH}|[/.-]\\d{1,2}| horas|h)?|(?:las |la )(?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)|pasado mañana|\\d{4}`,
);
const NUMBER = '(?:\\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|treinta|los próximos \\w+)';
const UNIT = '(?:minutos?|horas?|días?|semanas?|mes|meses|años?)';
const DEBER = '(?:debo|debes|debe|debemos|debéis|deben|deberá|deberás|deberán|deberemos|deberéis)';
const TENER_QUE = '(?:tengo|tienes|tiene|tenemos|tenéis|tienen|tendré|tendrás|tendrá|tendremos|tendrán) que';
const HAY_QUE = '(?:hay|habrá) que';
const PAST_END =
  '(?:\\p{L}{2,}(?:é|ó|aste|iste|aron|ieron|amos ayer|aba|abas|aban|ábamos|ía|ías|ían|íamos)|fue|fueron|era|eran|estuvo|hizo|dijo|tuvo|tuve|vino|puso|pudo|quiso|hubo|había|habían)';
const NOT_PAST = '(?:de|se|será|estará|habrá|podrá|deberá|tendrá)';
const BINDS = oneOf(
  `${DEBER}|${TENER_QUE}|${HAY_QUE}|por favor|necesit\\w+|quier[oe]\\w*|entreg\\w+[aeo]s?|han? de|espero|\\p{L}+(?:ré|rás|rá|remos|rán)`,
);
const PARTICIPLE = '(?:\\p{L}+[ai]d[oa]s?|hecho|dicho|visto|puesto|escrito|abierto|vuelto|roto|muerto|sido)';
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
  undone: anywhere(`\\?["”»)]*[.!]?$|^[¡"«]*¿|(?<![\\p{L}])(?:${GUESS})(?![\\p{L}])`, false),
  past: anywhere(`(?<!(?:${NOT_PAST}) )${PAST_END}`),
  binds: anywhere(BINDS),
  idioms: [
    `no (?:me |te |se |nos |os )?(?:${TENER_QUE}|hace falta|es (?:necesario|obligatorio|preciso|imprescindible)|hay (?:por qué|necesidad|prisa)|necesit\\w+)|no hay que (?:preocuparse|olvidar que|ser|perder la)|no (?:hay|tiene\\w*) por qué`,
    `${DEBER} de|${DEBER} (?:de )?haber ${PARTICIPLE}|${TENER_QUE} haber ${PARTICIPLE}|(?<=^|[,;] )(?:ya |eso |esto |él |ella |me |te |le )?(?:debes?|deben|tienes? que|tienen que) (?:ser|estar|haber|costar|doler|pensar|saber|parecer|sentirse|hacer)(?! (?:listo|puntual|aquí|presente|entregad\\p{L}+|firmad\\p{L}+))`,
    `(?:${DEBER}|${TENER_QUE}|${HAY_QUE}) ${SAY}|hay que ver|(?:${TENER_QUE}|${DEBER}|${HAY_QUE}) (?:decidir|decidirnos|decidirse|pensarlo|elegir|ponerse de acuerdo)|no hay de qué`,
    'nunca se sabe|(?:más vale|mejor) tarde que nunca|nunca es tarde|ahora o nunca|casi nunca|nunca digas nunca|como nunca|más que nunca|nunca más (?:volv\\p{L}+|lo vi|supe)|nunca mejor dicho|nunca jamás en la vida|nunca está de más',
    `(?:nunca|jamás) (?:me |te |se |lo |la |le |nos |os |los |las )*(?:${HABER}|${PAST_END}|es|son|está|hay|falla|llueve|sabe\\w*|termina|parece|olvidaré|entenderé)|no ${HABER} (?:\\p{L}+ ){1,3}(?:nunca|jamás)|${HABER} (?:\\p{L}+ ){1,3}(?:nunca|jamás)`,
    'no (?:te|se|os) (?:preocupes?|preocupen|preocupéis|rindas|desanimes|pierdas|imaginas?|hagas? ilusiones)|no (?:sabes|tienes|quieres|puedes creer|eres|entiendes|vienes|dices|conoces|crees|estás|es|hay|pasa|importa|sé|he|hemos|ha|han|me|te pierdas|pares de)',
    `${NOT_YET}(?![\\p{L}])[^,;:]{0,40}?(?<![\\p{L}])(?:${DECIDED}|decid\\p{L}+|acord\\p{L}+|elegi\\p{L}+|opta\\p{L}+)`,
    '(?:^|¡)(?:bueno, |entonces, |pues, )?hasta (?:el |la |las )?\\p{L}+(?: que viene| próximo)?(?: entonces)?(?=[,!.]|$)|hasta (?:ahora|aquí|entonces|luego|pronto|la vista|siempre)|de \\p{L}+ a \\p{L}+',
    '(?:unos|otros|algunos|muchos|la mayoría|hay quien|pocos|ciertas personas|hay gente que)(?: \\p{L}+){0,3} prefieren?|me gustaría (?:decir|agradecer|saber|pensar|creer|felicitar|aclarar|conocer|viajar|ir|aprender|poder)',
    'por favor, (?:pasa|pase|siéntate|disculp\\p{L}+|perdon\\p{L}+)|por favor, (?:no te preocupes)',
  ].map(whole),
  rules: [
    ...rules(
      'deadline',
      [
        '(a más tardar|como muy tarde|como máximo (?:el|a|hasta)|fecha límite|plazo|vencimiento)(?! de la vida)',
        `((?:vence|vencen|caduca|caducan|expira|expiran|cierra|cierran|finaliza|termina|acaba)n? (?:el |este |la |en |a )?${TIME})(?<=(?:inscripci|matr|solicitud|plaz|ofert|period|votaci|registr|convocatori|reserv|vence|caduca|expira).*)`,
        `(antes de(?:l| la| las| los)? ?${TIME})`,
        `(dentro de ${NUMBER} ${UNIT}|en (?:un plazo|el plazo|menos) (?:máximo )?de ${NUMBER} ${UNIT}|en un máximo de ${NUMBER} ${UNIT})`,
        `(?:entreg\\w*|lista?o?s?|termin\\w+|acab\\w+|necesit\\w+|quiero|debe\\w*|tiene\\w* que|hay que|ten\\w+|envi\\w+|envía\\w*|mand\\w+|pag\\w+|hech[oa]s?)\\b.{0,70}?(?<![\\p{L}])(para (?:el |la |las |este |finales de )?${TIME})`,
        `(?:tien\\w+|tenemos|tenéis|hay|puede\\w*|acept\\w+|se admiten|válid\\p{L}+|inscripci\\p{L}+|plazo|solicitudes|entregar|enviar|pagar|devolver|apuntar\\p{L}*)(?![\\p{L}]).{0,60}?(hasta (?:el |la |las |este |finales de )?${TIME})`,
      ],
      null,
      'not in a story',
    ),

    ...rules('never', [
      '(?:^|[,;:¡] ?|por favor,? |y |pero )(nunca|jamás)(?= (?:me |te |se |lo |la |le |les |nos |los |las )*\\p{L}+(?:as|es|áis|éis|en|an|emos|amos|imos|ar|er|ir)(?![\\p{L}]))',
      '(?:^|[,;:¡] ?|por favor,? |y |pero )(no)(?= (?:me |te |se |lo |la |le |les |nos |los |las )*\\p{L}+(?:as|es|áis|éis)(?![\\p{L}]))(?! (?:eres|es|tienes|sabes|quieres|puedes|entiendes|antes|más|menos|después|todas|todos|nos|las|les|mes)(?![\\p{L}]))',
      '(?:^|[,;:¡] ?)(no)(?= (?:\\p{L}+ )?\\p{L}+(?:ar|er|ir)(?![\\p{L}]))(?! (?:ayer|por|saber|lugar|mejor|mujer))|por favor,? (?:\\p{L}+ ){0,2}?(no|nunca)(?= )|(no \\p{L}+(?:en|an|e|a) .{0,60}), por favor|(?:les|se|le) (?:ruega|pide|rogamos|pedimos) (no)(?= )',
      '(?:está|están|queda|quedan|estrictamente|totalmente|terminantemente|^|es)(?: \\p{L}+){0,3} ?(prohibid[oa]s?|vetad[oa]s?)|(prohibid[oa]) (?=\\p{L}+r(?![\\p{L}]))|(se prohíben?)',
      '(no se (?:permite|permiten|admite|admiten|acepta|aceptan|puede|pueden|debe|deben)|no est(?:á|án) permitid\\p{L}+|no (?:debo|debes|debe|debemos|debéis|deben|deberá|deberán)|no hay que)',
      '(no podrán?|nadie (?:puede|debe|podrá)|ningún \\p{L}+ (?:puede|debe)|ninguna \\p{L}+ (?:puede|debe)|solo (?:\\p{L}+ ){1,4}?(?:puede|pueden))|\\p{L}+s (no pueden)(?= (?:\\p{L}+)r(?![\\p{L}]))(?! (?:creer|imaginar|faltar|saber))',
      '(bajo ningún concepto|bajo ninguna circunstancia|en ningún caso|de ninguna manera|de ningún modo|en absoluto se|ni hablar de|en ningún momento)',
      '(?:^|[,;] )(?:me |nos )?(me niego a|nos negamos a|no (?:voy|vamos) a (?:firmar|aceptar|permitir|pagar|tolerar|vender)|no (?:acept|permit|toler|almacen|guard|compart|vend)(?:o|amos|emos|imos))(?![\\p{L}])',
      '^(evita|evite|evitad|eviten|evitar|deja de|dejen de|prohibición)(?= )|^(nada de)(?= (?!eso))',
      '(no \\p{L}+(?:amos|emos|imos) .{0,60}?(?:nunca|jamás|, punto|bajo))',
    ]),

    ...rules('must', [
      `(?<!(?:no|nunca|jamás|nadie|ni) (?:se )?)(${DEBER})(?= (?:\\p{L}+ )?\\p{L}+r(?:se|lo|la|los|las|le|les|nos|me|te)?(?![\\p{L}]))`,
      `(?<!(?:no|nunca|nada|ni) (?:se |me |te )?)(${TENER_QUE}|${HAY_QUE})`,
      '(?<!no )(han? de)(?= \\p{L}+r(?:se|lo|la)?(?![\\p{L}]))|(se (?:debe|deben|requiere|requieren|exige|exigen|ruega))(?= )',
      '(?<!no (?:es |son |era )?)((?:es|son|será|sigue siendo|resulta) (?:siempre |absolutamente )?(?:obligatori[oa]s?|necesari[oa]s?|imprescindibles?|precis[oa]|fundamental|indispensable)|obligad[oa]s? a|obligación|obligatoriamente|sin falta|sin excepción|sin excepciones)',
      '(?:^|[,;:¡] ?|por favor,? |y )(asegúrate|asegúrese|aseguraos|asegúrense|recuerda|recuerde|recuerden|recordad|no olvides|no olvide|no olviden|no olvidéis|procura|procure|ten en cuenta|verifica|comprueba)(?= )',
      '(?:^|[,;:] ?|por favor,? |y )(siempre)(?= \\p{L}+(?:ar|er|ir)(?:lo|la|se)?(?![\\p{L}]))|^\\p{L}+(?:a|e|ad|ed|id|en|an) (siempre)(?= )|^(siempre) \\p{L}+(?:a|e) (?:el|la|los|las|un|una|tu|su)(?= )',
      '(a partir de (?:ahora|hoy|mañana|este|la próxima|el|enero|septiembre)|de ahora en adelante|desde ahora|en adelante|con efecto inmediato|en todo momento)',
      '(?:cada|todo|toda|todos los|todas las) .{1,40}?(necesita|necesitan|requiere|requieren|lleva que)(?= )',
      '(por favor)(?=[, ])(?!,? (?:no|nunca)(?![\\p{L}]))|[^,]{4,}, (por favor)[.!]?$|(solo|únicamente) (?=.{1,40}(?:puede|pueden|podrá|podrán))',
      '(te prometo|os prometo|le prometo|prometo|prometemos|me comprometo a|nos comprometemos a|garantizamos)(?! que (?:es|era|fue))',
      '(?:encargad[oa]s? de|responsables? de)(?= )',
    ]),

    ...rules('decision', [
      `(?<!no (?:lo |la |se |nos )?)((?:he|hemos|ha|han|habéis) (?:\\p{L}+ )?${DECIDED})`,
      '(decidimos|acordamos|elegimos|optamos por|quedamos en|quedamos con|escogimos|resolvimos|votamos|aprobamos|pactamos|convenimos|nos decidimos por|nos decantamos por)',
      '(?:está|queda|quedan|ya está|es|son|están)(?: ya| todo)? (decidid[oa]s?|acordad[oa]s?|hecho|confirmad[oa]s?|cerrad[oa]s? el trato|definitiv[oa]s?|aprobad[oa]s?)|^(?:vale, |bueno, |bien, |entonces |de acuerdo, )*(decidido|acordado|trato hecho|hecho|decisión(?: final| tomada)?|de acuerdo|conclusión)(?=[:,.!])',
      '(nos quedamos con|me quedo con|vamos con|seguimos con|usaremos|utilizaremos|cambiaremos a|la decisión (?:es|está|final|fue)|la elección (?:es|fue|recayó)|por unanimidad|se (?:decidió|acordó|ha decidido|ha acordado|aprobó))',
      '(?:equipo|grupo|comité|consejo|junta|dirección|empresa|familia|todos)(?: \\p{L}+){0,3} (decidió|acordó|eligió|optó por|aprobó|votó)',
    ]),

    ...rules('preference', [
      '(prefiero|preferimos|prefiere|prefieren|preferiría|preferiríamos|preferiblemente|de preferencia|preferentemente)(?= |,|[.!]|$)',
      '(?<!no )((?:me|nos) (?:gusta|gustan|gustaría|gustarían|encantaría|viene|vienen|conviene|convienen|va|resulta|parece)(?: mucho)?(?: más| mejor| que)?)(?=.{0,80}(?<![\\p{L}])(?:más|mejor|que (?:me|nos|el|la|los|las|se|sea|sean|haya|tenga|todo|todos)|sin|con|un|una|recibir|tener))(?<=(?:gustaría|gustarían|encantaría|más|mejor|que|gusta|gustan|viene|vienen|va))(?!.*(?<![\\p{L}])(?:película|canción|cómo))',
      '(quisiera|quisiéramos|quiero que|queremos que|si es posible|si puede ser|a ser posible|lo ideal sería|idealmente|mejor (?:si|sin|con|en|por))(?= |,)',
      '(llámame|llámeme|llamadme|dime|díganme) (?=\\p{Lu})|(en lugar de|en vez de)(?=.*, por favor)',
    ]),
  ],
};
