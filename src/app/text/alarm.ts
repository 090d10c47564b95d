/** Sentences about alarms: how each begins and ends, and the list of open ones. */
export const alarmText = {
  'alarm-on.session-down': { en: '🔴 Session with {part} is down: {cause}.', zh: '🔴 与 {part} 的会话中断：{cause}。' },
  'alarm-off.session-down': { en: '🟢 Session with {part} is up again.', zh: '🟢 与 {part} 的会话已恢复。' },
  'alarm-on.redundancy-lost': {
    en: '🟠 Redundancy is lost: only {left} is left.',
    zh: '🟠 失去冗余：仅剩 {left}。',
  },
  'alarm-off.redundancy-lost': { en: '🟢 The loss of redundancy is over.', zh: '🟢 失去冗余的状态已结束。' },
  'alarm-on.routes-near': {
    en: '🟠 {used} of {limit} dynamic routes are in use (80 %). Ask for more in time: `/line quota raise`.',
    zh: '🟠 动态路由已用 {used}/{limit}（80%）。请及时申请提升配额：`/line quota raise`。',
  },
  'alarm-off.routes-near': {
    en: '🟢 Dynamic routes are below 80 % of their quota again.',
    zh: '🟢 动态路由已回落至配额的 80% 以下。',
  },
  'alarm-on.routes-full': {
    en: '🔴 All {limit} dynamic routes are in use: the next batch stays out. `/line quota raise` asks for more.',
    zh: '🔴 动态路由配额 {limit} 条已用尽，后续批次将无法生效。可用 `/line quota raise` 申请提升。',
  },
  'alarm-off.routes-full': {
    en: '🟢 There is room for dynamic routes again.',
    zh: '🟢 动态路由配额已有空余。',
  },
  'alarm-on.batch-blocked': {
    en: '🔴 A batch of {size} route(s) from {part} stays out as a whole, and everything behind it: it exceeds {limit}.',
    zh: '🔴 来自 {part} 的一批路由（{size} 条）超出配额 {limit}，整批及其后的路由均未生效。',
  },
  'alarm-off.batch-blocked': {
    en: '🟢 The batch from {part} is no longer blocked.',
    zh: '🟢 来自 {part} 的批次不再受阻。',
  },
  'alarm-on.port-busy': {
    en: '🟠 Outbound traffic used {percent} % of the port ({mbps} of {port} Mbit/s) over the last 15 minutes.',
    zh: '🟠 最近 15 分钟出向流量占端口带宽的 {percent}%（{mbps}/{port} Mbit/s）。',
  },
  'alarm-off.port-busy': { en: '🟢 The port is below 80 % again.', zh: '🟢 端口利用率已回落至 80% 以下。' },
  'alarm-on.proof-missed': {
    en: '🔴 A change did not come as its proof {hash} had said.',
    zh: '🔴 变更结果与证明 {hash} 不符。',
  },
  'alarm-off.proof-missed': {
    en: '🟢 The change with proof {hash} is as it was proven, or a newer one took its place.',
    zh: '🟢 证明 {hash} 对应的变更已与证明一致，或已被新的变更取代。',
  },
  'severity.grave': { en: 'grave', zh: '严重' },
  'severity.warning': { en: 'warning', zh: '警告' },
  'card.alarms': { en: 'Open alarms', zh: '未恢复告警' },
  'card.alarms-none': { en: 'No alarm is open.', zh: '当前无告警。' },
  'card.alarms-more': {
    en: '{count} more; name a thing or `--severity grave` to see fewer.',
    zh: '另有 {count} 条；可指定资源或 `--severity grave` 缩小范围。',
  },
  'card.alarm': { en: '{name} ({id}): {line}', zh: '{name}（{id}）：{line}' },
  'card.alarm-of': { en: '{tenant} · {name} ({id}): {line}', zh: '{tenant} · {name}（{id}）：{line}' },
  'card.alarm-since': { en: '{severity}, since {at}', zh: '{severity}，自 {at}' },
  'verb.alarms': { en: 'Open alarms', zh: '查看未恢复告警' },
  'arg.severity': { en: 'Severity', zh: '级别' },
  'expect.severity': { en: 'Choose `grave` or `warning`.', zh: '请选择 `grave` 或 `warning`。' },
} as const;
