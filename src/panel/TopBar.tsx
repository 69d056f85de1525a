import { Pin, PinOff, Radio, RadioOff, ScanSearch, Settings, type IconNode } from 'lucide';
import type { Signal } from '@preact/signals';
import { useApp } from '../ui/model/app.ts';
import { Icon } from '../ui/components/basics/Icon.tsx';
import { later } from '../ui/components/basics/later.tsx';
import { IdBox } from '../ui/components/controls/IdBox.tsx';
import { KeySheet } from '../ui/components/controls/KeySheet.tsx';
import { ProfilePicker } from '../ui/components/controls/ProfilePicker.tsx';
import { t } from '../ui/format/i18n.ts';
import type { PanelModel } from './panel-model.ts';

const BarFigures = later(() => import('../ui/components/figures/BarFigures.tsx').then((module) => module.BarFigures));

/** The profile to use, the id to look up, and the places to search for ids. */
export function TopBar({ panel }: { panel: PanelModel }) {
  const { shell } = useApp();
  const { discovery, list } = panel;
  return (
    <header class="panel-bar">
      <h1 class="visually-hidden">{t('extName')}</h1>
      <ProfilePicker />
      <IdBox initial="" shown={list.opened.value?.id ?? null} onPick={panel.openPasted} />
      <div class="panel-bar-tools">
        <button
          type="button"
          class={discovery.scanning.value ? 'btn quiet panel-scan is-busy' : 'btn quiet panel-scan'}
          aria-label={t('panelRescan')}
          title={t('panelRescanHint')}
          onClick={discovery.rescan}
        >
          <Icon node={ScanSearch} />
          <span class="panel-bar-word">{t('panelRescan')}</span>
        </button>
        <Toggle
          on={discovery.network}
          icons={[RadioOff, Radio]}
          word={t('panelNetwork')}
          hint={t('panelNetworkHint')}
        />
        <Toggle on={discovery.keep} icons={[PinOff, Pin]} word={t('panelKeep')} hint={t('panelKeepHint')} />
      </div>
      <span class="grow" />
      <BarFigures />
      <KeySheet view="panel" />
      <button
        type="button"
        class="btn quiet icon"
        aria-label={t('panelSettings')}
        title={t('panelSettings')}
        onClick={() => shell.openOptions()}
      >
        <Icon node={Settings} size={15} />
      </button>
    </header>
  );
}

interface ToggleProps {
  on: Signal<boolean>;
  /** Off, on. */
  icons: [IconNode, IconNode];
  word: string;
  hint: string;
}

function Toggle({ on, icons, word, hint }: ToggleProps) {
  return (
    <button
      type="button"
      class="btn quiet panel-toggle"
      aria-pressed={on.value}
      aria-label={word}
      title={hint}
      onClick={() => {
        on.value = !on.value;
      }}
    >
      <Icon node={icons[on.value ? 1 : 0]} />
      <span class="panel-bar-word">{word}</span>
    </button>
  );
}
