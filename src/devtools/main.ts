import { addPanelTab } from '../platform/devtools/panel-tab.ts';

// Paths of the extension begin with a slash: Firefox would look for any other beside this page.
void addPanelTab('Synap', '/icons/32.png', '/src/panel/panel.html');
