const STYLE = `
  :host { display: block }
  a { display: block; padding: 8px 10px; border-radius: 8px; color: inherit; text-decoration: none; background: var(--soft) }
  a:hover { background: var(--line) }
  small { display: block; color: var(--muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
`;

/** The chats opened last, in an open shadow root, with a second one inside it. */
class RecentChats extends HTMLElement {
  show(thread) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = STYLE;
    const card = document.createElement('div');
    const inner = card.attachShadow({ mode: 'open' });
    const innerStyle = style.cloneNode(true);
    const link = document.createElement('a');
    link.href = `/demo/c/${thread.id}`;
    link.textContent = thread.title;
    const hint = document.createElement('small');
    hint.textContent = 'opened an hour ago';
    link.append(hint);
    inner.append(innerStyle, link);
    root.replaceChildren(style, card);
  }
}

/** Closed: what stands in it cannot be read from outside, and nobody should try. */
class VaultBadge extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'closed' });
    const badge = document.createElement('span');
    badge.dataset.conversationId = 'e4da3b7f-bbce-4345-9777-2b0674a318d5';
    badge.textContent = 'Stored encrypted';
    root.append(badge);
  }
}

customElements.define('recent-chats', RecentChats);
customElements.define('vault-badge', VaultBadge);
