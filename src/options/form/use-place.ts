import { useEffect, useState } from 'preact/hooks';

/** The part of the page that its address names; another link on the page changes it. */
export function usePlace(): string {
  const [place, setPlace] = useState(location.hash);
  useEffect(() => {
    const follow = () => setPlace(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}
