import { Share } from 'lucide';
import { MenuButton } from '../../components/controls/MenuButton.tsx';
import { t } from '../../format/i18n.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { asCurl } from '../requests/code-snippets.ts';
import { exportJson, statusCall } from './export-json.ts';

interface ExportMenuProps {
  model: ConversationModel;
  line: string | null;
  /** Why there is nothing to export. */
  off: string | null;
  copy: (text: string) => Promise<void>;
}

/** What is known of the conversation, to be copied or downloaded. */
export function ExportMenu({ model, line, off, copy }: ExportMenuProps) {
  const { store, shell } = useApp();
  const json = () => exportJson(model, store.overview.value, shell.now());
  const curl = () => asCurl(statusCall(model, store.overview.value));
  const download = () => shell.download(`synap-${model.id}.json`, json(), 'application/json');
  return (
    <MenuButton
      word={t('export')}
      icon={Share}
      off={off}
      choices={[
        ...(line ? [{ label: t('exportLine'), onChoose: () => void copy(line) }] : []),
        { label: t('exportJson'), onChoose: () => void copy(json()) },
        { label: t('exportCurl'), onChoose: () => void copy(curl()) },
        { label: t('exportDownload'), onChoose: download },
      ]}
    />
  );
}
