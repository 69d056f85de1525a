import { expect, it } from 'vitest';
import { findSpecifics } from '../../../../src/core/specifics/find-specifics.ts';
import type { Language } from '../../../../src/core/words/language.ts';

const found = (language: Language, text: string) =>
  findSpecifics(text, language).map(
    ({ kind, text, value }) => `${kind}: ${text}${text === value ? '' : ` → ${value}`}`,
  );

const CASES: [kind: string, Language, text: string, found: string[]][] = [
  [
    'measures of a kitchen',
    'en',
    'A tablespoon of oil and 3 tsp salt.',
    ['amount: A tablespoon → 1 tbsp', 'amount: 3 tsp'],
  ],
  ['measures of a kitchen', 'de', 'Dazu 2 Esslöffel Essig.', ['amount: 2 Esslöffel → 2 tbsp']],
  [
    'measures of a laboratory',
    'en',
    'Dilute to 10 mM in 20 μL, that is 4.5 ng/µl at 532 nm.',
    ['amount: 10 mM', 'amount: 20 μL → 20 µl', 'amount: 4.5 ng/µl', 'amount: 532 nm'],
  ],
  [
    'half of a measure',
    'en',
    'Half a mile on, half a pound of tea.',
    ['amount: Half a mile → 0.5 mi', 'amount: half a pound → 0.5 lb'],
  ],
  ['half of a heap', 'en', 'Half a ton of work, a mile away from done.', []],
  [
    'rates in letters',
    'en',
    'It is £900 pcm or £210 pw, at 4 % p.a. since then.',
    ['amount: £900 pcm → 900 GBP/month', 'amount: £210 pw → 210 GBP/week', 'amount: 4 % p.a. → 4 %/year'],
  ],
  [
    'quarters of an hour',
    'en',
    'It takes three-quarters of an hour, so leave in a quarter of an hour.',
    ['duration: three-quarters of an hour → PT45M', 'time: in a quarter of an hour → relative:+PT15M'],
  ],
  ['quarters of an hour', 'de', 'Vor einer Viertelstunde.', ['time: Vor einer Viertelstunde → relative:-PT15M']],
  ['quarters of an hour', 'es', 'Dura tres cuartos de hora.', ['duration: tres cuartos de hora → PT45M']],
  ['other quarters', 'en', 'A quarter of the staff left at a quarter past two.', ['time: a quarter past two → 02:15']],
  [
    'a weekday with its day',
    'en',
    'On Monday, the 3rd or Friday 13th; Tuesday 12 people came.',
    ['date: Monday, the 3rd → ---03', 'date: Friday 13th → ---13', 'date: Tuesday → relative:tue', 'number: 12'],
  ],
  ['a weekday with its day', 'de', 'Am Freitag, den 15. geht es los.', ['date: Freitag, den 15. → ---15']],
  [
    'a weekday with its day',
    'es',
    'Es el viernes 15. El lunes 3 personas faltaron.',
    ['date: viernes 15 → ---15', 'date: lunes → relative:mon', 'number: 3'],
  ],
  [
    "weeks' time",
    'en',
    "In a week's time we know. He got three years' time.",
    ["date: In a week's time → relative:+7d", 'duration: three years → P36M'],
  ],
  ['a whole hour to one with minutes', 'en', 'Open from 9 to 17:30.', ['time: 9 → 09:00', 'time: 17:30']],
  ['a Spanish hour', 'es', 'Cierra a las 21 h, tras 12 h.', ['time: 21 h → 21:00', 'duration: 12 h → PT720M']],
  [
    'no years',
    'en',
    'Resize from 2048 to 4096, or from 1999 to 2003.',
    ['number: 2048', 'number: 4096', 'date: 1999', 'date: 2003'],
  ],
  [
    'no releases',
    'en',
    'It may go to 21 or be an edge 3 wide, on Go 1.22.',
    ['number: 21', 'number: 3', 'version: 1.22'],
  ],
  ['no list numeral', 'en', 'On day 3: rest. At 1:4.', ['number: 3', 'number: 4']],
  ['a list numeral', 'en', '3: rest', []],
  [
    'identifiers in a list',
    'en',
    'Seats 4A, 4B and 4C for order 44112 and 3 lamps.',
    ['id: 4A', 'id: 4B', 'id: 4C', 'id: 44112', 'number: 3'],
  ],
  ['identifiers in a list', 'de', 'Plätze 8A und 8B.', ['id: 8A', 'id: 8B']],
  [
    'as many as are looked back at',
    'en',
    'Order 4401, 4402, 4403, 4404, 4405, 4406.',
    [...Array.from({ length: 5 }, (_, at) => `id: ${at + 4401}`), 'number: 4406'],
  ],
  [
    'flights without the word',
    'en',
    'Take BA 286 or LX1806, 12 AA batteries.',
    ['id: BA 286', 'id: LX1806', 'number: 12'],
  ],
  ['no flight', 'en', 'The tour, TP 2024, was good.', ['number: 2024']],
  ['containers', 'de', 'Container TCLU 482910-7 und Paket JD000123.', ['id: TCLU 482910-7', 'id: JD000123']],
  ['extensions', 'en', 'Ext. 4417, an extension of 30 days.', ['id: 4417', 'duration: 30 days → P30D']],
  [
    'settings',
    'en',
    'Use maxRetries=5, bShowMap and app.mode=dev with iCloudDrive.',
    ['code: maxRetries=5', 'code: bShowMap', 'code: app.mode=dev', 'name: iCloudDrive → iclouddrive'],
  ],
  ['answers', 'en', 'It is returning 404, returning 200 books.', ['code: 404', 'number: 200']],
  [
    'images of a registry',
    'en',
    'Push ghcr.io/acme/shop:1.4.0, see example.org/wiki/Foo:Bar.',
    ['code: ghcr.io/acme/shop:1.4.0', 'link: example.org/wiki/Foo:Bar'],
  ],
  [
    'folders with spaces',
    'en',
    'It is in Games\\My Saves\\1.zip, copy C:\\temp and docs\\x.txt.',
    ['path: Games\\My Saves\\1.zip', 'path: C:\\temp', 'path: docs\\x.txt'],
  ],
  ['scripts', 'en', 'Run ./build.sh -v again; backup.py is old.', ['command: ./build.sh -v', 'path: backup.py']],
  ['a command after one that is none', 'en', 'I find that git pull --rebase works.', ['command: git pull --rebase']],
  ['a release is no argument', 'en', 'It wants python 3.12 here.', ['version: 3.12']],
  ['the polite pronoun', 'de', 'Schreiben Sie Anna Weber. Können Sie das?', ['name: Anna Weber → anna weber']],
  ['the polite pronoun', 'de', 'Dort hat Jens Ihnen geantwortet.', []],
  ['towns', 'de', 'Wir fahren über Wilhelmshaven, mit Häfen und von Haufen.', ['name: Wilhelmshaven → wilhelmshaven']],
  [
    'names before what they do',
    'en',
    'Nadia is working on it. Olga can also sign.',
    ['name: Nadia → nadia', 'name: Olga → olga'],
  ],
  ['no names', 'en', 'Support is looking into it. Dinner is cooking, in Celsius. My Flat 3B.', ['id: 3B']],
  [
    'models',
    'en',
    'A Garmin Forerunner 255 and my RTX 3070; I paid Anna 300 for the Room 212, the Paris 2024 games.',
    [
      'name: Garmin Forerunner 255 → garmin forerunner 255',
      'name: RTX 3070 → rtx 3070',
      'name: Anna → anna',
      'number: 300',
      'id: 212',
      'name: Paris → paris',
      'number: 2024',
    ],
  ],
  ['cards', 'en', 'A card ending in 8841, the period ending in 2019.', ['id: 8841', 'date: 2019']],
  ['how often', 'en', 'How many days a week? It takes a week.', ['duration: a week → P7D']],
  [
    'what is from a firm',
    'de',
    'Das Angebot von Spedition Harms, nicht von Otto von Bismarck.',
    ['name: Spedition Harms → spedition harms', 'name: Otto von Bismarck → otto von bismarck'],
  ],
  ['labels', 'en', 'Restore snap-20240117 of nas-02, buy omega-3.', ['id: snap-20240117', 'id: nas-02', 'number: 3']],
  ['a command before what it does', 'en', 'What does df -h /mnt say?', ['command: df -h /mnt']],
  [
    'two ends after a preposition',
    'en',
    'See it after 3 and 5 months, at 3 and 5 pm, at 9 and with 12 kg.',
    [
      'duration: 3 → P3M',
      'duration: 5 months → P5M',
      'time: 3 → 15:00',
      'time: 5 pm → 17:00',
      'time: 9 → 09:00',
      'amount: 12 kg',
    ],
  ],
  [
    'a Spanish and',
    'es',
    'Somos tres y tú, desde hoy 3 años y medio.',
    ['number: tres → 3', 'date: hoy → relative:+0d', 'duration: 3 años y medio → P42M'],
  ],
  [
    'numbers by compounds',
    'de',
    'Die Auftragsnummer ist die 26-0419, Seriennummer KX99812.',
    ['id: 26-0419', 'id: KX99812'],
  ],
  ['a town with its postcode', 'en', 'In Leeds LS1 4QT.', ['name: Leeds → leeds', 'id: LS1 4QT']],
  [
    'what has a release',
    'en',
    'Audacity 3.6.4 crashes. Use 3.4.5 on host 10.0.4.17.',
    ['name: Audacity → audacity', 'version: 3.6.4', 'version: 3.4.5', 'id: 10.0.4.17'],
  ],
  ['nouns at a beginning', 'de', 'Scheiben und Beläge fehlen. Anna und Beate auch.', ['name: Anna → anna']],
  ['acronyms', 'en', 'We saw VLC 3.0.20 via SAP.', ['name: VLC → vlc', 'version: 3.0.20', 'name: SAP → sap']],
];

it.each(CASES)('%s (%s): %s', (_kind, language, text, expected) => {
  expect(found(language, text)).toEqual(expected);
});
