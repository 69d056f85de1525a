import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldWiring {
  id: string;
  'aria-describedby': string;
  'aria-invalid': 'true' | undefined;
}

interface Props {
  label: string;
  hint?: ComponentChildren;
  /** Why the input cannot be saved. */
  fault?: string | undefined;
  /** The control; it must apply the wiring. */
  children: (wiring: FieldWiring) => ComponentChildren;
}

/** A label, its control, and below it a hint or a fault. */
export function Field({ label, hint, fault, children }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div class="opt-field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': fault === undefined ? undefined : 'true' })}
      <div id={noteId} class="opt-note">
        {fault !== undefined && (
          <p class="opt-fault" role="alert">
            {fault}
          </p>
        )}
        {hint ? <p>{hint}</p> : null}
      </div>
    </div>
  );
}

interface CheckProps {
  label: string;
  hint?: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Check({ label, hint, checked, onChange }: CheckProps) {
  const id = useId();
  return (
    <div class="opt-check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint ? (
          <p id={`${id}-note`} class="opt-note">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
