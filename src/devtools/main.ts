import { browser } from '../platform/browser.ts';

void browser.devtools.panels.create('Synap', 'icons/32.png', 'src/panel/panel.html');
