import { IDS } from '../emulator/conversations/catalogue.ts';

/** The chat that tests open: it is in progress, so everything moves. */
export const CURRENT_ID: string = IDS.inProgress;

/** Its address, below the emulator's origin. `html[data-ready]` appears when the page has settled. */
export function chatPath(id: string = CURRENT_ID): string {
  return `/demo/c/${id}`;
}

/** What a scan of `chatPath()` must find, each with the one place that only it has. */
export const ON_PAGE: readonly { id: string; where: string; label: string | null }[] = [
  { id: IDS.inProgress, where: 'url, attribute data-conversation-id, link', label: 'Trip planning: Lisbon to Porto' },
  { id: IDS.threeVersions, where: 'link', label: 'Studio renovation' },
  { id: IDS.fresh, where: 'link', label: 'Support: rate limits' },
  { id: IDS.none, where: 'link', label: 'Sourdough, first try' },
  { id: IDS.failed, where: 'form field Chat to share (its value property, not its attribute)', label: null },
  { id: IDS.stale, where: 'plain text', label: null },
  {
    id: IDS.qualityWarning,
    where: 'link in an open shadow root inside another',
    label: 'Incident review: search outage',
  },
  { id: IDS.unknownStatus, where: 'text and data-thread-id in a same-origin frame', label: null },
];

/** On `#load-older`'s click, and not before, this one becomes a link. Traffic has it from the start. */
export const AFTER_LOAD_OLDER: { id: string; label: string } = { id: IDS.neverCompacted, label: 'Release notes 4.2' };

/** What the page's traffic holds: each id of the list, with its title next to it, and the current one in a POST body. */
export const IN_TRAFFIC: { ids: readonly string[]; request: string; jsonPath: string } = {
  ids: [...ON_PAGE.map(({ id }) => id), AFTER_LOAD_OLDER.id],
  request: '/demo/api/threads',
  jsonPath: '$.threads[].thread.id',
};

/** In the body of `POST /demo/api/read` on opening, and of `POST /demo/api/messages` on sending. */
export const POSTED: { id: string; jsonPath: string } = { id: CURRENT_ID, jsonPath: '$.conversation_id' };

/** Its id stands nowhere: the page only has `data-session-id` with this string, whose UUIDv5 (URL) it is. */
export const BY_SESSION: { session: string; id: string } = { session: 'lesson-hanna-turin', id: IDS.exotic };

/** A scan may see these; none is a conversation, and none may cost a request by itself. */
export const UNLIKELY: readonly { id: string; where: string }[] = [
  { id: 'b1946ac9-2d9f-4c1e-8e0b-5f2a7c3d9e10', where: 'html[data-build]' },
  { id: 'd3486ae9-136e-4856-9c42-212385ea7970', where: 'meta[name=release]' },
  { id: '1f0e3dad-9990-4f3b-a6d5-2c8f7e41b093', where: 'stylesheet name' },
  { id: '4c7f0e92-6d1b-4a58-b3e7-90f2c8d5a164', where: 'script name' },
  { id: 'a87ff679-a2f3-471d-9181-a67b7542122c', where: 'data-request-id of every message, request_id in bodies' },
  { id: '1679091c-5a88-4faf-afb5-e6087eb1b2dc', where: 'X-Trace-Id header, trace_id in answers' },
];

/** A scan must not see these at all. */
export const NEVER: readonly { id: string; where: string }[] = [
  { id: '8f14e45f-ceea-4e67-a2c1-bd0f6a3d5e92', where: 'password field' },
  { id: 'c9f0f895-fb98-4b91-99f5-1fd0297e236d', where: 'autocomplete=cc-number field' },
  { id: '45c48cce-2e2d-4fbd-b7ea-1af51f7c6ad2', where: 'inside a longer hex string' },
  { id: 'e4da3b7f-bbce-4345-9777-2b0674a318d5', where: 'closed shadow root' },
];
