/**
 * The worker. Wires everything and registers every listener in the first tick, before any `await`: an event that wakes
 * the worker is delivered only to listeners that exist by then.
 */
import { DEMO_PROFILE_ID } from '../core/profile/profile-names.ts';
import { notifyEnded, onNotificationClicked, showBadge, translate } from '../platform/worker/action.ts';
import { alarms, onAlarm } from '../platform/worker/alarms.ts';
import { systemClock } from '../platform/clock.ts';
import { identity, onRequest, onView } from '../platform/worker/incoming.ts';
import { createMenus, onInstalled, onMenuClick, onOmnibox, onStartup } from '../platform/worker/menus.ts';
import { bundledJson, isOnline, onOnline } from '../platform/worker/network.ts';
import { linkTexts, scanTab } from '../platform/worker/page-scan.ts';
import { hasOrigin, onPermissionsChanged } from '../platform/permissions.ts';
import { openDatabase, storageArea, type StorageKind } from '../platform/storage.ts';
import { openFullView, openOptionsPage, openWelcome } from '../platform/tabs.ts';
import { createSynapClient } from '../synap/client.ts';
import { createDemoClient } from './outbound/demo-client.ts';
import { createHandlers } from './inbound/handlers.ts';
import { startFor, startForClick, startForTyped } from './menus.ts';
import { notificationOf } from './notices/notification.ts';
import { createRouter } from './inbound/router.ts';
import { createServices } from './services.ts';
import { ignoreErrors } from './serialize.ts';
import { attachView } from './inbound/view-ports.ts';
import { endedRuns, nameOf } from './notices/end-notices.ts';
import { POLL_ALARM } from './watch/poll-schedule.ts';

let storageKind: StorageKind = 'disk';
const noteKind = (kind: StorageKind) => {
  storageKind = kind;
  // Open views say so, too; the services exist once this script has run.
  queueMicrotask(() => whenReady(services.broadcastOverview));
};
const { random } = Math;
const realClient = createSynapClient({
  fetch: (input, init) => fetch(input, init),
  clock: systemClock,
  random,
  isOnline,
});

const session = storageArea('session');
const demoClient = createDemoClient({ load: () => bundledJson('demo.json'), session, clock: systemClock }, random);

const own = identity();
const services = createServices({
  version: own.version,
  clock: systemClock,
  local: storageArea('local'),
  session,
  vaultStore: openDatabase('synap-vault', noteKind, session),
  cacheStore: openDatabase('synap-cache', noteKind),
  messageStore: openDatabase('synap-messages', noteKind),
  historyStore: openDatabase('synap-history', noteKind),
  storageKind: () => storageKind,
  alarms,
  clientFor: (demo) => (demo ? demoClient : realClient),
  hasOrigin,
  scan: scanTab,
  openOptionsPage,
  showBadge,
  notifyEnded: (notice) => {
    const { title, message } = notificationOf(notice.records, translate);
    return notifyEnded(notice.profileId, nameOf(notice), title, message);
  },
  isOnline,
  newId: () => crypto.randomUUID(),
});
services.wake();
const { watcher } = services;

const handlers = createHandlers(services);
const choose = handlers['choose-profile'];
onRequest(createRouter(handlers, own, services.ready));
onView((port) => attachView(port, services.views, own));
/** A notification is clicked in no view. */
const NO_VIEW = { viewId: '', profileId: null };
/** Runs once start-up is done. Best effort: the next event makes up for a failure. */
const whenReady = (run: () => unknown) => ignoreErrors(services.ready().then(run));
onAlarm((name) => {
  if (name === POLL_ALARM) whenReady(watcher.tick);
});
onMenuClick((click) => ignoreErrors(startForClick(click, { scan: services.scan, linkTexts }).then(openFullView)));
onOmnibox((text) => ignoreErrors(openFullView(startForTyped(text))));
onNotificationClicked((profileId, name) => {
  // A run of another profile is shown under that profile.
  const chosen = services.ready().then(() => choose({ profileId, demo: profileId === DEMO_PROFILE_ID }, NO_VIEW));
  // The view opens even when the profile could not be chosen, and shows why.
  const opened = chosen.catch(() => undefined).then(() => endedRuns(services.watcher, profileId, name));
  ignoreErrors(opened.then((ids) => openFullView(startFor(ids, 'notice'))));
});
onPermissionsChanged(() => {
  services.contexts.dropAhead();
  whenReady(services.broadcastOverview);
});
/** An update and a restart lose the badge, in Firefox alarms too; views may still show that there is no network. */
const catchUp = () => {
  whenReady(services.broadcastOverview);
  whenReady(watcher.tick);
};
onOnline(catchUp);
onInstalled((isNew) => {
  ignoreErrors(createMenus());
  catchUp();
  if (isNew) ignoreErrors(openWelcome());
});
onStartup(catchUp);
