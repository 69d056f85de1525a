/** Prepares everything the scripts need. Uses only Node, because it runs before the packages are installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, findFirefox } from './browser-path.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED = [20, 19];

/** Checks Node, installs the packages, finds or installs the browsers; their paths go into `CHROME_PATH` and `FIREFOX_PATH`. */
export function setUp(browsers = ['chromium']) {
  checkNode();
  ensurePackages();
  for (const name of browsers) {
    const { variable } = BROWSERS[name];
    process.env[variable] = ensureBrowser(name);
  }
}

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major === NEEDED[0] ? minor >= NEEDED[1] : major === 22 ? minor >= 12 : major > 22;
  if (!ok)
    stop(
      `Node ${version} is too old or unsupported: install Node ${NEEDED.join('.')} or later (20.x), or 22.12 or later.`,
    );
}

/** Runs `npm ci`, unless the installed packages match the lock file. */
export function ensurePackages() {
  if (packagesMatch()) return;
  console.log('Installing packages (npm ci)…');
  // `npm` is a .cmd file on Windows, which only a shell can start.
  const { status } = run('npm', ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
  if (status !== 0) stop('npm ci failed: see above. It needs the npm registry, or a filled npm cache.');
}

function packagesMatch() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const installed = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  const missing = Object.entries(wanted).some(([path, { version, optional }]) => {
    if (path === '') return false;
    const found = installed[path];
    // An optional package may be for another system.
    return found ? found.version !== version || !existsSync(join(ROOT, path)) : !optional;
  });
  return !missing && Object.keys(installed).every((path) => path in wanted);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

const BROWSERS = {
  chromium: {
    variable: 'CHROME_PATH',
    find: findBrowser,
    packages: ['chromium'],
    missing: 'No Chromium was found: install Chromium, Chrome or Edge, or set CHROME_PATH to its program.',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    find: findFirefox,
    packages: ['firefox-esr', 'firefox'],
    missing: 'No Firefox was found: install Firefox 140 or later, or set FIREFOX_PATH to its program.',
  },
};

export const BROWSER_NAMES = Object.keys(BROWSERS);

/** The path of that browser; on Debian and Ubuntu it is installed if missing. */
export function ensureBrowser(name) {
  const { variable, find, packages, missing } = BROWSERS[name];
  const found = find();
  if (found) return found;
  if (process.env[variable]) stop(`${variable} is no program that can be run: ${process.env[variable]}`);
  if (canInstall()) installBrowser(packages, variable);
  return find() ?? stop(missing);
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** The first of these packages that the system has. */
function installBrowser(packages, variable) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const fonts = hasFonts() ? [] : ['fonts-dejavu-core'];
  run('apt-get', ['update', '-qq'], { env });
  const isInstalled = packages.some((name) => {
    console.log(`Installing ${name} (apt-get)…`);
    return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name, ...fonts], { env }).status === 0;
  });
  if (!isInstalled) stop(`apt-get could not install ${packages[0]}: see above; or set ${variable} to a browser.`);
}

/** Without any font, text on screenshots is empty boxes. */
function hasFonts() {
  try {
    return readdirSync('/usr/share/fonts', { recursive: true }).some((name) => /\.(ttf|otf|pfb)$/i.test(String(name)));
  } catch {
    return false;
  }
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
}

function stop(line) {
  console.error(line);
  process.exit(1);
}
