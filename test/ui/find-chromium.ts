import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium to test in: `CHROME_PATH`, or where one is usually installed. */
export function findChromium(): string {
  const found = [process.env['CHROME_PATH'] ?? '', ...USUAL_PLACES].find((path) => path !== '' && existsSync(path));
  if (!found) throw new Error('no Chromium found: set CHROME_PATH');
  return found;
}
