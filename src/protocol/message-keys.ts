/** The names under which views keep messages, and by which the worker deletes them. */

/** Of all profiles' transcripts in a store. */
export const MESSAGES_INDEX = 'messages';

export function messagesPrefix(profileId: string): string {
  return `messages:${profileId}|`;
}

/** In `storage.session`: when the worker last deleted the profile's messages, epoch ms. */
export function messagesGoneKey(profileId: string): string {
  return `messages-gone:${profileId}`;
}
