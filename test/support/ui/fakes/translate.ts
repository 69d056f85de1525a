import messages from '../../../../public/_locales/en/messages.json';

type Texts = Record<string, { message: string } | undefined>;

/** What the browser itself adds to the texts of a language. */
export interface Language {
  texts: Texts;
  /** The browser's own language, as `@@ui_locale` has it. */
  browser: string;
  direction: 'ltr' | 'rtl';
}

/** `i18n.getMessage` for a language; a missing key throws, unless it is a rare form of a plural. */
export function translatorOf({ texts, browser, direction }: Language): (key: string, parts: string[]) => string {
  const own: Record<string, string | undefined> = { '@@ui_locale': browser, '@@bidi_dir': direction };
  return (key, parts) => {
    const text = own[key] ?? texts[key]?.message;
    if (text === undefined && /_(?:zero|two|few|many)$/.test(key)) return '';
    if (text === undefined) throw new Error(`no message: ${key}`);
    return text.replace(/\$(\$|[1-9])/g, (_all, what: string) =>
      what === '$' ? '$' : (parts[Number(what) - 1] ?? ''),
    );
  };
}

/** The English texts, in a British browser. */
export const translate = translatorOf({ texts: messages, browser: 'en_GB', direction: 'ltr' });
