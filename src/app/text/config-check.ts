/** Words around the check of a customer's configuration: form, card, and what keeps a text from being read. */
export const configCheckText = {
  'check.problem.empty': { en: 'The text is empty.', zh: '内容为空。' },
  'check.problem.too-large': { en: 'The text is larger than {limit} KB.', zh: '内容超过 {limit} KB。' },
  'check.problem.binary': { en: 'This is no text: it holds binary bytes.', zh: '内容为二进制，不是文本。' },
  'check.problem.too-slow': {
    en: 'Reading this text takes too long: leave what belongs to interfaces, routes and policies.',
    zh: '解析该内容耗时过长，请只保留接口、路由与策略部分。',
  },
  'check.problem.unknown-vendor': {
    en: 'The vendor cannot be told from the text: name it with --vendor.',
    zh: '无法识别厂商，请用 --vendor 指定。',
  },
  'check.problem.not-understood': {
    en: 'No line of it was understood as {vendor}.',
    zh: '没有任何一行能按 {vendor} 识别。',
  },
  'check.unchecked.key-sealed': {
    en: 'The key is encrypted on the device and cannot be compared.',
    zh: '设备上的密钥已加密，无法比较。',
  },
  'check.unchecked.interfaces-unseen': {
    en: 'Interfaces are the kernel’s here and were not in the text.',
    zh: '接口由内核管理，未包含在文本中。',
  },
  'check.unchecked.policy-unclear': {
    en: 'A policy asks for more than ranges; what it lets pass is not known.',
    zh: '策略含有网段以外的条件，无法判断放行结果。',
  },

  'check.no-vif': {
    en: 'There is no virtual interface yet to hold it against: `/line vif create` makes one.',
    zh: '还没有可对照的托管通道，请先用 `/line vif create` 创建。',
  },
  'check.both': {
    en: 'There is a text and a file: give one of them.',
    zh: '同时收到文本与文件，请只保留其一。',
  },

  'verb.check': { en: 'Check your device’s running configuration', zh: '检查客户端设备配置' },
  'arg.config': { en: 'Running configuration', zh: '设备运行配置' },
  'arg.config-more': { en: 'Continued', zh: '续' },
  'expect.config': {
    en: 'Paste it, cut at line ends if it is long; or send a message: `/line check <interface>` and the text below it.',
    zh: '请粘贴配置，过长时按行分段；也可发送消息：首行 `/line check <通道>`，其下为配置。',
  },
  'check.form-note': {
    en: 'It is read and forgotten: no key and no line of it is stored. Only what it means for the line is kept.',
    zh: '仅读取，不保存配置原文与密钥，只保留与专线有关的结论。',
  },
  'check.title-clean': { en: 'Configuration of {name}: nothing to mend', zh: '{name} 的配置：未发现问题' },
  'check.title': { en: 'Configuration of {name}: {count} finding(s)', zh: '{name} 的配置：{count} 项问题' },
  'check.vendor': { en: 'Read as', zh: '识别为' },
  'check.lines': { en: 'Lines', zh: '行数' },
  'check.lines-value': {
    en: '{total}, of which {unread} were not understood',
    zh: '共 {total} 行，其中 {unread} 行未能识别',
  },
  'check.session': { en: 'BGP with line router {number} (simulated)', zh: '与第 {number} 台专线路由器的 BGP（模拟）' },
  'check.at-line': { en: 'Line {line}: {what}', zh: '第 {line} 行：{what}' },
  'check.after-line': { en: 'After line {line}: {what}', zh: '第 {line} 行之后：{what}' },
  'check.unread': { en: 'Not understood: {lines}', zh: '未能识别：{lines}' },
  'check.unread-line': { en: '{line} ({text})', zh: '{line}（{text}）' },
  'check.more': { en: '{count} more; mend these first.', zh: '另有 {count} 项，请先修复以上问题。' },
  'check.taken': {
    en: 'Tests and pictures now use this device as it is written.',
    zh: '后续测试与拓扑将按此配置模拟。',
  },
  'check.not-taken': { en: 'Not taken over: {reason}', zh: '未采用：{reason}' },
} as const;
