import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const MAC = ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge', 'Brave Browser'];
const CHROMIUM = {
  names: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    'brave-browser',
  ],
  mac: MAC.map((name) => `${name}.app/Contents/MacOS/${name}`),
  windows: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
};
const FIREFOX = {
  names: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
  mac: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
  windows: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
};

/** The path of a Chromium: `CHROME_PATH`, else the usual places. Null: none found. */
export function findBrowser(env = process.env) {
  return find(env, env.CHROME_PATH, CHROMIUM);
}

/** The path of a Firefox: `FIREFOX_PATH`, else the usual places. Null: none found. */
export function findFirefox(env = process.env) {
  return find(env, env.FIREFOX_PATH, FIREFOX);
}

/** An explicit path is used or reported as unusable, never silently replaced. */
function find(env, explicit, places) {
  if (explicit) return runs(explicit) ? explicit : null;
  return candidates(env, places).find(runs) ?? null;
}

function candidates(env, places) {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter(Boolean);
  const mac = places.mac.map((path) => `/Applications/${path}`);
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
  const windows = roots.flatMap((root) => places.windows.map((path) => join(root, path)));
  return [...places.names.flatMap((name) => folders.map((folder) => join(folder, name))), ...mac, ...windows];
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
