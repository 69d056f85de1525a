/** The rival of our pages: one word, drawn with Preact and a signal. */
import { signal } from '@preact/signals';
import { h, render } from 'preact';

const word = signal('empty');
render(h('p', null, word), document.body);
