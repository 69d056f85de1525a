import { PARTS, type Part, type PartKind } from '../../../core/conversation/part.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';

/** The user's choices for viewing a conversation. They survive a change of tabs, and most also one of conversations. */
export interface DetailView {
  /** The format and version of the summary, the style of the prompt. */
  parts: { [K in PartKind]: Part<K> };
  /** The part whose JSON is shown. */
  raw: PartKind;
  rawAs: 'text' | 'tree';
  /** Whether cache reads are listed among the requests. */
  cacheReads: boolean;
  query: string;
  /** Whether the find field has yet to take the focus. */
  takesFocus: boolean;
}

export interface ViewProps {
  view: DetailView;
  onChange: (next: Partial<DetailView>) => void;
}

/** The props of every tab. */
export interface TabProps extends ViewProps {
  model: ConversationModel;
  onCompact: () => void;
  /** Opens another tab. */
  onTab: (tab: 'kept' | 'prompt') => void;
}

export function plainView(): DetailView {
  return { parts: PARTS, raw: 'status', rawAs: 'text', cacheReads: false, query: '', takesFocus: false };
}

/** `view` for the next conversation: a version belongs to one, and nothing takes the focus. */
export function anothersView(view: DetailView): DetailView {
  const summary = { ...view.parts.summary, version: null };
  return { ...view, parts: { ...view.parts, summary }, takesFocus: false };
}

/** `view` with this part chosen among its kind. */
export function withPart(view: DetailView, part: Part): Pick<DetailView, 'parts'> {
  return { parts: { ...view.parts, [part.kind]: part } };
}
