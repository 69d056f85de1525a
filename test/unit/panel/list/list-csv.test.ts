import { beforeAll, expect, it } from 'vitest';
import type { FoundId } from '../../../../src/core/discovery/evidence.ts';
import { listCsv } from '../../../../src/panel/list/list-csv.ts';
import { emptySlot } from '../../../../src/ui/model/slots/slot.ts';
import { setTranslator } from '../../../../src/ui/format/i18n.ts';
import { answer, ID, NOW, OTHER_ID, status } from '../../../support/ui/fixtures.ts';
import { translateTo } from '../../../support/ui/fakes/languages.ts';
import { translate } from '../../../support/ui/fakes/translate.ts';

beforeAll(() => setTranslator(translate));

const found = (id: typeof ID): FoundId => ({
  id,
  evidence: [{ source: 'link', where: '/chat/', count: 1 }],
  label: null,
});
const row = {
  rank: 0,
  watched: false,
  likely: true,
  label: null,
  slot: emptySlot<never>(),
  version: null,
  saved: null,
  keptRatio: null,
  freshness: 'none',
  newer: null,
} as const;

it('has a line for each row, under the names that scripts know', () => {
  const completed = answer(status('completed', { latestVersion: 3, completedAt: NOW }));
  const rows = [
    {
      ...row,
      found: found(ID),
      label: '=cmd|\u202E, "x"',
      slot: { ...emptySlot<never>(), answer: completed },
      saved: -12,
      watched: true,
    },
    { ...row, found: found(OTHER_ID) },
  ];
  expect(listCsv(rows).split('\r\n')).toEqual([
    '\uFEFFconversation_id,label,status,latest_version,saved_tokens,last_change,watched,seen_in',
    `${ID},"'=cmd|⟨U+202E⟩, ""x""",completed,3,-12,${new Date(NOW).toISOString()},true,link`,
    `${OTHER_ID},,,,,,false,link`,
    '',
  ]);
});

it('is the same in every language', () => {
  const evidence = [
    { source: 'request', where: 'response $.thread.id', count: 2 },
    { source: 'link', where: '/chat/', count: 1200 },
  ] as const;
  const rows = [{ ...row, found: { ...found(ID), evidence: [...evidence] }, saved: 12_345 }];
  const english = listCsv(rows);
  setTranslator(translateTo('de'));
  expect(listCsv(rows)).toBe(english);
  expect(english).toContain('12345,,false,request $.thread.id · link');
});
