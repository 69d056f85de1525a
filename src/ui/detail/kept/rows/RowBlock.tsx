import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface RowBlockProps {
  scroller: RefObject<HTMLElement | null>;
  size: number;
  /** Drawn wherever it is: it has the focus, or is scrolled to. */
  isNeeded: boolean;
  isFirst: boolean;
  children: () => ComponentChildren;
}

/** Of a row that was never drawn. */
const LIKELY_ROW_PX = 44;
const NEAR_PX = 600;

/** Some rows; far from view only their height. */
export function RowBlock({ scroller, size, isNeeded, isFirst, children }: RowBlockProps) {
  const element = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number | null>(isFirst ? null : size * LIKELY_ROW_PX);
  useEffect(() => {
    const own = element.current;
    if (!own) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setHeight(null);
        else setHeight(own.offsetHeight || size * LIKELY_ROW_PX);
      },
      { root: scroller.current, rootMargin: `${NEAR_PX}px 0px` },
    );
    observer.observe(own);
    return () => observer.disconnect();
  }, [scroller, size]);
  const isDrawn = height === null || isNeeded;
  return (
    <div ref={element} style={isDrawn ? undefined : { height: `${height}px` }}>
      {isDrawn ? children() : null}
    </div>
  );
}
