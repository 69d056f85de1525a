import { useEffect } from 'preact/hooks';
import type { ConversationId } from '../core/conversation/conversation.ts';
import { lacksKey } from '../ui/model/active-profile.ts';
import { useApp } from '../ui/model/app.ts';
import { IdBox } from '../ui/components/controls/IdBox.tsx';
import { t } from '../ui/format/i18n.ts';
import { applyTheme } from '../ui/format/theme.ts';
import '../ui/components/theme.css';
import { AnswerCard } from './answer/AnswerCard.tsx';
import './Popup.css';
import { PopupFooter } from './PopupFooter.tsx';
import type { PopupStart } from '../protocol/backend.ts';
import { useChosen } from './use-chosen.ts';
import { useFound } from './found/use-found.ts';
import { useCode } from './use-code.ts';

const loadFound = () => import('./found/found-code.ts');
const loadConnectionNotice = () => import('../ui/components/notices/ConnectionNotice.tsx');
const loadDemoBanner = () => import('../ui/components/notices/DemoBanner.tsx');
const loadKeyPrompt = () => import('../ui/components/notices/KeyPrompt.tsx');

interface Props {
  /** Null until the browser has answered. */
  start: PopupStart | null;
  remember: (id: ConversationId) => void;
}

export function Popup({ start, remember }: Props) {
  const { store } = useApp();
  const overview = store.overview.value;
  const demo = overview?.settings.demo ?? null;
  const tabId = start?.tabId ?? null;
  const foundCode = useCode(loadFound);
  const notice = useCode(loadConnectionNotice);
  const found = useFound(foundCode, store.backend, tabId, demo);
  const { picked, turn, chosen, label, pick } = useChosen(start, found, demo ?? false, remember);
  const theme = overview?.settings.theme;

  useEffect(() => store.backend.setVisibleConversations(chosen ? [chosen] : []), [chosen]);
  useEffect(() => (theme ? applyTheme(theme) : undefined), [theme]);
  // A selection arrives with the scan and may change the id, so only the cache is read before that.
  const settled = start !== null && (tabId === null || found !== null);
  const ask = overview !== null && (picked !== null || (settled && overview.settings.automaticLookups));
  return (
    <main class="popup">
      <header class="popup-head">
        <h1 class="visually-hidden">{t('extName')}</h1>
        <IdBox
          key={`${demo === true}${picked?.listed ? turn : 0}`}
          initial={chosen ?? ''}
          onPick={(id) => pick(id, false)}
          autoFocus={!picked}
        />
      </header>
      <div class="popup-body">
        {notice && <notice.ConnectionNotice />}
        {demo && <DemoBannerOnDemand />}
        {overview && lacksKey(overview) ? (
          <KeyPromptOnDemand />
        ) : chosen ? (
          <AnswerCard key={chosen} model={store.conversation(chosen)} label={label} ask={ask} turn={turn} />
        ) : (
          <p class="popup-empty mut">{t('popupNoId')}</p>
        )}
        {foundCode && (demo || tabId !== null) && (
          <foundCode.FoundIds
            found={found}
            title={t(demo ? 'popupFoundDemo' : 'popupFoundTitle')}
            chosen={chosen}
            onPick={(entry) => pick(entry.id, true)}
          />
        )}
      </div>
      <PopupFooter overview={overview} />
    </main>
  );
}

function DemoBannerOnDemand() {
  const code = useCode(loadDemoBanner);
  return code && <code.DemoBanner />;
}

function KeyPromptOnDemand() {
  const code = useCode(loadKeyPrompt);
  return code && <code.KeyPrompt />;
}
