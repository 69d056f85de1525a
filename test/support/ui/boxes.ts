import type { Page } from 'puppeteer-core';

/** A block and where it stands: how far from the left and the right of the page, whose scroll bar stays where it is. */
export interface Box {
  path: string;
  left: number;
  right: number;
}

/**
 * Where the blocks of a page are. What stands inside a line of text is left out, and so is what runs from left to right
 * in every language: ids, code, JSON.
 */
export const boxesOf = (page: Page): Promise<Box[]> =>
  page.evaluate(() => {
    const pathOf = (element: Element): string => {
      const parent = element.parentElement;
      if (!parent || element === document.body) return '';
      const at = [...parent.children].indexOf(element);
      return `${pathOf(parent)}/${element.localName}${[...element.classList].map((name) => `.${name}`).join('')}[${at}]`;
    };
    const whole = (document.getElementById('app') ?? document.body).getBoundingClientRect();
    const isBlock = (element: Element) =>
      /^(?:block|flex|grid|table|list-item)/.test(getComputedStyle(element).display);
    return (
      [...document.querySelectorAll('body *')]
        // Of a long list, all rows are alike.
        .filter((element) => !element.closest('[role="option"]:nth-child(n + 20), [role="row"]:nth-child(n + 20)'))
        .filter((element) => !element.closest('.mono *, .json-tree-branch *, bdi, svg *, option') && isBlock(element))
        .map((element) => ({ path: pathOf(element), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 0)
        .map(({ path, box }) => ({ path, left: box.left - whole.left, right: whole.right - box.right }))
    );
  });
