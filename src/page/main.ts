/** The script that runs in the inspected page; its value is the scan's result. */
export default { found: [] };
