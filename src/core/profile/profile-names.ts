/** Apart from the settings: whoever needs only these loads no decoder. */
export const PRODUCTION_BASE_URL = 'https://synap-cloud-prod.maximem.ai';
export const DEMO_PROFILE_ID = 'demo';
