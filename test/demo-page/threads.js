/**
 * Where each chat of the list is shown, by its position there. `expected.ts` says the same for the emulator's own
 * conversations; with archives in their place the positions still hold.
 */
const PLACES = {
  sidebar: [0, 1, 2, 4],
  share: [3],
  pinned: [5],
  recent: [6],
  frame: [7],
  older: [8],
};

/** The chats, as the app's own API lists them. */
export async function loadThreads() {
  const response = await fetch('/demo/api/threads');
  const { threads } = await response.json();
  return threads.map(({ thread }) => thread);
}

export function allPlaced(threads, place) {
  return PLACES[place].map((index) => threads[index]).filter((thread) => thread !== undefined);
}

export function placed(threads, place) {
  return allPlaced(threads, place)[0];
}
