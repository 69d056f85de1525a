/** Whether keys go into `target` as text: then no key without a modifier is ours. */
export function isTyping(target: HTMLElement | null): boolean {
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button'].includes(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target?.isContentEditable ?? false;
}
