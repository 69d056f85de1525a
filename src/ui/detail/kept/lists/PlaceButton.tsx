interface PlaceButtonProps {
  word: string;
  hint?: string | undefined;
  /** 0 outside of a grid, whose arrows lead to it. */
  tabIndex?: number;
  onClick: () => void;
}

/** Leads to a message or a statement. */
export function PlaceButton({ word, hint, tabIndex = -1, onClick }: PlaceButtonProps) {
  return (
    <button
      type="button"
      class="kept-place"
      title={hint ?? word}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
    >
      {word}
    </button>
  );
}
