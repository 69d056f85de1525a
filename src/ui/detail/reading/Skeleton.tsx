import './Skeleton.css';

/** Placeholder for cards that are loading, so that nothing jumps when they appear. */
export function Skeleton({ cards }: { cards: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: cards }, (_, index) => (
        <div key={index} class="card skeleton-card">
          <span class="skeleton-bar short" />
          <span class="skeleton-bar" />
          <span class="skeleton-bar long" />
        </div>
      ))}
    </div>
  );
}
