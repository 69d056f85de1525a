/** Keys by the names that puppeteer's keyboard uses. */

const KEY_CODES: Record<string, number> = {
  Enter: 13,
  Escape: 27,
  Tab: 9,
  Backspace: 8,
  Delete: 46,
  Home: 36,
  End: 35,
  PageUp: 33,
  PageDown: 34,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  ' ': 32,
};

type Press = (key: string, keyCode: number, code: string, modifiers: readonly string[]) => Promise<unknown>;

export function createKeyboard(send: Press, insert: (text: string) => Promise<unknown>) {
  const held = new Set<string>();
  const press = async (name: string): Promise<void> => {
    const key = name === 'Space' ? ' ' : name;
    const isLetter = /^[a-z]$/i.test(key);
    const keyCode = KEY_CODES[key] ?? (/^[a-z0-9]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0);
    await send(key, keyCode, isLetter ? `Key${key.toUpperCase()}` : key, [...held]);
  };
  return {
    press,
    down: async (key: string): Promise<void> => void held.add(key),
    up: async (key: string): Promise<void> => void held.delete(key),
    type: async (text: string): Promise<void> => {
      for (const key of text) await press(key);
    },
    sendCharacter: async (text: string): Promise<void> => void (await insert(text)),
  };
}
