import { Share } from 'lucide';
import { MenuButton } from '../../components/controls/MenuButton.tsx';
import { t } from '../../format/i18n.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';

interface ExportMenuProps {
  model: ConversationModel;
  line: string | null;
  /** Why there is nothing to export. */
  off: string | null;
  copy: (text: string) => Promise<void>;
}

/** Offers everything known about the conversation to copy or download. */
export function ExportMenu({ model, line, off, copy }: ExportMenuProps) {
  const { store, shell } = useApp();
  // Loaded with the first choice: the detail opens without it.
  const load = () => import('./export-json.ts');
  const json = async () => (await load()).exportJson(model, store.overview.value, shell.now());
  const curl = async () => (await load()).statusAsCurl(model, store.overview.value);
  const download = async () => shell.download(`synap-${model.id}.json`, await json(), 'application/json');
  return (
    <MenuButton
      word={t('export')}
      icon={Share}
      off={off}
      choices={[
        ...(line ? [{ label: t('exportLine'), onChoose: () => void copy(line) }] : []),
        { label: t('exportJson'), onChoose: () => void json().then(copy) },
        { label: t('exportCurl'), onChoose: () => void curl().then(copy) },
        { label: t('exportDownload'), onChoose: () => void download() },
      ]}
    />
  );
}
