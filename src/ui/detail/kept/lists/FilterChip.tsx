interface FilterChipProps {
  word: string;
  tone: 'bad' | 'warn' | 'mute';
  isOn: boolean;
  onClick: () => void;
}

export function FilterChip({ word, tone, isOn, onClick }: FilterChipProps) {
  return (
    <button type="button" class={`chip kept-chip tone-${tone}`} aria-pressed={isOn} onClick={onClick}>
      {word}
    </button>
  );
}
