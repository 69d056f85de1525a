import { Check, Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../model/app.ts';
import { Icon } from './Icon.tsx';
import { t } from '../../format/i18n.ts';

interface CopyButtonProps {
  text: () => string;
  /** The button's accessible name: "Copy the conversation id". */
  label: string;
  /** A visible label beside the icon, where there is room. */
  word?: string | undefined;
}

type Result = 'copied' | 'failed' | null;
const SHOWN_MS = 1500;

/** Copies, and reports success or failure: by its icon and title, and in words to a screen reader. */
export function CopyButton({ text, label, word }: CopyButtonProps) {
  const { shell } = useApp();
  const [result, setResult] = useState<Result>(null);
  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = async () => setResult((await shell.copy(text())) ? 'copied' : 'failed');
  const message = result === 'copied' ? t('copyDone') : result === 'failed' ? t('copyFailed') : '';
  return (
    <>
      <button
        type="button"
        class={word ? 'btn' : 'btn quiet icon'}
        aria-label={label}
        title={message || label}
        onClick={() => void copy()}
      >
        <Icon node={result === 'copied' ? Check : Copy} size={13} />
        {word}
      </button>
      <span role="status" class="visually-hidden">
        {message}
      </span>
    </>
  );
}
