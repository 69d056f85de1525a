import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { until } from '../support/browser/until.ts';
import { filesWith } from '../support/e2e/evidence.ts';
import { testsInNewBrowsers } from '../support/e2e/new-browser.ts';
import { BARE, inspectAnew, lookUp } from '../support/e2e/panel-page.ts';
import { setUp, type Rig } from '../support/e2e/rig.ts';
import { openTab } from '../support/e2e/view.ts';
import { storedTexts } from '../support/e2e/stored-texts.ts';
import { ASKED, CONVERSATION } from '../support/transcripts/exchange.ts';
import { SAMPLES } from '../support/transcripts/forms.ts';

/** Messages of a page's chats, in every form: where they go, and where they never do. */

const it = testsInNewBrowsers({ key: 'remembered' });

/** In none of the forms, so that each has an id of its own. */
const idOf = (n: number) => `5537b6c6-fb4a-53c3-aac3-${n.toString(16).padStart(12, '0')}`;
const canary = () => `message_canary_${randomBytes(16).toString('hex')}`;

interface Sent {
  name: string;
  id: string;
  word: string;
  body: string;
}

/** Each form once, with an id and a word of its own in what it says. */
const sent: readonly Sent[] = SAMPLES.filter(({ data }) => /"(?:role|kwargs|human)"/.test(JSON.stringify(data))).map(
  ({ name, data }, at) => {
    const [id, word] = [idOf(at + 1), canary()];
    const body = JSON.stringify(data).replaceAll(CONVERSATION, id).replaceAll(ASKED, `${ASKED} ${word}`);
    return { name, id, word, body };
  },
);

/** As an app sends a chat: the id stands in the address too, where the form has no place for it. */
const send = (page: Page, { id, body }: Sent) =>
  page.evaluate(
    async (id, body) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(`/nothing?conversation_id=${id}`, { method: 'POST', headers, body });
    },
    id,
    body,
  );

const keptIn = async (rig: Rig, place: 'session' | 'databases', word: string) =>
  (await storedTexts(rig))[place].includes(word);

it('are known of every form that a page sends, and never on disk unless the profile says so', async ({
  rig,
  userDataDir,
}) => {
  const { page, frame } = await inspectAnew(rig, BARE);
  expect(sent.length).toBeGreaterThan(15);
  for (const one of sent) await send(page, one);
  for (const { name, id, word } of sent) {
    await until(() => keptIn(rig, 'session', word), `${name} to be known`);
    const { session } = await storedTexts(rig);
    const record = session.split('\n').find((text) => text.includes(word)) ?? '';
    expect(record, name).toContain(`messages:default|${id}`);
  }
  const { local, databases } = await storedTexts(rig);
  for (const { word } of sent) expect(local + databases).not.toContain(word);
  const [first] = sent;
  if (!first) return;
  expect(filesWith(userDataDir, first.word)).toEqual([]);

  const { settings } = await setUp(rig, 'overview', {});
  const [profile] = settings.profiles;
  const keep = (keepMessages: boolean) =>
    setUp(rig, 'save-profile', { profileId: profile?.id ?? '', changes: { keepMessages }, key: null });
  await keep(true);
  // Only what somebody opens: the chats of other pages are none of its concern.
  await send(page, { ...first, body: first.body.replaceAll(first.word, `${first.word} again`) });
  await until(() => keptIn(rig, 'session', `${first.word} again`), 'the message to be known');
  expect(await keptIn(rig, 'databases', first.word)).toBe(false);
  await lookUp(frame, IDS.threeVersions, 'completed');
  await openTab(frame, 'Kept & lost');
  await frame.waitForSelector('.kept-tab :is(.kept-known, .kept-ways)');
  const later = { ...first, id: IDS.threeVersions, word: canary() };
  await send(page, {
    ...later,
    body: first.body.replaceAll(first.word, later.word).replaceAll(first.id, later.id),
  });
  await until(() => keptIn(rig, 'databases', later.word), 'the message to be on this device');
  await until(() => filesWith(userDataDir, later.word).length > 0, 'the search of files to find what is there');

  await keep(false);
  expect(await keptIn(rig, 'databases', later.word)).toBe(false);
  await setUp(rig, 'erase-everything', {});
  const left = await storedTexts(rig);
  for (const { word } of [...sent, later]) expect(left.session + left.local + left.databases).not.toContain(word);
});
