/** A key that the emulator knows, and what hangs on it. */
export interface KeyRecord {
  /** What tests and the control endpoint call it. */
  name: string;
  key: string;
  clientId: string;
  instanceId: string;
  tier: 'free' | 'paid';
  revoked: boolean;
  /** Kept per key, so that tests of one do not drain another. */
  buckets: CreditBucket[];
  /** Sent by whoami when set. */
  userContextIsolation: string | null;
}

interface CreditBucket {
  source: string;
  balance: number;
  /** Days from the emulator's start; `null` never expires. */
  expiresInDays: number | null;
}

export const MAIN_INSTANCE = 'inst_5c1e7a90b3d2f486';
export const OTHER_INSTANCE = 'inst_e80b4f2196ac7d35';

const PLAIN: Omit<KeyRecord, 'name' | 'key'> = {
  clientId: 'cli_2f94d07be1a8356c',
  instanceId: MAIN_INSTANCE,
  tier: 'free',
  revoked: false,
  buckets: [
    { source: 'trial', balance: 40, expiresInDays: 14 },
    { source: 'purchase', balance: 210, expiresInDays: null },
  ],
  userContextIsolation: null,
};

/** The keys of a fresh emulator. All but the last see the same conversations. */
export function defaultKeys(): KeyRecord[] {
  return [
    { ...PLAIN, name: 'normal', key: 'synap_emulator_normal_4b7e19d2a6c8' },
    {
      ...PLAIN,
      name: 'paid',
      key: 'synap_emulator_paid_91c3f5e07d2b',
      tier: 'paid',
      buckets: [{ source: 'subscription', balance: 5000, expiresInDays: 30 }],
      userContextIsolation: 'strict',
    },
    { ...PLAIN, name: 'revoked', key: 'synap_emulator_revoked_d60a8e3b7f14', revoked: true },
    {
      ...PLAIN,
      name: 'noCredits',
      key: 'synap_emulator_nocredits_2e5f8b17c9a3',
      clientId: 'cli_b7610ce94d3f28a5',
      buckets: [{ source: 'trial', balance: 0, expiresInDays: 2 }],
    },
    {
      ...PLAIN,
      name: 'otherInstance',
      key: 'synap_emulator_other_73d1b9a4e8f6',
      clientId: 'cli_4d8e2a71f09b36c5',
      instanceId: OTHER_INSTANCE,
    },
  ];
}

export function balanceOf(key: KeyRecord): number {
  return key.buckets.reduce((sum, { balance }) => sum + balance, 0);
}

/** Takes credits from the buckets in order; the caller has checked that they suffice. */
export function spendCredits(key: KeyRecord, credits: number): void {
  let due = credits;
  key.buckets = key.buckets.map((bucket) => {
    const taken = Math.min(bucket.balance, due);
    due -= taken;
    return { ...bucket, balance: bucket.balance - taken };
  });
}

/** One bucket with exactly this balance, as a test asked for. */
export function setCredits(key: KeyRecord, credits: number): void {
  key.buckets = [{ source: 'grant', balance: credits, expiresInDays: null }];
}
