import { browser } from '../browser.ts';

export interface Alarms {
  /** Creates the alarm only when it is missing or has another period: a re-created alarm starts from zero. */
  ensure(name: string, periodMs: number): Promise<void>;
  clear(name: string): Promise<void>;
}

export const alarms: Alarms = {
  ensure: async (name, periodMs) => {
    const periodInMinutes = periodMs / 60_000;
    const known = await browser.alarms.get(name);
    if (known?.periodInMinutes === periodInMinutes) return;
    await browser.alarms.create(name, { periodInMinutes, delayInMinutes: periodInMinutes });
  },
  clear: async (name) => {
    await browser.alarms.clear(name);
  },
};

/** Must be called in the worker's first tick, or a waking alarm is lost. */
export function onAlarm(listener: (name: string) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => listener(alarm.name));
}
