import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A component whose code is loaded when it is first shown, with nothing in its place until then. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element | null {
  let Loaded: ComponentType<P> | null = null;
  return (props) => {
    const [, setLoaded] = useState(Loaded !== null);
    useEffect(() => {
      // The code is part of the extension: it is missing only if the extension was replaced under this view.
      void load().then(
        (component) => {
          Loaded = component;
          setLoaded(true);
        },
        () => undefined,
      );
    }, []);
    return Loaded && <Loaded {...props} />;
  };
}
