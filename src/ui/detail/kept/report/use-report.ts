import { useEffect, useState } from 'preact/hooks';
import { report, type ReportInput } from '../../../../core/tracing/report/report.ts';
import type { KeptReport } from '../../../../core/tracing/report/kept-report.ts';
import { runSlices } from '../../../model/run-slices.ts';

interface Analysed {
  input: ReportInput;
  report: KeptReport;
}

/** The report of the latest input; that of the one before until it is done, and null until there is any. */
export function useReport(input: ReportInput | null): Analysed | null {
  const [analysed, setAnalysed] = useState<Analysed | null>(null);
  useEffect(() => {
    if (input === null) return setAnalysed(null);
    const stopped = new AbortController();
    void runSlices(report(input), stopped.signal).then((done) => done !== null && setAnalysed({ input, report: done }));
    return () => stopped.abort();
  }, [input]);
  return analysed;
}
