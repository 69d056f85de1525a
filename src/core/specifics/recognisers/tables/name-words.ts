import type { Language } from '../../../words/language.ts';

/** Words that a sentence may begin with, and that are no names however they are written. */
const ENGLISH = `a an the this that these those my your his her its our their i you he she it we they me him us them who whom whose what which when where why how
one two three four five six seven eight nine ten both each every all any some no none nobody nothing everybody everyone everything somebody someone something anybody anyone anything another other others such same
and or but nor so yet for if unless because since while although though as than whether after before until once in on at by to from of off with without within about above across against along around behind below beneath beside between beyond down during except inside into like near onto outside over past per through throughout toward towards under up upon via
is are was were be been being am do does did done have has had having can could may might must shall should will would let lets let's don't doesn't didn't isn't aren't wasn't won't can't cannot couldn't wouldn't shouldn't haven't hasn't hadn't ain't
not never always often sometimes usually maybe perhaps probably please thanks thank hi hello hey dear yes yeah yep nope ok okay oh ah well sure sorry great good nice fine cool wow now then today tomorrow yesterday tonight here there also only just even still already again too very really quite rather almost first second third last next finally later soon ago meanwhile however therefore otherwise instead anyway actually basically honestly apparently according unfortunately
i'm i've i'll i'd you're you've you'll you'd he's she's it's we're we've we'll we'd they're they've they'll they'd that's there's here's what's who's where's how's
ask tell call ping email mail text send forward give show bring take get put make see meet run use try check open close click read write book buy pay add remove delete update upgrade install bump set go come look turn keep leave move start stop wait remind remember note help move bring switch deploy fix merge rebase push pull restart reboot contact visit transfer order deliver return change reach cc re fwd ps pps fyi tldr n.b guys folks team people everyone warning question answer reminder result error total subject summary status problem solution deadline address price happy merry year's bye goodbye woah whoa wow aww aw congrats congratulations yo anytime awesome glad dang anyways haha hahaha lol omg welcome enough hooray yay ugh hmm definitely absolutely totally exactly true wanna gonna gotta amazing count life nature new best home big old little last next other same more most many much few several half
support sales legal finance accounting payroll
mum mom dad mommy daddy grandma grandpa god sir madam ma'am`;

const GERMAN = `der die das den dem des ein eine einen einem einer eines kein keine mein meine meinen meinem meiner dein deine sein seine ihr ihre unser unsere euer ich du er sie es wir man wer was wann wo warum wie welche welcher welches dies diese dieser dieses jede jeder jedes alle alles viele nichts niemand jemand dutzend dutzende hundert hunderte tausend tausende million millionen milliarde milliarden und oder aber denn weil wenn als ob dass damit obwohl im in am an auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter vom von vor während wegen zu zum zur zwischen ist sind war waren wird werden hat haben hatte kann können muss müssen soll sollen will wollen darf ja nein nicht nie immer bitte danke hallo also dann jetzt ab firma kollege kollegin kunde kundin nachbar nachbarin bruder schwester mutter vater tochter sohn freund freundin kater katze hund hündin oma opa chef chefin heute morgen gestern übermorgen hier da dort noch schon nur auch sehr ende gib führ ruf schreib schick nimm stell bring komm geh mach lass unter gut guten liebe lieber`;

const SPANISH = `el la los las un una unos unas lo al del mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa eso esto aquel yo tú él ella nosotros ellos ellas usted ustedes quien quién que qué cual cuál cuando cuándo donde dónde como cómo porque y o pero ni si sí no nunca siempre también en con por para de desde hasta sobre entre sin tras según es son era está están hay ha han he hemos fue fueron ser estar tener tengo tiene vale gracias hola uno dos tres hoy mañana ayer cada todo todos toda todas nada nadie algo alguien muy más menos ya aún aquí allí envía manda llama escribe recuerda cuesta cuestan son faltan somos nos necesito necesitamos`;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s/u));
const english = setOf(ENGLISH);

export const NO_NAMES: Record<Language, ReadonlySet<string>> = {
  en: english,
  de: setOf(GERMAN),
  es: setOf(SPANISH),
  ja: english,
  zh: english,
};

/** Before a person's name. */
export const TITLES =
  '(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Doctor|Herrn?|Frau|Fräulein|Sra?|Srta|[Dd]on|[Dd]oña|[Ss]eñora?|Profesora?|Doctora?|Captain|Capt|Judge|Officer|Uncle|Aunt|Auntie|Onkel|Tante|Tío|Tía|Sir|Lady|Lord|Father|Sister|Coach|Chef|President|Senator|Nurse)';

/** After a company's name. */
export const LEGAL_FORMS =
  '(?:(?:Inc|Ltd|Corp|Co|Bros|S\\.A|S\\.L|S\\.r\\.l|B\\.V|e\\.V|K\\.K)(?!\\p{L})\\.?|LLC|LLP|PLC|plc|Pty|GmbH(?: & Co\\.? KG)?|AG|KG|OHG|UG|SE|eG|SL|SA|SRL|BV|NV|AB|Oy|ApS|A/S|KK)';

/** What people do, and things do not: who does it at the beginning of a sentence has a name. */
export const HUMAN_VERBS: Record<'en' | 'de' | 'es', string> = {
  en: `(?:says|said|thinks|thought|wants|wanted|asks|asked|tells|told|knows|knew|remembers|remembered|forgot|promised|promises|agreed|agrees|called|calls|wrote|writes|sent|moved|booked|paid|pays|lives|lived|works (?:with|for|at|from)|prefers|preferred|likes|liked|hates|loves|loved|offered|offers|suggested|suggests|believes|confirmed|confirms|mentioned|replied|answered|reviewed|approved|bought|sold|met|meets|visited|joined|quit|borrowed|invited|hopes|wishes|insists|recommended|recommends|volunteered|complained|speaks|cooks|teaches|studies|reported|reports|owes|owed|ordered|signed|brought|drove|flew|arrives|arrived|and (?:I|me)|is (?:from|allergic|on (?:vacation|leave|holiday)|sick|out|away|coming|bringing|watching|calling|asking|flying|driving|joining|handling|looking (?:at|into|after|for)|working (?:on|from)|\\d+(?=[,.]| and| years))|was (?:born|late|sick)|has (?:asked|said)|(?:(?:will|would|can|can't|won't|should|might|could|did|didn't|does|doesn't) (?:(?:not|also|still|only|probably|definitely) )?(?:practi[sc]e|cook|sign|confirm|travel|be (?:there|late|back|out|in|at)|come|call|send|bring|join|fly|drive|meet|pick|help|write|pay|ask|tell|visit|arrive|take|check|review|handle|do|talk|speak|decide|know|like|want|eat|drink|think|agree|care|attend|present|lead))|(?:refactored|merged|rebased|rewrote|reproduced|debugged|investigated|signs|owns|leads|maintains|approves|reviews|apologized|apologised|noticed|decided|chose|refused|admitted|explained|cried|laughed|smiled|thanked|painted|baked|graduated|retired|married|divorced)(?= (?!by(?!\\p{L}))\\p{L})|\\p{L}+ (?:her|his|me|us|him))`,
  de: `(?:sagt|sagte|meint|meinte|will|möchte|fragt|fragte|schreibt|schrieb|kommt|wohnt|arbeitet|hat|zahlt|kauft|bringt|weiß|braucht|heißt|mag|fährt)`,
  es: `(?:dice|dijo|quiere|vive|trabaja|pregunta|preguntó|llega|llegó|prefiere|compró|pagó|tiene|viene|vendrá|llamó|dejó|me|nos|le)`,
};

/** Words for relatives and friends, which stand before a name: mein Bruder Tom. */
export const KIN =
  '(?:Kolleg(?:e|en|in)|Nachbarn?|Nachbarin|Bruder|Schwester|Tochter|Sohn|Freund|Freundin|Kater|Katze|Hund|Hündin|Oma|Opa|Chefin|Chef)';

/** Adjectives of countries, feasts, and what is written with a capital without being anybody's name. */
export const CAPITAL_WORDS =
  /^(?:\p{L}{2,}(?:ish|ese)|French|German|Dutch|Greek|Swiss|Czech|Thai|American|European|Italian|Russian|Indian|Mexican|Brazilian|Canadian|Australian|African|Asian|Belgian|Norwegian|Austrian|Hungarian|Ukrainian|Korean|Christmas|Easter|Halloween|Thanksgiving|Ramadan|Hanukkah|Weihnachten|Ostern|Silvester|Pfingsten|Navidad|Internet|Web|Wi-?Fi|Bluetooth|Fahrenheit|Celsius|Kelvin|Christian|Muslim|Jewish|Earth)$/u;

/** Acronyms that name a sort of thing, and not one. */
export const ACRONYMS =
  /^(?:API|APIs|URL|URLs|CI|CD|PR|PRs|VAT|PDF|PDFs|CSV|JSON|HTML|CSS|SQL|HTTP|HTTPS|DNS|SSH|SSL|TLS|CPU|GPU|RAM|SSD|USB|UTC|FAQ|CEO|CTO|CFO|COO|HR|ID|IDs|UI|UX|QA|DB|VPN|SDK|IDE|OS|TV|PC|OK|ASAP|FYI|ETA|DIY|VIP|PIN|SIM|GPS|LED|NDA|KPI|KPIs|ROI|CRM|ERP|LLM|REST|XML|YAML|CLI|GDPR|GMT|CET|EST|PST|AM|PM|SMS|ATM|BBQ|DVD|CD|CV|PhD|MVP|SLA|SEO|SSO|TODO|NOT|ALL|AND|THE|YOU|MUST|NEVER|DO|NO|YES|IBAN|BIC|PLZ|LKW|PKW|AGB|UID|TLDR|IMO|LOL|OMG|WTF|BTW|RIP|DJ|MRI|PTO|WFH|EOD|COB|RSVP|B2B|SUV|AC|PO|TBD|TBA|OTP|MFA|NPM|XL|XS)$/u;

/** What stands before a number or a letter that names a thing: no name itself. */
export const NUMBERED =
  /^(?:Flat|Appendix|Annex|Exercise|Question|Lesson|Module|Paragraph|Attachment|Room|Gate|Seat|Flight|Chapter|Step|Page|Line|Level|Section|Part|Phase|Ticket|Order|Invoice|Version|Release|Port|Plan|Platform|Build|Day|Week|Option|Figure|Table|Item|Act|Zone|Suite|Unit|Floor|Zimmer|Gleis|Kapitel|Seite|Schritt|Raum|Stufe|Rechnung|Mahnung|Error|Status|HTTP|Issue|PR|Apartment|Exit|Header|Game|Round|Season|Episode|Book|Volume|Vol|Number|Team|Group|Class|Grade)$/u;

/** German nouns that stand without an article, in set terms or before what they measure. */
export const SET_NOUNS =
  /^(?:Ordnung|Hause?|Zukunft|Ruhe|Frage|Kraft|Sicht|Bezug|Zeit|Betrieb|Arbeit|Form|Rente|Urlaub|Panik|Eile|Not|Ende|Anfang|Mitte|Fuß|Milch|Zucker|Bedarf|Wunsch|Geld|Deutsch|Englisch|Bar|Rot|Stein|Holz|Kind|Strom|Gas|Summe|Gold|Haft|Ketten|Händen|Sicherheit|Gramm|Liter|Esslöffel|Teelöffel|Kilo|Stück|Glas|Tasse|Prozent|Euro|Lust|Angst|Hilfe|Probe|Scheiben|Stücke|Tränen|Schwung|Gefahr|Kürze|Folge|Teilen|Gedanken|Wahrheit|Versehen|Spaß|Liebe|Erfahrung|Regen|Schnee|Fall|Tag|Woche|Monat|Abend|Nacht|Flasche|Teller|Packung|Portion|Dose|Kiste|Menge|Sorte|Art|Paar|Bargeld|Karte|Rabatt)$/u;
