import { expect, test } from 'vitest';
import type { ScanResult } from '../../../../src/core/discovery/evidence.ts';
import { fail, succeed, type Outcome } from '../../../../src/core/errors.ts';
import { createScanner } from '../../../../src/panel/discovery/scanner.ts';
import { createManualClock } from '../../../support/manual-clock.ts';

const READ: Outcome<ScanResult> = succeed({
  found: [],
  truncated: false,
  unreadableFrames: 0,
  tookMs: 5,
  url: 'https://app.example/',
  title: 'App',
});

test('a page is read as a whole at first, when that is asked, after a failure and when it is new; else its changes', async () => {
  const clock = createManualClock(0);
  const asked: boolean[] = [];
  let answer: (outcome: Outcome<ScanResult>) => void = () => undefined;
  const scanner = createScanner(
    {
      scan: (isWhole) =>
        new Promise((resolve) => {
          asked.push(isWhole);
          answer = resolve;
        }),
      onNavigated: () => () => undefined,
      capture: () => () => undefined,
      onVisibility: () => () => undefined,
    },
    clock,
    () => false,
  );
  const settle = async (outcome: Outcome<ScanResult>): Promise<void> => {
    answer(outcome);
    // The answer passes through a few promises.
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (let ticks = 0; ticks < 5; ticks += 1) await Promise.resolve();
    await clock.advance(60_000);
  };
  scanner.setVisible(true);
  await clock.advance(0);
  await settle(READ);
  await settle(READ);
  await settle(fail({ kind: 'not-scannable', reason: 'no-answer' }));
  await settle(READ);
  expect(asked.splice(0)).toEqual([true, false, false, true, false]);
  const late = answer;
  scanner.restart();
  await clock.advance(0);
  // What the scan before read does not count any more.
  late(READ);
  await settle(READ);
  expect(asked.splice(0)).toEqual([true, false]);
  scanner.startOver();
  await clock.advance(60_000);
  expect(asked).toEqual([true]);
  scanner.stop();
});
