import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { FAR_ROWS } from '../cut-texts.ts';
import { openStory, settle, type StoryOptions } from '../story-server.ts';
import type { Theme } from '../story.ts';

interface Fault {
  rule: string;
  where: string;
  why: string;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** List options are named by label and id; their other columns are their description. */
const EXCEPT = { id: 'label-content-name-mismatch', selector: '*:not([role="option"])' };
/** Collects faults, each once, with the scenes in which it was found. */
export class Faults {
  readonly #seen = new Map<string, string[]>();
  readonly #looks = new Set<string>();

  /** False when the same page was audited before: some stories differ only after a click. */
  async isNew(page: Page): Promise<boolean> {
    const look = await page.evaluate(() => {
      const fields = [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')];
      const state = [
        innerWidth,
        fields.map(({ value, checked }) => [value, checked]),
        document.activeElement?.outerHTML,
      ];
      return JSON.stringify(state) + document.documentElement.outerHTML;
    });
    if (this.#looks.has(look)) return false;
    this.#looks.add(look);
    return true;
  }

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

/** Opens a story with axe in its page, and waits until it is fully rendered. */
export async function openForAudit(name: string, options: StoryOptions = {}): Promise<Page> {
  const page = await openStory(name, options);
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate((script) => window.allStories?.install(script), axe.source);
    await page.evaluate((rule) => window.axe.configure({ rules: [rule] }), EXCEPT);
  }
  await settle(page);
  return page;
}

/** The faults of the page in a theme, by all WCAG rules or only by `rules`. */
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

/** Audits by every rule in the light theme, and by the rules about colours in the dark one. */
export async function auditBoth(page: Page, scene: string, faults: Faults): Promise<void> {
  if (!(await faults.isNew(page))) return;
  faults.add(`${scene} light`, await audit(page, 'light'));
  faults.add(`${scene} dark`, await audit(page, 'dark', ['color-contrast', 'link-in-text-block']));
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
