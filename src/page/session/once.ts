/** One scan, for whoever can await it. */
import { walkRoots } from '../find/walk.ts';
import { type Answer, createScan, heldSession, hold, letGo, newKnown, type Session } from './session.ts';

/** On a busy page, turns are long in coming: from then on the scan takes one. */
const PATIENCE_MS = 1000;

export function scanOnce(): Answer | Promise<Answer> {
  const scan = createScan(
    (state) => {
      state.roots.push(document);
      return walkRoots(state);
    },
    newKnown(() => true),
    () => session.namer,
  );
  let before: Session | undefined;
  /** Two scans may wait at once: each naming script takes the one that began to wait last, and leaves the others. */
  const settle = (answer: Answer): Answer => {
    if (!('waitsFor' in answer)) return answer;
    before = heldSession();
    hold(session);
    return answer;
  };
  const go = (): Answer | Promise<Answer> => {
    const answer = scan();
    return isTurn(answer) ? goOn(scan).then(settle) : settle(answer);
  };
  const run = (): Answer | Promise<Answer> => {
    if (before === undefined) letGo();
    else hold(before);
    return go();
  };
  const session: Session = { namer: null, run, stop: () => undefined };
  // Whoever follows the page in the same world begins anew.
  heldSession()?.stop();
  return go();
}

async function goOn(scan: () => Answer): Promise<Answer> {
  const startedAt = performance.now();
  let answer: Answer;
  do {
    // oxlint-disable-next-line no-await-in-loop -- turn by turn
    if (performance.now() - startedAt < PATIENCE_MS) await nextTurn();
    answer = scan();
  } while (isTurn(answer));
  return answer;
}

function isTurn(answer: Answer): boolean {
  return 'waitsFor' in answer && answer.waitsFor === 'turn';
}

/** Lets the page do what it waits for; a timer would wait for 4 ms, or for a second where the tab is hidden. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(0);
  });
}
