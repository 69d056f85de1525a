/**
 * Runs in the process of a tab, panel or popup, with Firefox's own rights. `commands` are called by name, one message
 * each; elements are handed out as numbers.
 */
(() => {
  // Loaded once more where the first one was not heard.
  if (this.synapListens) return;
  this.synapListens = true;
  const elements = new Map();
  let last = 0;

  const handOut = (element) => {
    for (const [id, known] of elements) if (known === element) return id;
    elements.set(++last, element);
    return last;
  };

  const elementOf = (id) => {
    const element = elements.get(id);
    if (!element || !element.isConnected) throw new Error('the element is gone');
    return element;
  };

  /** Roles of Firefox's tree by the names of ARIA. */
  const ROLES = {
    pushbutton: 'button',
    'toggle button': 'button',
    entry: 'textbox',
    'password text': 'textbox',
    checkbutton: 'checkbox',
    switch: 'switch',
    radiobutton: 'radio',
    pagetab: 'tab',
    combobox: 'combobox',
  };

  function byAccessibility(root, name, role) {
    const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
    return [...root.querySelectorAll('button, input, textarea, select, a, summary, [role], [tabindex]')].filter(
      (one) => {
        const node = service.getAccessibleFor(one);
        if (!node) return false;
        const said = service.getStringRole(node.role);
        return (ROLES[said] ?? said) === role && (node.name ?? '').trim() === name;
      },
    );
  }

  function queryAll(root, selector) {
    const aria = /^::-p-aria\(\[name="(.*)"\]\[role="(.*)"\]\)$/s.exec(selector);
    if (aria) return byAccessibility(root, aria[1], aria[2]);
    const xpath = /^::-p-xpath\((.*)\)$/s.exec(selector);
    if (xpath) {
      const found = content.document.evaluate(xpath[1], root, null, 7, null);
      return Array.from({ length: found.snapshotLength }, (_, at) => found.snapshotItem(at));
    }
    const text = /^(.*?)::-p-text\((.*)\)$/s.exec(selector);
    if (text) return [...root.querySelectorAll(text[1] || '*')].filter((one) => one.textContent.includes(text[2]));
    return [...root.querySelectorAll(selector)];
  }

  const LOOKS = 5;
  const LOOK_AGAIN_MS = 60;

  const sandbox = () =>
    new Cu.Sandbox(content, {
      sandboxPrototype: content,
      wantXrays: false,
      sameZoneAs: content,
      freshCompartment: true,
    });

  const commands = {
    /** `source` is a function's; its result goes through JSON. A number in `handles` is an element. */
    async evaluate(source, args, handles) {
      const room = sandbox();
      room.given = JSON.stringify(args);
      room.elements = Cu.cloneInto([], room);
      handles.forEach((id) => room.elements.push(id === null ? null : Cu.waiveXrays(elementOf(id))));
      const text = await Cu.evalInSandbox(
        `(async () => {
          const args = JSON.parse(given);
          for (let at = 0; at < args.length; at++) if (elements[at]) args[at] = elements[at];
          try {
            return JSON.stringify({ value: await ((globalThis) => ${source})(self)(...args) });
          } catch (error) {
            return JSON.stringify({ error: String(error) });
          }
        })()`,
        room,
      );
      const { value, error } = JSON.parse(text);
      if (error !== undefined) throw new Error(error);
      return value;
    },
    listens: () => true,
    /** What a screen reader is told lags behind the document: nothing there is believed only after some looks. */
    async query(selector, within) {
      const root = within === null ? content.document : elementOf(within);
      for (let looks = selector.startsWith('::-p-aria') ? LOOKS : 1; ; looks--) {
        const found = queryAll(root, selector).map(handOut);
        if (found.length > 0 || looks <= 1) return found;
        await new Promise((resolve) => content.setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
    /** Where to click it; null while it is away, moves, is covered or disabled. */
    async aim(id) {
      const element = elementOf(id);
      if (element.matches(':disabled')) return null;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const place = () => element.getBoundingClientRect();
      const before = place();
      await new Promise((resolve) => content.requestAnimationFrame(() => content.requestAnimationFrame(resolve)));
      const { x, y, width, height } = place();
      if (width === 0 || height === 0 || x !== before.x || y !== before.y) return null;
      const at = { x: x + width / 2, y: y + height / 2 };
      const top = content.document.elementFromPoint(at.x, at.y);
      const isHit =
        top !== null && (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
      return isHit ? at : null;
    },
    mouse(type, x, y, button, clicks, modifiers) {
      const buttons = type === 'mousedown' ? 1 : 0;
      const event = { button, buttons, clickCount: clicks, modifiers };
      // As a hand's: not told from a real one, and it counts as the user's.
      content.synthesizeMouseEvent(type, x, y, event, {
        isDOMEventSynthesized: false,
        isWidgetEventSynthesized: false,
      });
    },
    insert(text) {
      content.document.execCommand('insertText', false, text);
    },
    focus(id) {
      elementOf(id).focus();
    },
    size() {
      const { scrollWidth: width, scrollHeight: height } = content.document.documentElement;
      return { width, height };
    },
    ready: () => content.document.readyState === 'complete' && content.location.href !== 'about:blank',
  };

  addMessageListener('synap:call', async ({ data: { id, name, args } }) => {
    const answer = await Promise.resolve()
      .then(() => commands[name](...args))
      .then(
        (value) => ({ value: JSON.stringify({ value }) }),
        (error) => ({ error: String(error?.message ?? error) }),
      );
    sendAsyncMessage('synap:answer', { id, url: content?.location.href ?? '', ...answer });
  });
})();
