/**
 * Whether this page can be seen. A DevTools panel behind another one is hidden by its frame, which its own
 * `visibilityState` does not reflect in every browser; an observer of its root element does.
 */
export function watchVisibility(listener: (visible: boolean) => void): () => void {
  let onScreen = true;
  const notify = () => listener(onScreen && document.visibilityState === 'visible');
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? true;
    notify();
  });
  observer.observe(document.documentElement);
  document.addEventListener('visibilitychange', notify);
  notify();
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', notify);
  };
}
