/**
 * Runs in Firefox's browser window, with its own rights, once: what puppeteer has no word for. `given` are the extension's
 * id and the text of frame-script.js; `synapCommands` are called by name with JSON.
 */
const { extensionId, frameScript } = given;
const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
const principal = Services.scriptSecurityManager.getSystemPrincipal();
const FRAME_SCRIPT = `data:application/javascript;charset=utf-8,${encodeURIComponent(frameScript)}`;

const extension = () => WebExtensionPolicy.getByID(extensionId).extension;
const views = (type) => [...extension().views].filter(({ viewType, xulBrowser }) => viewType === type && xulBrowser);
const browserOf = (id) => BrowsingContext.getCurrentTopByBrowserId(id)?.embedderElement ?? null;
const tabOf = (id) => [...gBrowser.tabs].find(({ linkedBrowser }) => linkedBrowser.browserId === id) ?? null;
const until = async (look, what, ms = 10_000) => {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => window.setTimeout(resolve, 20));
  }
};
/** The element of a page, which has none for a moment while it changes its process. */
const shown = (id) => until(() => browserOf(id), 'the page to be in a window');

/** How many times the panel of a tab has read what its page had sent before. */
const logsRead = new Map();
const answers = new Map();
let calls = 0;
const REACH_MS = 500;
const listening = new WeakSet();
/** The document's own process may have been replaced by a navigation: the script is then loaded anew. */
function listenTo(browser) {
  const manager = browser.messageManager;
  if (listening.has(manager)) return manager;
  listening.add(manager);
  manager.addMessageListener('synap:answer', ({ data: { id, ...answer } }) => {
    answers.get(id)?.(answer);
    answers.delete(id);
  });
  manager.loadFrameScript(FRAME_SCRIPT, true);
  return manager;
}

const { gDevTools } = require('devtools/client/framework/devtools');
const complaints = [];
const origin = `moz-extension://${WebExtensionPolicy.getByID(extensionId).mozExtensionHostname}/`;
Services.console.registerListener({
  observe(message) {
    if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.warningFlag) return;
    const text = `${message.errorMessage} (${message.sourceName}:${message.lineNumber})`;
    // A page that ends with an open question: Firefox says so by itself.
    if (/Promise (?:resolved|rejected) after context unloaded/.test(text)) return;
    // The event page is stopped in the middle of its work.
    if (text.startsWith('NS_ERROR_NOT_INITIALIZED')) return;
    // Firefox notes each page that it keeps an extension from.
    if (/is not allowed to access about:/.test(text)) return;
    // A body is asked for that has gone with its page.
    if (/fetching response content .* is undefined/.test(text)) return;
    if (message.sourceName?.startsWith(origin) || text.includes(origin)) complaints.push(text);
  },
});

const ask = (manager, name, args, ms) =>
  new Promise((resolve) => {
    const call = ++calls;
    answers.set(call, resolve);
    manager.sendAsyncMessage('synap:call', { id: call, name, args });
    window.setTimeout(() => answers.delete(call) && resolve({ error: `no answer to ${name} in ${ms} ms` }), ms);
  });

/** A view that is just opening may lose what is said to it: so it is asked first whether it listens. */
async function reach(id) {
  const browser = browserOf(id);
  if (!browser && !BrowsingContext.getCurrentTopByBrowserId(id)) throw new Error('the view is gone');
  if (!browser) return null;
  const manager = listenTo(browser);
  if ((await ask(manager, 'listens', [], REACH_MS)).value) return manager;
  listening.delete(manager);
  return null;
}

globalThis.synapCommands = {
  async call(id, name, args, ms) {
    const manager = await until(() => reach(id), 'an answer of the view');
    const { value, error, url } = await ask(manager, name, args, ms);
    if (error !== undefined) throw new Error(error);
    return { ...JSON.parse(value), url };
  },
  extensionId: () => extensionId,
  origin: () => origin.slice(0, -1),
  /** Of a view, the newest one of that type. */
  view: (type) => views(type).at(-1)?.xulBrowser.browserId ?? null,
  viewCount: (types) => types.reduce((sum, type) => sum + views(type).length, 0),
  backgroundRuns: () => extension().backgroundState === 'running',
  async wakeBackground() {
    await extension().wakeupBackground?.();
    return (await until(() => views('background')[0], 'the event page')).xulBrowser.browserId;
  },
  async stopBackground() {
    await extension().terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
    await until(() => views('background').length === 0, 'the event page to stop');
  },
  openTab(url, inFront) {
    const tab = gBrowser.addTrustedTab(url, { triggeringPrincipal: principal });
    if (inFront) gBrowser.selectedTab = tab;
    return tab.linkedBrowser.browserId;
  },
  tabs: () =>
    [...gBrowser.tabs].map(({ linkedBrowser }) => ({
      id: linkedBrowser.browserId,
      url: linkedBrowser.currentURI.spec,
    })),
  isThere: (id) => browserOf(id) !== null,
  selectTab(id) {
    const tab = tabOf(id);
    if (tab) gBrowser.selectedTab = tab;
    browserOf(id)?.ownerDocument.defaultView.focus();
    browserOf(id)?.focus();
  },
  async close(id) {
    const tab = tabOf(id);
    if (tab) await gBrowser.removeTab(tab, { animate: false });
    else browserOf(id)?.closest('panel')?.hidePopup();
    await until(() => browserOf(id) === null, 'the page to close');
  },
  /** All but those and an empty one; toolboxes go with their tabs. */
  async closeTabs(keep) {
    synapCommands.closePopup();
    const doomed = [...gBrowser.tabs].filter(({ linkedBrowser }) => !keep.includes(linkedBrowser.browserId));
    if (doomed.length === gBrowser.tabs.length)
      gBrowser.addTrustedTab('about:blank', { triggeringPrincipal: principal });
    const ids = doomed.map(({ linkedBrowser }) => linkedBrowser.browserId);
    for (const tab of doomed) {
      if (gDevTools.getToolboxForTab(tab)) await gDevTools.closeToolboxForTab(tab);
      gBrowser.removeTab(tab, { animate: false });
    }
    return ids;
  },
  async navigate(id, url) {
    (await shown(id)).fixupAndLoadURIString(url, { triggeringPrincipal: principal });
  },
  reloadTab: async (id) => (await shown(id)).reload(),
  /** Keys go through the window, as the keyboard's do. `modifiers`: names of keys held. */
  key(id, key, keyCode, code, modifiers) {
    const browser = browserOf(id);
    browser.focus();
    const input = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    input.beginInputTransactionForTests(browser.ownerDocument.defaultView.browsingContext.topChromeWindow);
    const events = [...modifiers, key].map(
      (name) => new KeyboardEvent('', name === key ? { key, code, keyCode } : { key: name, code: `${name}Left` }),
    );
    for (const event of events) input.keydown(event);
    for (const event of events.toReversed()) input.keyup(event);
  },
  async openDevtools(id) {
    await gDevTools.showToolboxForTab(tabOf(id), { toolId: 'inspector' });
  },
  async openToolbox(id, dock) {
    // The tool that costs least, until the panel is there.
    const toolbox = await gDevTools.showToolboxForTab(tabOf(id), { toolId: 'options', hostType: dock });
    const readLog = toolbox.getHARFromNetMonitor;
    toolbox.getHARFromNetMonitor = function (...args) {
      return readLog.apply(this, args).finally(() => logsRead.set(id, (logsRead.get(id) ?? 0) + 1));
    };
    const tool = await until(
      () =>
        toolbox
          .getAdditionalTools()
          .find(
            (one) =>
              one.extensionId === extensionId ||
              one.id.includes(CSS.escape(extensionId)) ||
              /devtools-panel/.test(one.id),
          ),
      'the panel in the toolbox',
    );
    await toolbox.selectTool(tool.id);
    return (await until(() => views('devtools_panel').at(-1), "the panel's document")).xulBrowser.browserId;
  },
  /** Requests that begin while Firefox's log is read are lost: it is read at once, in a quiet second, and then rarely. */
  async panelHasReadLog(id) {
    await until(() => (logsRead.get(id) ?? 0) >= 2, 'the panel to have read the log');
  },
  async selectTool(id, toolId) {
    const toolbox = gDevTools.getToolboxForTab(tabOf(id));
    const own = toolbox.getAdditionalTools().find((one) => /devtools-panel/.test(one.id));
    await toolbox.selectTool(toolId ?? own.id);
  },
  async dock(id, dock) {
    await gDevTools.getToolboxForTab(tabOf(id)).switchHost(dock);
    return (await until(() => views('devtools_panel').at(-1), "the panel's document")).xulBrowser.browserId;
  },
  splitConsole: (id) => gDevTools.getToolboxForTab(tabOf(id)).splitConsole,
  async closeToolbox(id) {
    logsRead.delete(id);
    const tab = tabOf(id);
    if (tab && gDevTools.getToolboxForTab(tab)) await gDevTools.closeToolboxForTab(tab);
  },
  setTheme: (theme) => Services.prefs.setStringPref('devtools.theme', theme),
  setPref(name, value) {
    if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
    else if (typeof value === 'number') Services.prefs.setIntPref(name, value);
    else Services.prefs.setStringPref(name, value);
  },
  colorScheme(id, scheme) {
    BrowsingContext.getCurrentTopByBrowserId(id).prefersColorSchemeOverride = scheme;
  },
  resize(id, width, height) {
    const browser = browserOf(id);
    const box = browser.getBoundingClientRect();
    browser.ownerDocument.defaultView.browsingContext.topChromeWindow.resizeBy(
      Math.round(width - box.width),
      Math.round(height - box.height),
    );
  },
  async screenshot(id, whole) {
    const context = BrowsingContext.getCurrentTopByBrowserId(id);
    const size = whole
      ? JSON.parse((await ask(await until(() => reach(id), 'the view'), 'size', [], 4_000)).value).value
      : null;
    const area = size && new DOMRect(0, 0, size.width, size.height);
    const picture = await context.currentWindowGlobal.drawSnapshot(area, 1, 'white');
    const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/png').split(',')[1];
  },
  async openPopup() {
    const action = ExtensionParent.apiManager.global.browserActionFor(extension());
    const before = new Set(views('popup'));
    await action.triggerAction(window);
    // Until it shows it is in another window, and what is said to it on the way is lost.
    const isShown = ({ xulBrowser }) => xulBrowser.closest('panel')?.state === 'open';
    const popup = await until(() => views('popup').find((one) => !before.has(one) && isShown(one)), 'the popup');
    return popup.xulBrowser.browserId;
  },
  closePopup() {
    for (const { xulBrowser } of views('popup')) xulBrowser.closest('panel')?.hidePopup();
  },
  /** The labels of the extension's own entries in the menu that is open. */
  async menu() {
    const menu = document.getElementById('contentAreaContextMenu');
    await until(() => menu.state === 'open', 'the context menu');
    return [...menu.querySelectorAll('menuitem, menu')]
      .filter(({ id }) => id.startsWith(`${extensionId.toLowerCase().replaceAll(/[^\w-]/g, '_')}-menuitem-`))
      .map((item) => ({ id: item.id, label: item.label, isMenu: item.localName === 'menu' }));
  },
  async chooseInMenu(label) {
    const menu = document.getElementById('contentAreaContextMenu');
    const find = () => [...menu.querySelectorAll('menuitem')].find((item) => item.label === label && !item.hidden);
    const parent = [...menu.querySelectorAll('menu')].find((item) => item.label === extension().name);
    if (parent) {
      parent.openMenu(true);
      await until(find, `the entry ${label}`);
      parent.menupopup.activateItem(find());
    } else {
      menu.activateItem(await until(find, `the entry ${label}`));
    }
  },
  closeMenu: () => document.getElementById('contentAreaContextMenu').hidePopup(),
  async changeHost(method, pattern) {
    await ExtensionPermissions[method](
      extensionId,
      { permissions: [], origins: [pattern], data_collection: [] },
      extension(),
    );
  },
  /** As after the installation: what the manifest names, and nothing else. */
  async restoreHosts() {
    const named = extension().manifest.host_permissions ?? [];
    const { origins } = await ExtensionPermissions.get(extensionId);
    const change = (method, some) =>
      ExtensionPermissions[method](extensionId, { permissions: [], origins: some, data_collection: [] }, extension());
    const [gone, missing] = [
      origins.filter((one) => !named.includes(one)),
      named.filter((one) => !origins.includes(one)),
    ];
    if (gone.length > 0) await change('remove', gone);
    if (missing.length > 0) await change('add', missing);
  },
  clipboard() {
    const { clipboard } = Services;
    const transfer = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
    transfer.init(null);
    transfer.addDataFlavor('text/plain');
    const { kGlobalClipboard } = clipboard;
    if (!clipboard.hasDataMatchingFlavors(['text/plain'], kGlobalClipboard)) return '';
    clipboard.getData(transfer, kGlobalClipboard);
    const data = {};
    transfer.getTransferData('text/plain', data);
    return data.value.QueryInterface(Ci.nsISupportsString).data;
  },
  /** An entry of the menu chosen over that tab, as the menu itself would tell it; `grant`: with activeTab. */
  emitMenuClick(id, info, grant) {
    const tab = tabOf(id);
    if (grant) extension().tabManager.addActiveTabPermission(tab);
    extension().emit('webext-menu-menuitem-click', info, tab);
  },
  /** Answers the prompt that a page's request opened. */
  async answerPrompt(allow) {
    const find = () => document.getElementById('addon-webext-permissions-notification');
    const prompt = await until(find, 'the prompt for a permission');
    await until(() => PopupNotifications.panel.state === 'open', 'the prompt to open');
    const said = prompt.textContent;
    (allow ? prompt.button : prompt.secondaryButton).click();
    await until(() => PopupNotifications.panel.state === 'closed', 'the prompt to close');
    return said;
  },
  async typeInAddressBar(text) {
    gURLBar.focus();
    gURLBar.search(text);
    await gURLBar.lastQueryContextPromise;
    gURLBar.handleCommand();
  },
  /** As the service that shows notifications tells it. */
  clickNotice(id) {
    const { notificationsMap } = ExtensionParent.apiManager.apis.get(extension()).get('notifications');
    notificationsMap.get(id).observe(null, 'alertclickcallback');
  },
  setOffline: (offline) => void (Services.io.offline = offline),
  complaints: () => complaints,
  forgetComplaints: () => void (complaints.length = 0),
};
