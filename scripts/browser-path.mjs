import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'brave-browser',
];
const MAC = ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge', 'Brave Browser'];
const WINDOWS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a Chromium: `CHROME_PATH`, else the usual places. Null: none found. */
export function findBrowser(env = process.env) {
  // An explicit `CHROME_PATH` is used or reported as unusable, never silently replaced.
  if (env.CHROME_PATH) return runs(env.CHROME_PATH) ? env.CHROME_PATH : null;
  return candidates(env).find(runs) ?? null;
}

function candidates(env) {
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter(Boolean);
  const mac = MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
  const windows = roots.flatMap((root) => WINDOWS.map((path) => join(root, path)));
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...mac, ...windows];
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
