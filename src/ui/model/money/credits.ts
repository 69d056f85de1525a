import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { CreditBalance } from '../../../core/conversation/conversation.ts';
import type { Outcome } from '../../../core/errors.ts';
import type { Priority } from '../../../protocol/requests.ts';
import type { Store } from '../store.ts';

interface HeldBalance {
  balance: CreditBalance;
  retrievedAt: number;
}

/** The credits of the active profile's key, for all components of a page. */
export interface Credits {
  /** As last received; null while it is unknown. */
  readonly held: ReadonlySignal<HeldBalance | null>;
  load(priority: Priority): Promise<Outcome<CreditBalance>>;
}

const all = new WeakMap<Store, Credits>();

export function creditsOf(store: Store): Credits {
  const known = all.get(store) ?? createCredits(store);
  all.set(store, known);
  return known;
}

function createCredits({ backend, epoch }: Store): Credits {
  const last = signal<(HeldBalance & { epoch: number }) | null>(null);
  return {
    // Another profile or key has other credits.
    held: computed(() => (last.value?.epoch === epoch.value ? last.value : null)),
    load: async (priority) => {
      const asked = epoch.peek();
      const outcome = await backend.ask('balance', { priority });
      if (!outcome.ok) return outcome;
      const { data: balance, meta } = outcome.value;
      if (asked === epoch.peek()) last.value = { balance, retrievedAt: meta.retrievedAt, epoch: asked };
      return { ok: true, value: balance };
    },
  };
}
