/** What one status costs that nothing is known of yet: counted, not timed. */
import { effect } from '@preact/signals';
import { STATUS } from '../../src/core/conversation/part.ts';
import type { Backend } from '../../src/protocol/backend.ts';
import { createConversationModel } from '../../src/ui/model/conversation-model.ts';
import { A } from '../support/worker/answers.ts';
import { storeOperations } from '../support/worker/store-operations.ts';
import { createWorld } from '../support/worker/worker.ts';
import type { Row } from './rows.ts';

const MOST = { events: 2, 'writes of its slot': 1, 'store operations': 12 };

export async function oneStatusRows(): Promise<Row[]> {
  const world = await createWorld();
  const view = world.openView([A]);
  await world.ask('overview', {});
  await world.clock.pass(100);
  const operations = storeOperations(world);
  view.events.length = 0;
  // The view hears of the answer before it is answered.
  const ask: Backend['ask'] = async (name, input) => {
    const outcome = await world.ask(name, input);
    for (const answered of view.heard('answered')) model.onAnswered(answered);
    return outcome;
  };
  const backend = { ask } as Backend;
  const model = createConversationModel(A, backend, world.clock.now);
  const slot = model.slot(STATUS);
  const answers = new Set<unknown>();
  const stop = effect(() => void (slot.value.answer && answers.add(slot.value.answer)));
  await model.load(STATUS, 'cached');
  stop();
  await world.clock.pass(100);
  const counts = [view.events.length, answers.size, operations.length];
  return Object.entries(MOST).map(([what, most], at) => ({
    name: `one status on a cold cache: ${what}`,
    value: counts[at] ?? Number.NaN,
    unit: 'in all',
    against: 'what they were: 5, 4, 40',
    ratio: null,
    reach: `≤ ${most}`,
    met: (counts[at] ?? Infinity) <= most,
  }));
}
