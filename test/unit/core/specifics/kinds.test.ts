import { describe, expect, it } from 'vitest';
import { findSpecifics } from '../../../../src/core/specifics/find-specifics.ts';
import { SPECIFIC_KINDS, type SpecificKind } from '../../../../src/core/specifics/specific.ts';
import type { Language } from '../../../../src/core/words/language.ts';

/** Each as `text → value`, or the text alone where that is its value. */
const said = (kind: SpecificKind, text: string, language: Language) =>
  findSpecifics(text, language)
    .filter((one) => one.kind === kind)
    .map(({ text, value }) => (text === value ? text : `${text} → ${value}`));

type Case = [Language, string, string[]];

const CASES: Record<SpecificKind, Case[]> = {
  number: [
    ['en', 'The ratio is at 1.9. We drink 8 cups a day.', ['1.9', '8']],
    ['en', '@@ -18,7 +18,7 @@ def total(items):', []],
    [
      'en',
      'Three hundred guests, 48 bottles and 1.5 million views.',
      ['Three hundred → 300', '48', '1.5 million → 1500000'],
    ],
    ['en', 'We need two dozen, chapter 4 says.', ['two dozen → 24', '4']],
    ['en', 'One of us is first, the 3rd 24/7, a couple of times.', []],
    ['de', 'Wir haben zwölf Stühle und 1.200 Gäste.', ['zwölf → 12', '1.200 → 1200']],
    ['de', 'Ein Dutzend Stühle, hundert Gäste und Tausende Sterne.', ['Ein Dutzend → 12', 'hundert → 100']],
    ['es', 'Hay treinta y cinco alumnos.', ['treinta y cinco → 35']],
    ['ja', '15人で行きます。', ['15']],
    ['zh', '我们有一百二十人，三心二意。', ['一百二十 → 120']],
  ],
  amount: [
    ['en', 'Sales are down from 41% a year ago, at $120 a year.', ['41% → 41 %', '$120 a year → 120 USD/year']],
    [
      'en',
      'It is $1,250.00 or €89 per night, 65k EUR at most.',
      ['$1,250.00 → 1250 USD', '€89 per night → 89 EUR/night', '65k EUR → 65000 EUR'],
    ],
    [
      'en',
      'Between 10 and 15k USD, 5–10% of that.',
      ['10 → 10000 USD', '15k USD → 15000 USD', '5 → 5 %', '10% → 10 %'],
    ],
    ['en', 'A litre, 3.5 km, -5 °C, 300 ms and 120 km/h.', ['A litre → 1 l', '3.5 km', '-5 °C', '300 ms', '120 km/h']],
    ['en', 'There is a ton of work, and 100m to go.', ['100m → 100 m']],
    [
      'de',
      'Die Miete beträgt 1.150,50 € pro Monat für 62 qm.',
      ['1.150,50 € pro Monat → 1150.5 EUR/month', '62 qm → 62 m²'],
    ],
    ['es', 'Pesa 3,5 kg, un 10 por ciento menos.', ['3,5 kg → 3.5 kg', '10 por ciento → 10 %']],
    ['ja', '3,500円で2キロです。', ['3,500円 → 3500 JPY', '2キロ → 2 kg']],
    ['zh', '房租4500元。', ['4500元 → 4500 CNY']],
  ],
  date: [
    [
      'de',
      'Am Mittwochabend und Freitagnachmittag.',
      ['Mittwochabend → relative:wed', 'Freitagnachmittag → relative:fri'],
    ],
    [
      'en',
      'she comes on the twentieth and leaves by the twenty-third, to the tenth floor',
      ['twentieth → ---20', 'twenty-third → ---23'],
    ],
    [
      'en',
      'On Sunday, 14 June 2026 or May 3rd, not in March.',
      ['Sunday, 14 June 2026 → 2026-06-14', 'May 3rd → --05-03', 'March → --03'],
    ],
    [
      'en',
      'On 3/14/2027, 14/3/2027, 2026-01-05 or in Q3 2025.',
      ['3/14/2027 → 2027-03-14', '14/3/2027 → 2027-03-14', '2026-01-05', 'Q3 2025 → 2025-Q3'],
    ],
    [
      'en',
      'Next Friday, tomorrow morning, in three weeks, by the 15th.',
      ['Next Friday → relative:fri+1', 'tomorrow → relative:+1d', 'in three weeks → relative:+21d', '15th → ---15'],
    ],
    ['en', 'May I march on? It was 4.17.21, sat there.', []],
    ['en', 'We did it in two days, from 12 to 14 June.', ['12 → --06-12', '14 June → --06-14']],
    [
      'de',
      'Am 7.6. oder Dienstag, nächste Woche, vor drei Tagen.',
      ['7.6. → --06-07', 'Dienstag → relative:tue', 'nächste Woche → relative:+1w', 'vor drei Tagen → relative:-3d'],
    ],
    [
      'es',
      'El 15 de marzo de 2026, mañana por la mañana.',
      ['15 de marzo de 2026 → 2026-03-15', 'mañana → relative:+1d'],
    ],
    [
      'ja',
      '来週の金曜日か3月12日、明日。',
      ['来週の金曜日 → relative:fri+1', '3月12日 → --03-12', '明日 → relative:+1d'],
    ],
    [
      'zh',
      '下周三或者2026年5月1日，后天。',
      ['下周三 → relative:wed+1', '2026年5月1日 → 2026-05-01', '后天 → relative:+2d'],
    ],
  ],
  time: [
    ['en', 'The ratio is at 1.9.', []],
    [
      'en',
      'At 14:30, 8:45 am, noon, quarter past six or half past seven in the evening.',
      [
        '14:30',
        '8:45 am → 08:45',
        'noon → 12:00',
        'quarter past six → 06:15',
        'half past seven in the evening → 19:30',
      ],
    ],
    [
      'en',
      'Between 3 and 5 pm, 23:30Z, 7 pm Berlin time.',
      ['3 → 15:00', '5 pm → 17:00', '23:30Z → 23:30 UTC', '7 pm Berlin time → 19:00 Europe/Berlin'],
    ],
    [
      'en',
      'An hour ago, and again in 20 minutes.',
      ['An hour ago → relative:-PT60M', 'in 20 minutes → relative:+PT20M'],
    ],
    [
      'de',
      'Um halb acht, 18 Uhr oder Viertel nach sieben.',
      ['halb acht → 07:30', '18 Uhr → 18:00', 'Viertel nach sieben → 07:15'],
    ],
    ['es', 'A las nueve y media o a las 8 de la tarde.', ['nueve y media → 09:30', '8 de la tarde → 20:00']],
    ['ja', '午後7時半に会いましょう。', ['午後7時半 → 19:30']],
    ['zh', '上午十点开会。', ['上午十点 → 10:00']],
  ],
  duration: [
    ['en', 'Two tablets a day for a week, and 3 tickets and an hour.', ['a week → P7D', 'an hour → PT60M']],
    [
      'en',
      '2h 15m, half an hour, two and a half hours, 90 seconds.',
      ['2h 15m → PT135M', 'half an hour → PT30M', 'two and a half hours → PT150M', '90 seconds → PT90S'],
    ],
    [
      'en',
      'It took 45 secs, 10 days or 3 years; wait a minute, what a day!',
      ['45 secs → PT45S', '10 days → P10D', '3 years → P36M'],
    ],
    ['de', 'Anderthalb Stunden, sechs Wochen.', ['Anderthalb Stunden → PT90M', 'sechs Wochen → P42D']],
    ['es', 'Dos semanas y media hora.', ['Dos semanas → P14D', 'media hora → PT30M']],
    ['ja', '2時間ぐらい、一週間。', ['2時間 → PT120M', '一週間 → P7D']],
    ['zh', '要三个月。', ['三个月 → P3M']],
  ],
  name: [
    [
      'de',
      'Herzlichen Glückwunsch und vielen Dank! Jeden Tag Sport, auf keinen Fall Schlager, am Mittwochabend bar mit Bargeld.',
      [],
    ],
    ['en', 'Priya refactored the parser. Ingrid signs off on it.', ['Priya → priya', 'Ingrid → ingrid']],
    ['ja', '猫のモモを動物病院に連れて行きます。', ['モモ']],
    [
      'en',
      "Ask Mrs. Patel's team at Bluebird Analytics Ltd in San Francisco.",
      ['Mrs. Patel → patel', 'Bluebird Analytics Ltd → bluebird analytics', 'San Francisco → san francisco'],
    ],
    [
      'en',
      'Kevin broke his arm. Rent went up. Will will come with @dana_w.',
      ['Kevin → kevin', 'Will → will', '@dana_w → dana_w'],
    ],
    [
      'en',
      'My iPhone 13 is at 48 Maple Street, New York.',
      ['iPhone 13 → iphone 13', '48 Maple Street → 48 maple street', 'New York → new york'],
    ],
    ['en', 'The API is up. Merry Christmas! Bye. Do you speak French?', []],
    ['de', 'Frau Dr. Weber aus Dresden hat keine Lust auf Regen.', ['Frau Dr. Weber → weber', 'Dresden → dresden']],
    ['es', 'Lucía vive en Sevilla.', ['Lucía → lucía', 'Sevilla → sevilla']],
    ['ja', '佐藤さんは渋谷駅にいます。', ['佐藤さん → 佐藤', '渋谷駅']],
    ['zh', '王经理在上海。', ['王经理 → 王', '上海']],
  ],
  link: [
    [
      'en',
      'See (https://Docs.example.com/guide/), or docs.example.com/v2/start.',
      ['https://Docs.example.com/guide/ → https://docs.example.com/guide', 'docs.example.com/v2/start'],
    ],
    ['ja', 'https://example.jp/aを見て。', ['https://example.jp/aを見て']],
  ],
  email: [
    ['en', 'Write to J.Doe+work@Mail.example.com.', ['J.Doe+work@Mail.example.com → j.doe+work@mail.example.com']],
  ],
  path: [
    [
      'en',
      'diff --git a/src/total.py b/src/total.py\n--- a/src/total.py\n+++ b/lib/new.py',
      ['src/total.py', 'lib/new.py'],
    ],
    [
      'en',
      'Look at src/lib/queue.ts:88, ~/notes.md, "C:\\Program Files\\a b.ini" and/or README.md.',
      ['src/lib/queue.ts:88', '~/notes.md', 'C:\\Program Files\\a b.ini', 'README.md'],
    ],
    ['ja', '設定は/etc/hostsに書いて。', ['/etc/hosts']],
  ],
  command: [
    [
      'en',
      'Run `npm ci --ignore-scripts`, then git checkout -b fix/login and tell me.',
      ['npm ci --ignore-scripts', 'git checkout -b fix/login'],
    ],
    ['en', "We go there often, dig deep, watch it, and make sure it's fine.", []],
  ],
  code: [
    [
      'en',
      'parseConfig throws TypeError, `getUser()` gives 404, LOG_LEVEL=debug.',
      ['parseConfig', 'TypeError', 'getUser', '404', 'LOG_LEVEL=debug'],
    ],
    [
      'en',
      'PATCH /users/:id with Content-Type, --verbose, exit code 1, ETIMEDOUT.',
      ['PATCH /users/:id', 'Content-Type', '--verbose', '1', 'ETIMEDOUT'],
    ],
    ['ja', 'user_nameが空だと500エラー。', ['user_name', '500']],
  ],
  id: [
    ['en', 'My number is 555-0142, or call 555-8841. Expect 200-300 people.', ['555-0142', '555-8841']],
    [
      'en',
      'OPS-3921, #482, a81f0de, 10.0.0.12, +44 20 7946 0958.',
      ['OPS-3921', '#482', 'a81f0de', '10.0.0.12', '+44 20 7946 0958'],
    ],
    [
      'en',
      'Flight LH 438, gate B22, room 4.12, seat 14F; the password is Sunny-Day-42.',
      ['LH 438', 'B22', '4.12', '14F', 'Sunny-Day-42'],
    ],
    ['de', 'Bestellung 48213, Kennzeichen B-MX 4207.', ['48213', 'B-MX 4207']],
  ],
  version: [
    [
      'en',
      'Python 3.11, v2.0.0-rc.1, and 3.9 no more; lodash to 4.17.21.',
      ['3.11', 'v2.0.0-rc.1 → 2.0.0-rc.1', '3.9', '4.17.21'],
    ],
    ['de', 'Das Update auf Version 3.2.', ['3.2']],
  ],
};

const KINDS = SPECIFIC_KINDS.map((kind): [SpecificKind, Case[]] => [kind, CASES[kind]]);

describe.each(KINDS)('%s', (kind, cases) => {
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(said(kind, text, language)).toEqual(expected);
  });
});
