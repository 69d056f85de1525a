import './Skeleton.css';

/** Holds the place of cards that are on their way, so that nothing jumps when they come. */
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
