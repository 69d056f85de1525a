import { visibleText } from '../../../core/visible-text.ts';
import type { StateChange } from '../../../core/versions/state-diff.ts';
import { type DiffPart, diffWords } from '../../../core/versions/word-diff.ts';
import { joined, t, type TextKey } from '../../format/i18n.ts';
import type { PinFate } from './pin-fates.ts';
import { statementNames } from '../content/statement-name.ts';
import { type Change, CHANGE_KINDS, type ChangeKind, type VersionDiff } from './version-diff.ts';

export const CHANGE_TITLES: Readonly<Record<ChangeKind, TextKey>> = {
  removed: 'changeRemoved',
  updated: 'changeUpdated',
  reworded: 'changeReworded',
  added: 'changeAdded',
  same: 'changeSame',
};

/** The comparison as Markdown: what was lost first, what stayed as a number. */
export function diffMarkdown(title: string, figures: string, diff: VersionDiff, fates: readonly PinFate[]): string {
  const lost = fates.filter(({ after }) => after?.state === 'lost').map(({ pin }) => `- **${oneLine(pin.text)}**`);
  const changed = diff.state.filter(({ kind }) => kind !== 'same');
  const sections = [
    [`# ${title}`, figures].filter((line) => line !== '').join('\n\n'),
    ...section(t('pinsLost'), lost),
    ...CHANGE_KINDS.flatMap((kind) => {
      const changes = diff.changes[kind];
      const heading = t('noted', t(CHANGE_TITLES[kind]), changes.length);
      return kind === 'same' ? [`## ${heading}`] : section(heading, changes.map(changeLine));
    }),
    ...section(t('noted', t('stateTitle'), changed.length), changed.map(stateLine)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${heading}\n${lines.join('\n')}`];
}

function changeLine({ before, after, isSure }: Change): string {
  const [old, now] = [before, after].map((statements) => statements.map(({ text }) => text));
  const isPair = old?.length === 1 && now?.length === 1;
  const text = isPair
    ? marked(diffWords(old[0] ?? '', now[0] ?? ''))
    : [...(old ?? []), ...(now?.length && old?.length ? ['→'] : []), ...(now ?? [])].map(oneLine).join(' ');
  const notes = [statementNames(before, after), ...(isSure ? [] : [t('changeLikely')])];
  return `- ${t('noted', text, joined('inTurn', notes))}`;
}

function stateLine({ path, before, after }: StateChange): string {
  const values = [...(before === null ? [] : [`~~${oneLine(before)}~~`]), ...(after === null ? [] : [oneLine(after)])];
  return `- \`${path}\`: ${values.join(' ')}`;
}

/** `~~23 July~~ **25 July**`; marks stand outside of blanks, or they are none. */
function marked(parts: readonly DiffPart[]): string {
  return oneLine(
    parts
      .map(({ kind, text }) => {
        const mark = { same: '', removed: '~~', added: '**' }[kind];
        const [, start = '', middle = '', end = ''] = /^(\s*)([^]*?)(\s*)$/u.exec(text) ?? [];
        return middle === '' ? text : `${start}${mark}${middle}${mark}${end}`;
      })
      .join(''),
  );
}

const oneLine = (text: string): string => visibleText(text).replaceAll(/\s+/g, ' ').trim();
