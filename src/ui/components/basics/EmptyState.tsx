import type { ComponentChildren } from 'preact';
import './EmptyState.css';

interface EmptyStateProps {
  title: string;
  body: ComponentChildren;
  actions?: ComponentChildren;
}

/** An empty view: what the emptiness means, and the buttons that change it. */
export function EmptyState({ title, body, actions }: EmptyStateProps) {
  return (
    <section class="empty-state">
      <h2>{title}</h2>
      <div class="empty-state-body">{body}</div>
      {actions ? <div class="empty-state-actions">{actions}</div> : null}
    </section>
  );
}
