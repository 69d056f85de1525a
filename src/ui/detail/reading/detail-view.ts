import type { PromptStyle, SummaryFormat } from '../../../core/conversation/conversation.ts';

/** What the user chose to see of a conversation; it outlives a change of tabs. */
export interface DetailView {
  format: SummaryFormat;
  /** Null: the latest. */
  version: number | null;
  style: PromptStyle;
  raw: 'status' | 'summary' | 'prompt';
  finding: boolean;
  query: string;
  /** Grows each time the find field should take the focus. */
  findFocus: number;
}

export interface ViewProps {
  view: DetailView;
  onChange: (next: Partial<DetailView>) => void;
}

export function plainView(): DetailView {
  return {
    format: 'structured',
    version: null,
    style: 'structured',
    raw: 'status',
    finding: false,
    query: '',
    findFocus: 0,
  };
}
