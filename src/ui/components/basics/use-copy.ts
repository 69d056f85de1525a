import { useEffect, useState } from 'preact/hooks';
import { t } from '../../format/i18n.ts';
import { useApp } from '../../model/app.ts';

export interface Copying {
  /** `null` once the result is no longer shown. */
  result: 'copied' | 'failed' | null;
  /** The result in words; empty without one. */
  message: string;
  copy: (text: string) => Promise<void>;
}

const SHOWN_MS = 1500;

/** Copies texts, and holds the last result for as long as it is shown. */
export function useCopy(): Copying {
  const { shell } = useApp();
  const [result, setResult] = useState<Copying['result']>(null);
  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = async (text: string) => setResult((await shell.copy(text)) ? 'copied' : 'failed');
  return { result, message: result === 'copied' ? t('copyDone') : result === 'failed' ? t('copyFailed') : '', copy };
}
