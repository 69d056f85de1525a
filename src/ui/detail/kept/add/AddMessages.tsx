import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TargetedEvent } from 'preact';
import { useEscape } from '../../../components/basics/use-escape.ts';
import { SafeText } from '../../../components/basics/SafeText.tsx';
import { t, tn } from '../../../format/i18n.ts';
import { formatBytes } from './file-size.ts';
import { useApp } from '../../../model/app.ts';
import type { ConversationModel } from '../../../model/conversation-model.ts';
import { messagesOf } from '../../../model/messages/messages.ts';
import { Preview } from './Preview.tsx';
import { problemTexts, type ReadingProblem } from './problem-texts.ts';
import { useReading, type Reading } from './use-reading.ts';
import './AddMessages.css';

interface AddMessagesProps {
  model: ConversationModel;
  onClose: () => void;
}

/** Adds the messages of a conversation from a file or a paste, once the user has seen what was understood. */
export function AddMessages({ model, onClose }: AddMessagesProps) {
  const app = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const { reading, readText, readFile } = useReading(model.id);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('textarea')?.focus();
  }, []);
  const close = () => dialog.current?.close();
  useEscape(close);
  const paste = (next: string) => {
    setText(next);
    setFile(null);
    readText(next);
  };
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    readFile(chosen);
  };
  const remove = () => {
    setFile(null);
    readText(text);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (reading.at !== 'read') return;
    messagesOf(app, model.id).add(reading.preview.messages, file ? 'file' : 'paste');
    close();
  };
  const titleId = useId();
  return (
    <dialog ref={dialog} class="add-dialog" aria-labelledby={titleId} onClose={onClose}>
      <form onSubmit={submit} noValidate {...dropWiring(choose)}>
        <div class="add-body">
          <Head id={model.id} titleId={titleId} />
          <div class="add-columns">
            {file ? (
              <ChosenFile file={file} onRemove={remove} />
            ) : (
              <Paste text={text} onPaste={paste} onChoose={choose} />
            )}
            <State reading={reading} id={model.id} />
          </div>
        </div>
        <div class="add-foot">
          <span class="mut grow">{t('addStays')}</span>
          <button type="button" class="btn" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" class="btn primary" aria-disabled={reading.at !== 'read'}>
            {reading.at === 'read' ? tn('addUse', reading.preview.messages.length) : t('addUseNone')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Head({ id, titleId }: { id: string; titleId: string }) {
  return (
    <div class="add-head">
      <h2 id={titleId}>{t('addTitle')}</h2>
      <span class="mono mut ellipsis" title={id}>
        {id}
      </span>
    </div>
  );
}

/** A file may be dropped anywhere in the dialog. */
function dropWiring(choose: (file: File | undefined) => void) {
  const mark = (event: TargetedEvent<HTMLFormElement, DragEvent>, isOver: boolean) =>
    event.currentTarget.classList.toggle('add-over', isOver);
  return {
    onDragOver: (event: TargetedEvent<HTMLFormElement, DragEvent>) => {
      event.preventDefault();
      mark(event, true);
    },
    onDragLeave: (event: TargetedEvent<HTMLFormElement, DragEvent>) => mark(event, false),
    onDrop: (event: TargetedEvent<HTMLFormElement, DragEvent>) => {
      mark(event, false);
      const [file] = event.dataTransfer?.files ?? [];
      // A dropped text goes into the field, as the browser does it.
      if (!file) return;
      event.preventDefault();
      choose(file);
    },
  };
}

interface PasteProps {
  text: string;
  onPaste: (text: string) => void;
  onChoose: (file: File | undefined) => void;
}

function Paste({ text, onPaste, onChoose }: PasteProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="add-paste">
      <div class="row wrap">
        <label class="grow" for={id}>
          {t('addPaste')}
        </label>
        <button type="button" class="btn" onClick={() => input.current?.click()}>
          {t('addChooseFile')}
        </button>
        <input
          ref={input}
          class="visually-hidden"
          type="file"
          accept=".json,.jsonl,.ndjson,.csv,.tsv,.yaml,.yml,.txt,.md,.log,application/json,text/*"
          aria-label={t('addFile')}
          tabIndex={-1}
          onChange={(event) => onChoose(event.currentTarget.files?.[0])}
        />
      </div>
      <textarea
        id={id}
        class="field mono"
        rows={7}
        spellcheck={false}
        autocomplete="off"
        placeholder={t('addPlaceholder')}
        aria-describedby={`${id}-hint`}
        value={text}
        onInput={(event) => onPaste(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="mut add-hint">
        {t('addForms')}
      </p>
    </div>
  );
}

function ChosenFile({ file, onRemove }: { file: File; onRemove: () => void }) {
  return (
    <div class="add-file">
      <span class="grow ellipsis">
        <strong>
          <SafeText text={file.name} />
        </strong>{' '}
        <span class="mut">{formatBytes(file.size)}</span>
      </span>
      <button type="button" class="btn" ref={(button) => button?.focus()} onClick={onRemove}>
        {t('addOtherFile')}
      </button>
    </div>
  );
}

function State({ reading, id }: { reading: Reading; id: ConversationModel['id'] }) {
  switch (reading.at) {
    case 'rest':
      return null;
    case 'reading':
      return (
        <p class="mut" role="status">
          {t('addReading')}
        </p>
      );
    case 'read':
      return <Preview preview={reading.preview} id={id} />;
    case 'failed':
      return <Problem problem={reading.problem} />;
  }
}

function Problem({ problem }: { problem: ReadingProblem }) {
  const { what, where, next } = problemTexts(problem);
  return (
    <div class="note tone-bad add-problem" role="alert">
      <p>
        <strong>{what}</strong> {where === null ? null : <SafeText text={where} />}
      </p>
      <p>{next}</p>
    </div>
  );
}
