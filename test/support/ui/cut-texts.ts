import type { Page } from 'puppeteer-core';

/** Rows that `audit` and `cutTexts` remove: looking at thousands of them takes seconds or minutes, and they are all alike. */
export const FAR_ROWS = '[role="option"]:nth-child(n + 30)';

/**
 * Texts of a page that cannot be read whole: cut off at the side without a title that has them, out of their own box, or
 * out of the window.
 */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate((far) => {
    for (const row of document.querySelectorAll(far)) row.remove();
    const SLACK_PX = 1;
    /** Blanks at the end of a line hang out of a box that keeps them. */
    const BLANK_PX = 9;
    const faults = new Map<string, string>();
    const nameOf = (element: Element) => {
      const named = [...element.classList].map((name) => `.${name}`).join('');
      return `${element.localName}${named}`;
    };
    const isHidden = (element: Element) =>
      element.closest('.visually-hidden, [hidden], title, option') !== null ||
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      [...parentsOf(element)].some((each) => getComputedStyle(each).clipPath !== 'none');
    function* parentsOf(element: Element | null): Generator<Element> {
      for (let each = element; each; each = each.parentElement) yield each;
    }
    const hasTitle = (element: Element) => [...parentsOf(element)].some((each) => each.hasAttribute('title'));
    /** The box that a text may not leave, and whether what leaves it can still be reached. */
    const look = (element: Element, text: DOMRect, words: string) => {
      const slack = getComputedStyle(element).whiteSpace === 'pre-wrap' ? BLANK_PX : SLACK_PX;
      // What is placed by itself leaves every box but the one that it is placed in.
      let isPlaced = false;
      for (const each of parentsOf(element)) {
        const { overflowX, display, textOverflow, position } = getComputedStyle(each);
        if (display === 'inline' || display === 'contents' || (isPlaced && position === 'static')) continue;
        isPlaced = position === 'absolute' || position === 'fixed';
        const box = each.getBoundingClientRect();
        const isOut = text.left < box.left - slack || text.right > box.right + slack;
        if (!isOut) {
          if (overflowX !== 'visible') return;
          continue;
        }
        if (overflowX === 'auto' || overflowX === 'scroll') return;
        if (textOverflow === 'ellipsis' && hasTitle(each)) return;
        faults.set(`${nameOf(each)} > ${nameOf(element)}`, words);
        return;
      }
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (words === '' || !element || element.closest('svg, script, style') || isHidden(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) if (rect.width > 0) look(element, rect, words);
    }
    const tooWide = document.documentElement.scrollWidth - innerWidth;
    return [
      ...(tooWide > 0 ? [`the page is ${tooWide} px too wide`] : []),
      ...[...faults].map(([where, words]) => `${where}: ${words.slice(0, 60)}`),
    ];
  }, FAR_ROWS);
