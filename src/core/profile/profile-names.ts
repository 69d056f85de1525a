/** Kept apart from the settings, so that using only the names loads no decoder. */
export const PRODUCTION_BASE_URL = 'https://synap-cloud-prod.maximem.ai';
export const DEMO_PROFILE_ID = 'demo';
