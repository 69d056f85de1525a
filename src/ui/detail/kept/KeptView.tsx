import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { KeptReport } from '../../../core/tracing/report/kept-report.ts';
import type { ReportInput } from '../../../core/tracing/report/report.ts';
import { isTyping } from '../../components/basics/is-typing.ts';
import { usesSingleKeys, useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { keptPlace } from '../../model/kept-place.ts';
import { createKeptModel, type KeptModel } from './kept-model.ts';
import { KeptHead, KeptLegend, KeptMissing } from './KeptHead.tsx';
import { MessageList } from './lists/MessageList.tsx';
import { Specifics } from './lists/Specifics.tsx';
import { StatementList } from './lists/StatementList.tsx';
import { Strip } from './strip/Strip.tsx';

interface KeptViewProps {
  conversation: ConversationModel;
  report: KeptReport;
  input: ReportInput;
  completeness: readonly string[];
  onAdd: () => void;
}

/** Verdict, the whole conversation as a strip, and messages, statements and specifics side by side. */
export function KeptView({ conversation, report, input, completeness, onAdd }: KeptViewProps) {
  const root = useRef<HTMLDivElement>(null);
  const before = useRef<KeptModel | null>(null);
  const model = useMemo(
    () => createKeptModel(report, input.messages, input.statements, before.current),
    [report, input],
  );
  before.current = model;
  useNextLoss(root, model);
  useWanted(conversation, model);
  return (
    <div ref={root} class="kept-view">
      <KeptHead report={report} completeness={completeness} onAdd={onAdd} />
      <Strip model={model} />
      <KeptLegend report={report} />
      <KeptMissing report={report} onAdd={onAdd} />
      <div class="kept-columns">
        <MessageList model={model} />
        <StatementList model={model} version={input.summary.version} />
        <Specifics id={conversation.id} model={model} />
      </div>
    </div>
  );
}

/** Goes to the message that another tab led to. */
function useWanted(conversation: ConversationModel, model: KeptModel): void {
  const place = keptPlace(conversation);
  const wanted = place.value;
  useEffect(() => {
    if (wanted === null) return;
    place.value = null;
    const at = model.messages.findIndex(({ id }) => id === wanted);
    if (at !== -1) model.goTo({ list: 'messages', at });
  }, [place, wanted, model]);
}

/** `l` goes to the next lost message, and with Shift to the one before. */
function useNextLoss(root: { current: HTMLElement | null }, model: KeptModel): void {
  const { store } = useApp();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'l' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!usesSingleKeys(store) || event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (isTyping(target) || target.closest('dialog, [role="menu"]')) return;
      if (target !== document.body && !root.current?.closest('.detail')?.contains(target)) return;
      const lost = model.report.messages.flatMap(({ fate }, at) => (fate === 'lost' ? [at] : []));
      const from = model.lit.peek()?.list === 'messages' ? (model.lit.peek()?.at ?? -1) : -1;
      const next = event.shiftKey ? lost.findLast((at) => at < from) : lost.find((at) => at > from);
      const to = next ?? (event.shiftKey ? lost.at(-1) : lost[0]);
      if (to === undefined) return;
      event.preventDefault();
      model.goTo({ list: 'messages', at: to });
    };
    document.body.addEventListener('keydown', onKey);
    return () => document.body.removeEventListener('keydown', onKey);
  }, [root, store, model]);
}
