import { Check, Copy } from 'lucide';
import { Icon } from './Icon.tsx';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps {
  text: () => string;
  /** The button's accessible name: "Copy the conversation ID". */
  label: string;
  /** A visible label beside the icon, where there is room. */
  word?: string | undefined;
}

/** Copies, and reports success or failure: by its icon and title, and in words to a screen reader. */
export function CopyButton({ text, label, word }: CopyButtonProps) {
  const { result, message, copy } = useCopy();
  return (
    <>
      <button
        type="button"
        class={word ? 'btn' : 'btn quiet icon'}
        aria-label={label}
        title={message || label}
        onClick={() => void copy(text())}
      >
        <Icon node={result === 'copied' ? Check : Copy} size={13} />
        {word ? <span class="btn-word">{word}</span> : null}
      </button>
      <span role="status" class="visually-hidden">
        {message}
      </span>
    </>
  );
}
