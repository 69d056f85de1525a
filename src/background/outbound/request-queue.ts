import { isNumber, shape } from '../../core/shape.ts';
import type { Clock } from '../../core/clock.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import { fullBucket, type Bucket, type BudgetRule } from '../../core/profile/token-bucket.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { BudgetState } from '../../protocol/overview.ts';
import type { BudgetShare } from '../profile/profile-context.ts';
import { storedItem } from '../stored-item.ts';
import { createBudget, type Budget } from './budget.ts';
import { createLine, type Line, type OnQueued, type Prioritized, type Priority, type Release } from './request-line.ts';

/**
 * One token bucket and one line for each account, because Synap counts by key: profiles with the same base URL and key
 * share both. Each profile has a copy of the bucket in the session store, so that it survives the worker.
 */
export interface RequestQueue {
  /** Resolves when the request may be sent; call the release when it has ended. */
  acquire(share: BudgetShare, request: Prioritized, onQueued?: OnQueued): Promise<Outcome<Release>>;
  state(share: BudgetShare): Promise<BudgetState>;
  /** The state of a profile that has made a request since the worker woke; else null. */
  currentState(profileId: string): BudgetState | null;
  /** The line's; a profile that has made no request since the worker woke may begin. */
  mayPoll(profileId: string, beside: number): boolean;
  /** The profile's rule changed: requests that it now allows are sent at once. */
  setRule(profileId: string, rule: BudgetRule): void;
  /** Synap's own bucket is empty, whatever ours says. */
  drain(profileId: string): void;
  /** Fails this profile's waiting requests with this error: all of them, or those whose priority `isRefused` accepts. */
  refuse(profileId: string, error: AppError, isRefused?: (priority: Priority) => boolean): void;
  /** The profiles known to share this one's budget, this one included. */
  sharers(profileId: string): string[];
}

interface Account {
  budget: Budget;
  line: Line;
  /** The rule of each profile that has used the account. */
  members: Map<string, BudgetRule>;
}

/** `onWaiting` is called, for each profile that is concerned, when the number of waiting requests changes. */
export function createRequestQueue(
  session: KeyValueStore,
  clock: Clock,
  onWaiting: (profileId: string) => void,
): RequestQueue {
  const accounts = new Map<string, Account>();
  const ofProfile = new Map<string, Account>();
  const joined = new Map<string, { name: string; account: Promise<Account> }>();
  const bucketOf = (profileId: string) => storedItem(session, `bucket:${profileId}`, isBucket);
  const open = (rule: BudgetRule): Account => {
    const members = new Map<string, BudgetRule>();
    const save = async (bucket: Bucket) =>
      void (await Promise.all([...members.keys()].map((profileId) => bucketOf(profileId).set(bucket))));
    const budget = createBudget(fullBucket(rule, clock.now()), rule, clock, save);
    return { budget, line: createLine(budget, clock, () => [...members.keys()].forEach(onWaiting)), members };
  };
  const join = async ({ profileId, account: name, rule }: BudgetShare): Promise<Account> => {
    const stored = await bucketOf(profileId)
      .get()
      .catch(() => undefined);
    const account = accounts.get(name) ?? open(rule);
    accounts.set(name, account);
    // With another key it leaves the account of the old one.
    const left = ofProfile.get(profileId);
    if (left?.members.delete(profileId)) applyRules(left);
    ofProfile.set(profileId, account);
    if (stored) account.budget.limitTo(stored);
    return account;
  };
  const accountOf = async (share: BudgetShare): Promise<Account> => {
    const known = joined.get(share.profileId);
    const membership = known?.name === share.account ? known : { name: share.account, account: join(share) };
    joined.set(share.profileId, membership);
    // This is always awaited, so that no request overtakes those that came while the bucket was being read.
    const account = await membership.account;
    setRule(account, share.profileId, share.rule);
    return account;
  };
  return {
    acquire: async (share, request, onQueued) =>
      (await accountOf(share)).line.acquire(share.profileId, request, onQueued),
    state: async (share) => (await accountOf(share)).line.state(),
    currentState: (profileId) => ofProfile.get(profileId)?.line.state() ?? null,
    mayPoll: (profileId, beside) => ofProfile.get(profileId)?.line.mayPoll(beside) ?? true,
    setRule: (profileId, rule) => {
      const account = ofProfile.get(profileId);
      if (account) setRule(account, profileId, rule);
    },
    drain: (profileId) => ofProfile.get(profileId)?.budget.drain(),
    refuse: (profileId, error, isRefused = () => true) =>
      ofProfile.get(profileId)?.line.refuse(error, (other, priority) => other === profileId && isRefused(priority)),
    sharers: (profileId) => [...(ofProfile.get(profileId)?.members.keys() ?? [profileId])],
  };
}

function setRule(account: Account, profileId: string, rule: BudgetRule): void {
  const known = account.members.get(profileId);
  if (known?.perMinute === rule.perMinute && known.burst === rule.burst) return;
  account.members.set(profileId, rule);
  applyRules(account);
}

/** Profiles may differ in what they allow their common key: the strictest counts. */
function applyRules({ members, budget, line }: Account): void {
  const rules = [...members.values()];
  if (rules.length === 0) return;
  const perMinute = Math.min(...rules.map((rule) => rule.perMinute));
  budget.setRule({ perMinute, burst: Math.min(...rules.map((rule) => rule.burst)) });
  line.pump();
}

const isBucket = shape({ tokens: isNumber, updatedAt: isNumber });
