import messages from '../../../../public/_locales/en/messages.json';

const texts: Record<string, { message: string } | undefined> = messages;

/** `i18n.getMessage` for the English texts; a missing key throws. */
export function translate(key: string, substitutions: string[]): string {
  const entry = texts[key];
  if (!entry) throw new Error(`no message: ${key}`);
  return entry.message.replace(/\$(\$|[1-9])/g, (_all, what: string) =>
    what === '$' ? '$' : (substitutions[Number(what) - 1] ?? ''),
  );
}
