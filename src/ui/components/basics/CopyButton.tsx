import { Check, Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../model/app.ts';
import { Icon } from './Icon.tsx';
import { t } from '../../format/i18n.ts';

interface CopyButtonProps {
  text: () => string;
  /** Names the button: "Copy the conversation id". */
  label: string;
  /** A visible word beside the icon, where there is room. */
  word?: string | undefined;
}

type Told = 'copied' | 'failed' | null;
const TOLD_MS = 1500;

/** Copies, and says that it did (or could not): to the eye by its icon and title, to a screen reader in words. */
export function CopyButton({ text, label, word }: CopyButtonProps) {
  const { shell } = useApp();
  const [told, setTold] = useState<Told>(null);
  useEffect(() => {
    if (!told) return undefined;
    const timer = setTimeout(() => setTold(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = async () => setTold((await shell.copy(text())) ? 'copied' : 'failed');
  const words = told === 'copied' ? t('copyDone') : told === 'failed' ? t('copyFailed') : '';
  return (
    <>
      <button
        type="button"
        class={word ? 'btn' : 'btn quiet icon'}
        aria-label={label}
        title={words || label}
        onClick={() => void copy()}
      >
        <Icon node={told === 'copied' ? Check : Copy} size={13} />
        {word}
      </button>
      <span role="status" class="visually-hidden">
        {words}
      </span>
    </>
  );
}
