/** Whether `target` takes keys as text: then single-key shortcuts must not act. */
export function isTyping(target: HTMLElement | null): boolean {
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button'].includes(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target?.isContentEditable ?? false;
}
