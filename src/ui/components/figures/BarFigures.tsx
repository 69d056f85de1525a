import { BudgetMeter } from './BudgetMeter.tsx';
import { CreditsLeft } from './CreditsLeft.tsx';

/** What a bar tells in figures: the credits left, and the request budget while requests wait for it. */
export function BarFigures() {
  return (
    <>
      <BudgetMeter />
      <CreditsLeft />
    </>
  );
}
