/** The least that a view can be: Preact draws one line. */
import { h, render } from 'preact';

const root = document.getElementById('app');
if (root)
  render(h('section', { 'data-conversation-id': '', 'data-status': 'completed', role: 'option' }, 'Nothing'), root);
