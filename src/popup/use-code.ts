import { useEffect, useState } from 'preact/hooks';

/** A module that is loaded beside the first paint; null until then. `load` must not change. */
export function useCode<Module>(load: () => Promise<Module>): Module | null {
  const [code, setCode] = useState<Module | null>(null);
  useEffect(() => void load().then(setCode), [load]);
  return code;
}
