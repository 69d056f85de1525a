import { expect, test } from 'vitest';
import { clampWidth, LIST_WIDTH, widthByClick, widthByKey } from '../../../src/panel/Splitter.tsx';

test('the list’s width stays within its bounds', () => {
  expect(clampWidth(10)).toBe(LIST_WIDTH.min);
  expect(clampWidth(5000)).toBe(LIST_WIDTH.max);
  expect(clampWidth(300.6)).toBe(301);
  expect(widthByKey('ArrowLeft', 300)).toBe(284);
  expect(widthByKey('Home', 300)).toBe(LIST_WIDTH.min);
  expect(widthByKey('x', 300)).toBe(null);
});

test('who cannot drag gets the extremes by double clicks', () => {
  expect(widthByClick(null)).toBe(LIST_WIDTH.max);
  expect(widthByClick(LIST_WIDTH.max)).toBe(LIST_WIDTH.min);
  expect(widthByClick(LIST_WIDTH.min)).toBe(null);
  expect(widthByClick(300)).toBe(null);
});
