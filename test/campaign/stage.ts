import type { Frame, Page } from 'puppeteer-core';
import type { Overview } from '../../src/protocol/overview.ts';
import { createDice, type Dice } from '../support/random.ts';
import { until } from '../support/browser/until.ts';
import { ask, giveKey, type Rig } from '../support/e2e/rig.ts';
import { shows, type View } from '../support/e2e/view.ts';
import type { Conversation } from '../emulator/conversation.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { MAIN_INSTANCE, OTHER_INSTANCE } from '../emulator/keys.ts';

/** Two profiles, whose keys see different conversations under the same ids. */
export const PROFILES = { default: MAIN_INSTANCE, other: OTHER_INSTANCE } as const;
export type ProfileId = keyof typeof PROFILES;

export const POOL = [
  IDS.fresh,
  IDS.threeVersions,
  IDS.failed,
  IDS.stale,
  IDS.qualityWarning,
  IDS.exotic,
  IDS.neverCompacted,
] as const;
/** Those that the other instance knows; it answers 404 for the rest. */
const SHARED = [IDS.fresh, IDS.threeVersions, IDS.stale, IDS.neverCompacted];

/**
 * A run's id follows from its conversation and number. The other instance's latest runs are counted from here, so that
 * an id tells the instance.
 */
const OTHER_FROM = 60;

/** Where the campaign plays: the views under which the worker dies. */
export interface Stage {
  rig: Rig;
  dice: Dice;
  full: Page;
  panel: Frame;
  options: Page;
  /** Times that *Compact* was pressed. */
  presses: number;
}

export async function setStage(rig: Rig, seed: number): Promise<Stage> {
  const { extension, emulator } = rig;
  await giveKey(rig);
  seedOtherInstance(rig);
  emulator.world.setCredits('normal', 1_000_000);
  emulator.world.setCredits('otherInstance', 1_000_000);
  const options = await extension.openPage('options');
  await addOtherProfile(options, emulator.keys.otherInstance);
  const { frame } = await extension.openPanel(await extension.visit(`${emulator.httpOrigin}/demo/`));
  const full = await extension.openPage('inspector', { id: IDS.fresh });
  await shows(full, { status: 'completed' });
  return { rig, dice: createDice(seed), full, panel: frame, options, presses: 0 };
}

function seedOtherInstance({ emulator: { world } }: Rig): void {
  for (const id of SHARED) {
    const messages = Array.from({ length: 40 }, (_, index) => ({
      role: 'user' as const,
      content: `Elsewhere, message ${index} of ${id}, about a harbour and its ferries.`,
    }));
    world.record(id, messages, OTHER_INSTANCE);
    for (let run = 0; run <= OTHER_FROM; run += 1) {
      world.startRun(id, { seconds: 0 }, OTHER_INSTANCE);
      // A run of no length ends as soon as somebody looks.
      world.conversation(id, OTHER_INSTANCE);
    }
  }
}

async function addOtherProfile(options: Page, key: string): Promise<void> {
  const { settings } = await overviewOf(options);
  const [first] = settings.profiles;
  if (!first) throw new Error('there is no profile');
  const profiles = [first, { ...first, id: 'other', name: 'Other', colour: 'blue' as const }];
  const done = [
    await ask(options, 'save-settings', { settings: { ...settings, profiles } }),
    await ask(options, 'set-key', { profileId: 'other', key, remember: true }),
  ];
  if (done.some(({ ok }) => !ok)) throw new Error(`no second profile: ${JSON.stringify(done)}`);
}

/** Asked as often as it takes: the worker may just be dying. */
export function overviewOf(view: View): Promise<Overview> {
  return until(async () => {
    const answer = await ask(view, 'overview', {});
    return answer.ok && answer.value;
  }, 'the overview');
}

export async function activeProfile({ options }: Stage): Promise<ProfileId> {
  const { activeProfileId } = await overviewOf(options);
  if (activeProfileId !== 'default' && activeProfileId !== 'other')
    throw new Error(`the active profile is ${activeProfileId}`);
  return activeProfileId;
}

/** What Synap knows of it under that profile. */
export function truth({ rig }: Stage, profile: ProfileId, id: string): Conversation | undefined {
  return rig.emulator.world.conversation(id, PROFILES[profile]);
}

/** Runs that an answer under that profile may speak of. */
export function runsOf(stage: Stage, profile: ProfileId, id: string): string[] {
  const runs = (truth(stage, profile, id)?.runs ?? []).map(({ compactionId }) => compactionId);
  return profile === 'other' ? runs.slice(OTHER_FROM) : runs.slice(0, OTHER_FROM);
}
