/** The second script: names what the first has found, and returns its answer. */
import { heldSession } from '../session/session.ts';
import { nameFound } from './name-found.ts';

const session = heldSession();
if (session !== undefined) session.namer = nameFound;

export default session?.run();
