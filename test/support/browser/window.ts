import type { Page } from 'puppeteer-core';

/** The browser's own menu and prompts, as a hand meets them. */
export interface BrowserWindow {
  /** Opens the real context menu over an element; the labels of the extension's entries. */
  rightClick(page: Page, selector: string): Promise<string[]>;
  /** Chooses in the menu that is open. */
  chooseInMenu(label: string): Promise<void>;
  /** Answers the prompt for a permission; what it said. */
  answerPrompt(allow: boolean): Promise<string>;
}

const notDriven = () => Promise.reject(new Error("the browser's own window is driven in Firefox only"));

/** Chromium without a display has neither. */
export const noWindow: BrowserWindow = { rightClick: notDriven, chooseInMenu: notDriven, answerPrompt: notDriven };
