import type { Fault, FaultRule } from './fault.ts';

export interface ActiveFault {
  id: string;
  rule: FaultRule;
  /** Requests it has met. */
  met: number;
  /** Matching requests that it let pass first. */
  passed: number;
}

/** The faults that wait for their requests. The first rule that matches and is not used up wins. */
export class FaultBook {
  readonly #active: ActiveFault[] = [];
  readonly #waiting = new Map<string, Set<() => void>>();
  #next = 1;

  add(rule: FaultRule): string {
    const id = `fault_${this.#next}`;
    this.#next += 1;
    this.#active.push({ id, rule, met: 0, passed: 0 });
    return id;
  }

  /** The fault for a request, counted as met. */
  take(method: string, url: string): { id: string; fault: Fault } | undefined {
    for (const active of this.#active) {
      if (!matches(active, method, url)) continue;
      if (active.passed < (active.rule.skip ?? 0)) {
        active.passed += 1;
        continue;
      }
      active.met += 1;
      return { id: active.id, fault: active.rule.fault };
    }
    return undefined;
  }

  /** Holds one request: `released` resolves when it, its fault, or every fault is released. */
  hold(id: string): { released: Promise<void>; release: () => void } {
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting);
    let resolve = (): void => {};
    const released = new Promise<void>((done) => {
      resolve = done;
    });
    waiting.add(resolve);
    const release = (): void => {
      waiting.delete(resolve);
      resolve();
    };
    return { released, release };
  }

  /** How many requests are being held. */
  get heldCount(): number {
    return [...this.#waiting.values()].reduce((sum, waiting) => sum + waiting.size, 0);
  }

  /** Lets the held requests go on; without an id, those of every fault. Returns how many there were. */
  release(id?: string): number {
    const ids = id === undefined ? [...this.#waiting.keys()] : [id];
    let released = 0;
    for (const each of ids) {
      for (const resolve of this.#waiting.get(each) ?? []) {
        released += 1;
        resolve();
      }
      this.#waiting.delete(each);
    }
    return released;
  }

  list(): ActiveFault[] {
    return [...this.#active];
  }

  /** Forgets one rule, or all; requests already held go on. */
  clear(id?: string): void {
    const kept = id === undefined ? [] : this.#active.filter((active) => active.id !== id);
    this.#active.splice(0, this.#active.length, ...kept);
    this.release(id);
  }
}

function matches({ rule, met }: ActiveFault, method: string, url: string): boolean {
  if (rule.count !== undefined && met >= rule.count) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  return rule.path === undefined || new RegExp(rule.path).test(url);
}
