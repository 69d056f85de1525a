/** Stories under the eyes of axe: many of them in one page, in both themes. */
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

export type Theme = 'light' | 'dark';

interface Fault {
  rule: string;
  where: string;
  why: string;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** An option of the list is named by its full id, which is the contract; what it shows is its description. */
const EXCEPT = { id: 'label-content-name-mismatch', selector: '*:not([role="option"])' };
/** Of thousands of rows, which are all alike, the first few stand for the others: axe would look at them for minutes. */
const FAR_ROWS = '[role="option"]:nth-child(n + 30)';
const QUIET_MS = 60;
const PATIENCE_MS = 2000;

/** Every fault, once each, with where it was seen. */
export class Faults {
  readonly #seen = new Map<string, string[]>();

  add(scene: string, faults: Fault[]): void {
    for (const { rule, where, why } of faults) {
      const key = `${rule} at ${where}: ${why}`;
      this.#seen.set(key, [...(this.#seen.get(key) ?? []), scene]);
    }
  }

  lines(): string[] {
    return [...this.#seen].map(
      ([fault, scenes]) =>
        `${fault} [${scenes.slice(0, 3).join(', ')}${scenes.length > 3 ? `, +${scenes.length - 3}` : ''}]`,
    );
  }
}

export async function installAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  await page.evaluate((rule) => window.axe.configure({ rules: [rule] }), EXCEPT);
}

export async function storyNames(page: Page): Promise<string[]> {
  return (await page.evaluate(() => window.allStories?.names())) ?? [];
}

/** Shows a story in this page and waits until its answers have arrived. */
export async function showStory(page: Page, name: string): Promise<void> {
  await page.evaluate((path) => window.allStories?.show(path), name);
  await settle(page);
}

/** Waits until the page has been the same for a moment: countdowns change it but once a second. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    (quietMs, patienceMs) =>
      new Promise<void>((resolve) => {
        const end = () => {
          observer.disconnect();
          clearTimeout(timer);
          clearTimeout(last);
          resolve();
        };
        let timer = setTimeout(end, quietMs);
        const last = setTimeout(end, patienceMs);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(end, quietMs);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    QUIET_MS,
    PATIENCE_MS,
  );
}

/** What is wrong with the page as it stands, in a theme; `rules`: only these. */
export async function audit(page: Page, theme: Theme, rules?: string[]): Promise<Fault[]> {
  const runOnly = rules ? { type: 'rule' as const, values: rules } : { type: 'tag' as const, values: TAGS };
  return page.evaluate(
    async (scheme, only, far) => {
      for (const row of document.querySelectorAll(far)) row.remove();
      document.documentElement.dataset['theme'] = scheme;
      const { violations } = await window.axe.run(document, {
        runOnly: only,
        resultTypes: ['violations'],
        ...(only.type === 'tag' ? { rules: { 'target-size': { enabled: true } } } : {}),
      });
      return violations.flatMap((violation) =>
        violation.nodes.map((node) => ({
          rule: violation.id,
          where: node.target.join(' '),
          why: (node.failureSummary ?? violation.help).split('\n').slice(1).join(' ').trim(),
        })),
      );
    },
    theme,
    runOnly,
    FAR_ROWS,
  );
}

/** Light: every rule. Dark: what colours decide. */
export async function auditBoth(page: Page, scene: string, faults: Faults): Promise<void> {
  faults.add(`${scene} light`, await audit(page, 'light'));
  faults.add(`${scene} dark`, await audit(page, 'dark', ['color-contrast', 'link-in-text-block']));
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
