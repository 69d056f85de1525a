import type { Item, Message } from './script.ts';
import type { SummaryContent } from './summary-content.ts';

export const FORMATS = ['structured', 'narrative', 'injection', 'bullet_points'] as const;
export type Format = (typeof FORMATS)[number];

/** One text of a summary, in the format asked for. */
export function renderSummary(content: SummaryContent, format: Format, version: number): string {
  switch (format) {
    case 'structured':
      return structuredText(content);
    case 'narrative':
      return narrativeText(content);
    case 'injection':
      return injectionText(content, version);
    case 'bullet_points':
      return bulletText(content);
  }
}

/** The whole text to put in front of a prompt: the summary, then the messages after its cut-off. */
export function promptText(summary: string | null, recent: readonly Message[]): string | null {
  const said = recent.map(({ role, content }) => `${role}: ${content}`).join('\n');
  const sections = [...(summary === null ? [] : [summary]), ...(said === '' ? [] : [`## Recent messages\n${said}`])];
  return sections.length === 0 ? null : sections.join('\n\n');
}

/** The full text: what the summary's tokens are counted on. */
export function structuredText(content: SummaryContent): string {
  return joinSections([
    ['Decisions', bullets(content.decisions)],
    ['Preferences', bullets(content.preferences)],
    ['Facts', bullets(content.facts)],
    ['Current state', content.stateLines.map((line) => `- ${line}`).join('\n')],
    ['Kept verbatim', content.excerpts.map((message) => `- ${quote(message)}`).join('\n')],
  ]);
}

function narrativeText(content: SummaryContent): string {
  return content.narrative.join('\n\n');
}

function bulletText(content: SummaryContent): string {
  return bullets([...content.decisions, ...content.preferences, ...content.facts]);
}

/** Ready to be put in front of a prompt as it is. */
function injectionText(content: SummaryContent, version: number): string {
  const lines = [
    `[Conversation memory, compacted, version ${version}]`,
    ...labelled('Decided', content.decisions),
    ...labelled('Prefers', content.preferences),
    ...labelled('Known', content.facts),
    ...content.narrative.slice(-1).map((text) => `Recently: ${text}`),
    '[End of conversation memory. Newer messages follow.]',
  ];
  return lines.join('\n');
}

function labelled(label: string, items: readonly Item[]): string[] {
  return items.map(({ content }) => `${label}: ${content}`);
}

function bullets(items: readonly Item[]): string {
  return items.map(({ content }) => `- ${content}`).join('\n');
}

/** A message word for word, with who said it. */
export function quote(message: Message): string {
  return `${message.speaker ?? message.role}: ${message.content}`;
}

function joinSections(sections: readonly (readonly [string, string])[]): string {
  return sections
    .filter(([, text]) => text !== '')
    .map(([heading, text]) => `## ${heading}\n${text}`)
    .join('\n\n');
}
