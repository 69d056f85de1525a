import messages from '../../../../public/_locales/en/messages.json';

type Texts = Record<string, { message: string } | undefined>;

export interface Language {
  texts: Texts;
  /** The browser's own language, as `@@ui_locale` has it. */
  browser: string;
}

/** `i18n.getMessage` for a language; a missing key throws, unless it is a rare form of a plural. */
export function translatorOf({ texts, browser }: Language): (key: string, parts: string[]) => string {
  return (key, parts) => {
    const text = key === '@@ui_locale' ? browser : texts[key]?.message;
    if (text === undefined && /_(?:zero|two|few|many)$/.test(key)) return '';
    if (text === undefined) throw new Error(`no message: ${key}`);
    return text.replace(/\$(\$|[1-9])/g, (_all, what: string) =>
      what === '$' ? '$' : (parts[Number(what) - 1] ?? ''),
    );
  };
}

/** The English texts, in a British browser. */
export const translate = translatorOf({ texts: messages, browser: 'en_GB' });
