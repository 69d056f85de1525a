import { loadThreads, placed } from './threads.js';

const threads = await loadThreads();
const thread = placed(threads, 'frame');
if (thread !== undefined) {
  const line = document.createElement('p');
  line.textContent = `${thread.title}: `;
  const code = document.createElement('code');
  code.dataset.threadId = thread.id;
  code.textContent = thread.id;
  line.append(code);
  document.querySelector('#ticket')?.append(line);
}
document.documentElement.dataset.ready = 'true';
