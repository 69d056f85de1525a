import messages from '../../../../public/_locales/en/messages.json';

const texts: Record<string, { message: string } | undefined> = messages;

/** What `i18n.getMessage` does with the English file; a missing key is an error here. */
export function translate(key: string, substitutions: string[]): string {
  const entry = texts[key];
  if (!entry) throw new Error(`no message: ${key}`);
  return entry.message.replace(/\$(\$|[1-9])/g, (_all, what: string) =>
    what === '$' ? '$' : (substitutions[Number(what) - 1] ?? ''),
  );
}
