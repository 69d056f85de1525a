/** Stands in for Synap's TypeScript SDK: the two calls that a guard makes, over real HTTP. */
export class SynapClient {
  constructor({ apiKey }) {
    this.key = apiKey;
    this.conversation = { context: { get_compacted: (options) => this.getCompacted(options) } };
  }

  async initialize() {
    await this.get('/api/v1/auth/whoami');
  }

  async getCompacted({ conversation_id: id, format }) {
    const response = await this.get(`/v1/conversations/${id}/compacted?format=${format}`);
    return response.status === 404 ? null : response.json();
  }

  async get(path) {
    const response = await fetch(process.env.SYNAP_BASE_URL + path, {
      headers: { authorization: `Bearer ${this.key}`, connection: 'close' },
    });
    if (!response.ok && response.status !== 404) throw new Error(`HTTP ${response.status}`);
    return response;
  }
}
