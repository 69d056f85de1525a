import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../src/core/slices.ts';
import { matchStatements, type PairKind, type StatementPair } from '../../../../src/core/versions/match.ts';

const match = (before: string[], after: string[]) => finish(matchStatements(before, after));
const told = (before: string[], after: string[]) =>
  match(before, after).map((pair): [string, PairKind, string] => [
    before[pair.before] ?? '?',
    pair.kind,
    after[pair.after] ?? '?',
  ]);

/** Statements that share words, numbers and scripts. */
const WORDS =
  'Priya owns the stock sync service never 14 15 October Kaution Wohnung Kündigung reunión 面接は 5月12日 退職'.split(
    ' ',
  );
const statement = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 7 }).map((words) => words.join(' '));
const version = fc.array(statement, { maxLength: 12 });
const mirrored = (pairs: StatementPair[]) =>
  pairs
    .map(({ before, after, ...rest }) => ({ before: after, after: before, ...rest }))
    .sort((a, b) => a.before - b.before || a.after - b.after);

describe('statements of two versions', () => {
  it('are the same but for case, white space and punctuation', () => {
    const before = ['Priya owns the sync.', 'It costs 1.5 euros', 'The offset is -5', 'Is it paid?'];
    const after = ['priya  owns the sync', 'It costs 15 euros', 'The offset is 5', 'It is paid.'];
    expect(told(before, after).filter(([, kind]) => kind === 'same')).toEqual([
      ['Priya owns the sync.', 'same', 'priya  owns the sync'],
    ]);
  });

  it.each<[PairKind, string, string]>([
    ['updated', 'The workshop starts on 3 March.', 'The workshop starts on 17 March.'],
    ['updated', 'The invoice is paid.', 'The invoice is not paid.'],
    ['updated', 'The choir rehearses in the school hall.', 'The choir no longer rehearses at the school, in its hall.'],
    ['updated', 'Der Chor probt in der Aula.', 'In der Aula probt der Chor nicht mehr.'],
    ['updated', 'El coro ensaya en el colegio.', 'El coro ya no ensaya en el colegio.'],
    ['reworded', 'The choir rehearses in the school hall.', 'Rehearsals of the choir are in the hall of the school.'],
    ['updated', 'Der Kurs findet am Montag um 9 Uhr statt.', 'Der Kurs findet am Freitag um 9 Uhr statt.'],
    ['updated', 'El alquiler cuesta 900 euros al mes.', 'El alquiler cuesta 950 euros al mes.'],
    ['updated', '会議は6月3日に開かれる。', '会議は6月10日に開かれる。'],
    [
      'reworded',
      'Olga was asked to review the translation by Pavel.',
      'Pavel asked Olga for a review of the translation.',
    ],
    [
      'reworded',
      'Die Haftpflichtversicherung übernimmt den Schaden am Parkett.',
      'Für den Parkettschaden kommt die Versicherung auf.',
    ],
    [
      'reworded',
      'El jardinero riega las plantas cada mañana.',
      'Cada mañana las plantas son regadas por el jardinero.',
    ],
    ['reworded', '猫は魚のアレルギーがある。', '魚アレルギーの猫である。'],
  ])('are %s: %j and %j', (kind, before, after) => {
    const others = ['The cellar smells of apples.', 'Seven swans swim past.'];
    expect(told([before, 'An old bridge was torn down.'], [...others, after])).toEqual([[before, kind, after]]);
  });

  it.each<[PairKind, string, string]>([
    ['updated', 'The grant application is pending.', 'The grant application was rejected.'],
    ['updated', 'The roof needs new tiles.', 'The roof was given new tiles.'],
    ['updated', 'Lunch with Hana is planned for Tuesday.', 'Lunch with Hana took place on Tuesday, as she wished.'],
    ['updated', 'Der Ofen soll am Freitag kommen.', 'Der Ofen ist am Freitag gekommen.'],
    ['updated', 'El informe se entregará el lunes.', 'El informe se entregó el lunes.'],
    // Both are to come, both have come about.
    ['reworded', 'Hana will pick the apples in the orchard.', 'Hana is planning to pick apples in the orchard.'],
    ['reworded', 'Hana picked the apples in the orchard.', 'The apples in the orchard were picked by Hana.'],
    // A rule is no plan.
    ['reworded', 'The gate must be closed at night.', 'At night the gate is always closed.'],
  ])('are %s by what is to come and what has come about: %j and %j', (kind, before, after) => {
    expect(told([before, 'An old bridge was torn down.'], ['Seven swans swim past.', after])).toEqual([
      [before, kind, after],
    ]);
  });

  it.each<[PairKind, string, string]>([
    ['updated', 'Omar plays the organ in the chapel.', 'Omar has given up the organ in the chapel.'],
    ['updated', 'The sauna in the cellar is broken.', 'The sauna in the cellar has reopened.'],
    ['updated', 'El horno de Rosa abre los lunes.', 'El horno de Rosa ha cerrado los lunes.'],
    ['updated', 'Der Zaun am Bach ist morsch.', 'Der morsche Zaun am Bach wurde ersetzt.'],
    ['reworded', 'Omar asks for brief replies.', 'Omar has asked for brief replies.'],
    ['reworded', 'Omar works for the harbour office in Ghent.', 'Omar has worked for the harbour office in Ghent.'],
  ])('are %s by what is no longer as it was: %j and %j', (kind, before, after) => {
    expect(told([before, 'An old bridge was torn down.'], ['Seven swans swim past.', after])).toEqual([
      [before, kind, after],
    ]);
  });

  it('are updated where the same is said of somebody else', () => {
    const [before, after] = ['Ada will water the plants.', 'Omar will water the plants.'];
    expect(told([before], [after])).toEqual([[before, 'updated', after]]);
  });

  it.each([
    ['Hosting: Hetzner, Falkenstein', 'Hosting: Fly.io, Amsterdam'],
    ['- Diagnosis: sprained ankle', '- Diagnosis: hairline fracture'],
    ['Zuständig: Frau Keller', 'Zuständig: Herr Amari'],
    ['担当：佐藤', '担当：鈴木'],
  ])('are updated under a heading that each version has once: %j and %j', (before, after) => {
    const others = ['The cellar smells of apples.', 'Seven swans swim past.'];
    expect(told([before, 'An old bridge was torn down.'], [...others, after])).toEqual([[before, 'updated', after]]);
    const [heading = ''] = /^.*?[:：] ?/.exec(before) ?? [];
    expect(told([before, `${heading}マルタ`], [...others, after])).toEqual([]);
  });

  it.each([
    ['The gallery planned a show of prints in autumn.', 'The gallery raised the price of its prints.'],
    ['Milo will collect the keys from the agency.', "Milo was asked to return the agency's folder."],
    ['Der Aufzug wird am Montag gewartet.', 'Der Aufzug wurde 1987 eingebaut.'],
  ])('are no pair for other news of the same: %j and %j', (before, after) => {
    expect(told([before, 'An old bridge was torn down.'], ['Seven swans swim past.', after])).toEqual([]);
  });

  it('are no pair for a heading alone', () => {
    const notes = ['Note: the gate is locked at night.', 'Note: Ada likes green tea.'];
    expect(told(notes.slice(0, 1), notes.slice(1))).toEqual([]);
  });

  it('may be merged, split and doubled', () => {
    const merged = 'Nadia repairs violins in Gdansk and plays the harp in a quartet.';
    const parts = ['Nadia repairs violins in Gdansk.', 'Nadia plays the harp in a quartet.'];
    expect(told(parts, [merged]).map(([part, , whole]) => [part, whole])).toEqual(parts.map((part) => [part, merged]));
    expect(told([merged], parts).map(([whole, , part]) => [whole, part])).toEqual(parts.map((part) => [merged, part]));
    expect(told(['Rex barks.', 'Rex barks.'], ['Rex barks.'])).toHaveLength(2);
  });

  it('are no pair for a common subject alone', () => {
    expect(
      told(['The lighthouse keeper retired in May.'], ['The lighthouse keeper collects old maps of the coast.']),
    ).toEqual([]);
  });

  it('say what they are not sure of', () => {
    const sure = match(['The workshop starts on 3 March.'], ['The workshop starts on 17 March.']);
    const unsure = match(
      ['Customer asked for a refund of order 8812.'],
      ['Customer asked for an invoice for order 8812.'],
    );
    expect([...sure, ...unsure].map(({ isSure }) => isSure)).toEqual([true, false]);
  });
});

describe('for any two versions', () => {
  it('a version against itself is all the same', () => {
    fc.assert(
      fc.property(version, (own) => {
        const pairs = match(own, [...own]);
        expect(pairs.every(({ kind, isSure }) => kind === 'same' && isSure)).toBe(true);
        expect([...new Set(pairs.map(({ before }) => before))]).toEqual([...own.keys()]);
      }),
    );
  });

  it('added is removed the other way round, and pairs are mirrored', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        expect(match(after, before)).toEqual(mirrored(match(before, after)));
      }),
    );
  });

  it('each statement has one fate: pairs are of statements, none twice, a likeness between 0 and 1', () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        const pairs = match(before, after);
        expect(new Set(pairs.map((pair) => `${pair.before} ${pair.after}`)).size).toBe(pairs.length);
        for (const pair of pairs) {
          expect([before[pair.before], after[pair.after]]).not.toContain(undefined);
          expect(pair.likeness > 0 && pair.likeness <= 1).toBe(true);
        }
      }),
    );
  });

  it('what was said does not depend on its place', () => {
    const before = ['The workshop starts on 3 March.', 'Nadia repairs violins.', 'The cellar smells of apples.'];
    const after = ['Violins are what Nadia repairs.', 'The workshop starts on 17 March.', 'Seven swans swim past.'];
    const known = told(before, after).sort();
    fc.assert(
      fc.property(
        fc.shuffledSubarray(before, { minLength: 3 }),
        fc.shuffledSubarray(after, { minLength: 3 }),
        (mine, theirs) => {
          expect(told(mine, theirs).sort()).toEqual(known);
        },
      ),
    );
  });
});

describe('hostile versions', () => {
  const long = 'word number 7 '.repeat(8000);

  it.each<[string, string[], string[], number]>([
    ['nothing', [], [], 0],
    ['empty statements', ['', ' '], [''], 2],
    ['no words', ['…', '🙂'], ['!?'], 0],
    ['a very long statement', [long], [`${long}8`], 1],
    ['5,000 times the same', Array<string>(5000).fill('Rex barks.'), Array<string>(4000).fill('Rex barks.'), 5000],
    ['a lone surrogate', ['\uD800 barks'], ['\uD800 barks loudly'], 1],
    ['names of objects', ['__proto__ constructor'], ['constructor __proto__'], 1],
  ])('of %s', (_, before, after, count) => expect(match(before, after)).toHaveLength(count));
});
