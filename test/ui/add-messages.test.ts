import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { ID } from '../support/ui/fixtures.ts';
import { textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { openStory } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';
import { SAMPLES } from '../support/transcripts/forms.ts';

const FIELD = 'dialog textarea';
const ADD = 'dialog button[type="submit"]';

async function open(): Promise<Page> {
  const page = await openStory('add/dialog');
  await page.waitForSelector('dialog[open]');
  return page;
}

/** Puts a text into the field at once, as a paste does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.$eval(
    FIELD,
    (field, pasted) => {
      if (!(field instanceof HTMLTextAreaElement)) return;
      field.value = pasted;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    text,
  );
}

async function chooseFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'synap-add-'));
  await writeFile(join(folder, name), content);
  const input = (await page.$('dialog input[type="file"]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(join(folder, name));
  await page.waitForSelector('dialog .add-file');
  await page.waitForFunction(() => document.querySelector('.add-preview, .add-problem') !== null);
  await rm(folder, { recursive: true });
}

const openAi = JSON.stringify(SAMPLES.find(({ form }) => form === 'openai-chat')?.data, null, 2);

describe('Add messages', () => {
  it('shows what was understood of a paste before it is used', async () => {
    const page = await open();
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    expect(await page.$eval(ADD, (button) => button.ariaDisabled)).toBe('true');
    await paste(page, openAi);
    await waitForText(page, '3 messages', '.add-preview');
    const preview = await textOf(page, '.add-preview');
    expect(preview).toContain('OpenAI chat request');
    expect(preview).toContain('2 user · 1 assistant');
    expect(preview).toContain('1 system instruction (at $.messages[0])');
    expect(preview).toContain('2 tool calls and results (first: at $.messages[2])');
    expect(preview).not.toContain('another conversation');
    expect(await textOf(page, ADD)).toBe('Add 3 messages');
    await page.click(ADD);
    await waitForText(page, 'closed');
    expect(await page.$('dialog[open]')).toBeNull();
  });

  it('says what is wrong, where, and what to do, and keeps the text', async () => {
    const page = await open();
    const text = '{\n "messages": [\n  {"role": "user", "content": oops}\n ]\n}';
    await paste(page, text);
    await waitForText(page, 'Not valid JSON: line 3, at $.messages[0].content', '.add-problem');
    await waitForText(page, 'Fix it there, or copy or export it again.', '.add-problem');
    expect(await page.$eval(FIELD, (field) => (field as HTMLTextAreaElement).value)).toBe(text);
    await page.click(ADD);
    expect(await page.$('dialog[open]')).not.toBeNull();
    await paste(page, text.replace('oops', '"ok"'));
    await waitForText(page, '1 message', '.add-preview');
    await paste(page, '');
    await page.waitForFunction(() => document.querySelector('.add-preview, .add-problem') === null);
  });

  it('warns where the data names another conversation', async () => {
    const page = await open();
    const other = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
    await paste(
      page,
      JSON.stringify({ conversation_id: other, model: 'm', messages: [{ role: 'user', content: 'x' }] }),
    );
    await waitForText(page, `This data names another conversation: ${other}`, '.add-preview');
    expect(other).not.toBe(ID);
  });

  it('reads a file, also in UTF-16, and gives the field back', async () => {
    const page = await open();
    await paste(page, 'User: hello');
    await chooseFile(page, 'chat.json', Buffer.from(`\uFEFF${openAi}`, 'utf16le'));
    await waitForText(page, 'chat.json', '.add-file');
    await waitForText(page, '3 messages', '.add-preview');
    await page.click('.add-file button');
    await waitForText(page, '1 message', '.add-preview');
    expect(await page.$eval(FIELD, (field) => (field as HTMLTextAreaElement).value)).toBe('User: hello');
  });

  it('takes a file that is dropped', async () => {
    const page = await open();
    await page.$eval('dialog form', (form) => {
      const data = new DataTransfer();
      data.items.add(new File(['User: hi\nAssistant: hello'], 'chat.txt', { type: 'text/plain' }));
      form.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
      form.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await waitForText(page, '2 messages', '.add-preview');
    expect(await page.$('.add-over')).toBeNull();
  });

  it('closes with Escape', async () => {
    const page = await open();
    await page.focus(FIELD);
    await page.keyboard.press('Escape');
    await waitForText(page, 'closed');
  });

  it('reads 10 MB without holding up the view', async () => {
    const page = await open();
    const count = 25_000;
    await page.evaluate(() => {
      const drawn = { frames: 0 };
      Object.assign(window, { drawn });
      const count = () => {
        if (document.querySelector('dialog [role="status"]')?.textContent === 'Reading…') drawn.frames += 1;
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    });
    const messages = Array.from({ length: count }, (_, at) => ({
      role: at % 2 === 0 ? 'user' : 'assistant',
      content: `${at} ${'words of somebody '.repeat(22)}`,
    }));
    const text = JSON.stringify({ messages });
    expect(text.length).toBeGreaterThan(10_000_000);
    await chooseFile(page, 'large.json', text);
    await waitForText(page, '25,000 messages', '.add-preview');
    await page.click(ADD);
    await waitForText(page, 'closed');
    const drawn = await page.evaluate(() => (window as unknown as { drawn: { frames: number } }).drawn);
    expect(drawn.frames).toBeGreaterThan(3);
  });
});
