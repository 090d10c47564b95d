/** Sentences about tokens, webhooks and the API. */
export const accessText = {
  'verb.token-new': { en: 'Get a token for the API', zh: '创建 API 令牌' },
  'verb.token-list': { en: 'List API tokens', zh: 'API 令牌列表' },
  'verb.token-revoke': { en: 'End an API token', zh: '吊销 API 令牌' },
  'verb.webhook-add': { en: 'Report a tenant’s changes to an address', zh: '添加变更通知地址' },
  'verb.webhook-list': { en: 'List webhooks and what did not arrive', zh: '通知地址及未送达列表' },
  'verb.webhook-remove': { en: 'Remove a webhook', zh: '删除通知地址' },
  'verb.webhook-resend': { en: 'Send again what did not arrive', zh: '重发未送达的通知' },

  'arg.label': { en: 'Label', zh: '标签' },
  'arg.days': { en: 'Days', zh: '有效天数' },
  'arg.token': { en: 'Token', zh: '令牌' },
  'arg.url': { en: 'Address', zh: '地址' },
  'arg.webhook': { en: 'Webhook', zh: '通知地址' },

  'expect.token-days': { en: 'Use 1 to 365 days.', zh: '请填写 1–365 天。' },
  'expect.token-roles': {
    en: 'Use roles the person has, separated by commas.',
    zh: '请使用该人员已有的角色，以逗号分隔。',
  },
  'expect.token': {
    en: 'Give the token’s id; `/line token list` shows it.',
    zh: '请给出令牌编号，可用 `/line token list` 查看。',
  },
  'expect.webhook-url': {
    en: 'Use an https address of at most 500 characters, without user name and fragment.',
    zh: '请使用不超过 500 个字符的 https 地址，不含用户名和片段。',
  },
  'expect.webhook-https': { en: 'Use an address that begins with https://.', zh: '请使用以 https:// 开头的地址。' },
  'expect.webhook-public': {
    en: 'Use an address on the public internet; private and loopback ones are not called.',
    zh: '请使用公网地址，不支持内网或本机地址。',
  },
  'expect.webhook': {
    en: 'Give the webhook’s id; `/line webhook list` shows it.',
    zh: '请给出编号，可用 `/line webhook list` 查看。',
  },

  'refusal.unknown-token': {
    en: '{field}: there is no token “{value}” that you can see. `/line token list` shows yours.',
    zh: '{field}：没有您可见的令牌“{value}”，可用 `/line token list` 查看。',
  },
  'refusal.token-of-colleague': {
    en: '{field}: {value} has an account and makes tokens with `/line token new`. You may make one for a person without an account, such as a program you invited.',
    zh: '{field}：{value} 已有账号，应自行用 `/line token new` 创建。您只能为没有账号的人员（如已邀请的程序）创建。',
  },
  'refusal.too-many-tokens': {
    en: '{value} has {limit} tokens already. Revoke one first: `/line token list`.',
    zh: '{value} 已有 {limit} 个令牌，请先吊销一个：`/line token list`。',
  },
  'refusal.unknown-webhook': {
    en: '{field}: there is no webhook “{value}” that you can see. `/line webhook list` shows yours.',
    zh: '{field}：没有您可见的通知地址“{value}”，可用 `/line webhook list` 查看。',
  },
  'refusal.webhook-known': { en: '{field}: “{value}” is reported to already.', zh: '{field}：“{value}”已添加。' },
  'refusal.too-many-webhooks': {
    en: '{value} has {limit} webhooks already. Remove one first: `/line webhook list`.',
    zh: '{value} 已有 {limit} 个通知地址，请先删除一个：`/line webhook list`。',
  },
  'refusal.chat-only': {
    en: '{command} is not open to programs; type it in a chat.',
    zh: '{command} 不对程序开放，请在聊天中输入。',
  },

  'answer.token': {
    en: 'Token {id} of {name}, until {at}: `{code}`. It is shown only now. Send it as `Authorization: Bearer …`.',
    zh: '{name} 的令牌 {id}，有效至 {at}：`{code}`。仅显示一次，请以 `Authorization: Bearer …` 发送。',
  },
  'answer.token-revoked': { en: 'The token {id} opens nothing any more.', zh: '令牌 {id} 已失效。' },
  'answer.webhook': {
    en: 'Changes of {tenant} are reported to {url} ({id}). Secret of the signatures, shown only now: `{code}`',
    zh: '{tenant} 的变更将通知 {url}（{id}）。签名密钥仅显示一次：`{code}`',
  },
  'answer.webhook-removed': { en: 'Nothing is reported to {url} any more.', zh: '不再通知 {url}。' },
  'answer.webhook-resent': { en: 'Sending again: {count}.', zh: '正在重发：{count} 条。' },
  'answer.webhook-nothing': { en: 'Everything arrived.', zh: '全部已送达。' },

  'card.tokens': { en: 'API tokens', zh: 'API 令牌' },
  'card.token': { en: '{label} of {name} ({id})', zh: '{name} 的 {label}（{id}）' },
  'card.token-until': { en: 'until {at}', zh: '有效至 {at}' },
  'card.token-narrow': { en: 'until {at}, only {roles}', zh: '有效至 {at}，仅限{roles}' },
  'card.token-expired': { en: 'expired {at}', zh: '已于 {at} 过期' },
  'card.webhooks': { en: 'Webhooks', zh: '变更通知地址' },
  'card.webhook': { en: '{url} ({id}, {tenant})', zh: '{url}（{id}，{tenant}）' },
  'card.webhook-fine': { en: 'everything arrived', zh: '全部已送达' },
  'card.webhook-dead': { en: 'not delivered: {versions}', zh: '未送达：{versions}' },
  'card.webhook-stopped': {
    en: '⚠️ stopped after too many failures; not delivered: {versions}',
    zh: '⚠️ 失败过多已停止；未送达：{versions}',
  },
  'card.trace': { en: 'Trace {id}', zh: '追踪编号 {id}' },
  'button.token-revoke': { en: 'Revoke', zh: '吊销' },
  'button.webhook-resend': { en: 'Send again', zh: '重发' },
  'button.webhook-remove': { en: 'Remove', zh: '删除' },

  'api.not-found': { en: 'There is no such page of the API.', zh: '没有此接口。' },
  'api.method': { en: 'Use {allowed} here.', zh: '此处请使用 {allowed}。' },
  'api.unauthorized': {
    en: 'Send a valid token as `Authorization: Bearer …`. `/line token new` gives one.',
    zh: '请以 `Authorization: Bearer …` 发送有效令牌，可用 `/line token new` 创建。',
  },
  'api.malformed': { en: 'The request cannot be read: {problem}', zh: '无法识别请求：{problem}' },
  'api.oversized': { en: 'The request is larger than {limit} bytes.', zh: '请求超过 {limit} 字节。' },
  'api.too-many-requests': {
    en: 'Too many requests; try again in {seconds} s.',
    zh: '请求过多，请 {seconds} 秒后重试。',
  },
  'api.idempotency-key-missing': {
    en: '{verb} changes something: send an Idempotency-Key header of 1 to 100 characters, the same for every repeat.',
    zh: '{verb} 会产生变更：请发送 1–100 个字符的 Idempotency-Key，重复请求时保持不变。',
  },
  'api.idempotency-key-reused': {
    en: 'This Idempotency-Key was sent with another request; use a fresh one.',
    zh: '此 Idempotency-Key 已用于另一请求，请更换。',
  },
  'api.in-progress': {
    en: 'The first request with this key is still at work; ask again.',
    zh: '相同请求仍在处理，请稍后重试。',
  },
  'api.needs-fields': { en: 'More is needed: {fields}', zh: '还需填写：{fields}' },
  'api.broken': {
    en: 'Something went wrong on our side (reference {reference}). Repeat it with the same Idempotency-Key: nothing is done twice.',
    zh: '我们这边出错了（编号 {reference}）。可用相同的 Idempotency-Key 重试，不会重复执行。',
  },
} as const;
