/** Words of plans: what is tried, what would come of it, and how it becomes a request. */
export const planText = {
  'verb.plan': { en: 'Try a change without asking for it', zh: '试算变更（不提交申请）' },
  'verb.plan-request': { en: 'Turn a plan into the real thing', zh: '将试算转为正式申请' },
  'note.plan': {
    en: 'Nothing is changed: the network is simulated with and without what you fill in.',
    zh: '不会做任何改动：系统将分别模拟变更前后的网络。',
  },

  'arg.withdraw': { en: 'Ranges no longer announced', zh: '撤销发布的网段' },
  'arg.announce-more': { en: 'Ranges announced besides', zh: '新增发布的网段' },
  'arg.router-down': { en: 'Line router that is down', zh: '宕机的专线路由器' },
  'arg.line-down': { en: 'Line that is down', zh: '中断的专线' },
  'arg.second-line': { en: 'A second line', zh: '增加第二条专线' },
  'arg.static': { en: 'Static route to', zh: '静态路由目的网段' },
  'arg.export': { en: 'The VPC exports', zh: 'VPC 传播网段' },

  'plan.withdraw': { en: '{name} no longer announces {ranges}', zh: '{name} 不再发布 {ranges}' },
  'plan.announce': { en: '{name} announces {ranges} besides', zh: '{name} 新增发布 {ranges}' },
  'plan.prepend': { en: '{name} prepends its ASN {count} time(s)', zh: '{name} 的 AS_PATH 前置 {count} 次' },
  'plan.static': {
    en: 'a static route to {range} via {name}, verified by an engineer',
    zh: '经 {name} 到 {range} 的静态路由（经工程师验证）',
  },
  'plan.export': { en: '{name} exports {what} of its subnets', zh: '{name} 传播子网：{what}' },
  'plan.router-down': { en: 'line router {router} is down', zh: '专线路由器 {router} 宕机' },
  'plan.line-down': { en: 'line {name} is down', zh: '专线 {name} 中断' },
  'plan.second-line': {
    en: 'a second line {name} with an interface of VLAN {vlan}, {primary} and {secondary}, announcing the same',
    zh: '第二条专线 {name}，其通道 VLAN {vlan}，互联地址 {primary} 与 {secondary}，发布相同网段',
  },
  'plan-export.all': { en: 'all', zh: '全部' },
  'plan-export.none': { en: 'none', zh: '无' },

  'card.plan': { en: 'What if', zh: '试算' },
  'card.plan-summary': { en: 'What if: {what}', zh: '试算：{what}' },
  'card.plan-row': { en: '• {what}', zh: '• {what}' },
  'card.plan-effect': { en: 'Simulated. What would change:', zh: '模拟结果：' },
  'card.plan-nothing': { en: 'Nothing was changed. Plan {hash}.', zh: '未做任何改动。试算 {hash}。' },
  'card.plan-device': {
    en: 'Your device is yours to configure: the request only tells Hostline of it.',
    zh: '客户端设备由您自行配置，提交后仅更新系统登记。',
  },
  'card.plan-order': {
    en: 'The request orders the line. Its interface follows once the line is in service: `/line vif create`.',
    zh: '提交后将订购专线；专线开通后再创建通道：`/line vif create`。',
  },
  'card.plan-engineer': { en: 'The request waits for an engineer.', zh: '提交后待工程师验证。' },
  'card.plan-not-yours': {
    en: 'A failure cannot be requested; `/line drill` cuts it for a while, guarded and restored.',
    zh: '故障无法申请；可用 `/line drill` 进行受保护、自动恢复的演练。',
  },
  'button.plan-request': { en: 'Do it', zh: '提交' },
  'sure.plan-request': {
    en: 'This takes something away. The card says what.',
    zh: '此变更会使现有连接受损，详见卡片。',
  },
  'answer.plan-picture': { en: 'The network as planned (simulated)', zh: '试算后的网络（模拟）' },

  'verb.resilience': { en: 'What hangs on a single thing', zh: '韧性评分与单点' },
  'card.resilience': { en: 'Resilience {score} of 100', zh: '韧性评分 {score}/100' },
  'card.resilience-none': { en: 'Nothing is announced yet, so nothing can fail over.', zh: '尚未发布网段，无从切换。' },
  'card.resilience-how': {
    en: 'Each range earns one point for a second line router and one for a second line.',
    zh: '每个网段有第二台专线路由器得一分，有第二条专线得一分。',
  },
  'button.plan-loss': { en: 'What if it fails', zh: '试算其故障' },
  'button.plan-second': { en: 'What if I add a line', zh: '试算增加专线' },

  'refusal.plan-empty': {
    en: 'Say what to try, such as `/line plan {vif} --withdraw 10.1.0.0/16` or `/line plan --router-down lr-bj-b`.',
    zh: '请说明要试算的变更，例如 `/line plan {vif} --withdraw 10.1.0.0/16` 或 `/line plan --router-down lr-bj-b`。',
  },
  'refusal.plan-regions': {
    en: 'One plan tries one region; this one touches {value}. Plan them one by one.',
    zh: '一次试算仅限一个地域，当前涉及 {value}，请分别试算。',
  },
  'refusal.plan-not-announced': {
    en: '{field}: {value} is not announced. Announced are: {ranges}.',
    zh: '{field}：未发布 {value}。当前发布：{ranges}。',
  },
  'refusal.plan-no-device': {
    en: '{field}: nothing is known of the device behind {value}. Describe it first: `/line device set {value}`',
    zh: '{field}：{value} 尚无客户端设备信息，请先填写：`/line device set {value}`',
  },
  'refusal.plan-not-yours': {
    en: 'A failure cannot be requested, only tried. Leave it out, or drill it: `/line drill`.',
    zh: '故障只能试算，无法申请。请去掉该项，或用 `/line drill` 演练。',
  },
  'refusal.plan-unseen': {
    en: 'This takes something away. Look at the plan and press its button, or add `--proof {proof}`.',
    zh: '此变更会使现有连接受损。请先查看试算并点击按钮，或加上 `--proof {proof}`。',
  },
  'refusal.plan-void': {
    en: 'The network is not what it was when this was planned. Nothing was done; plan again and decide again.',
    zh: '网络已与试算时不同。未执行任何操作，请重新试算后再决定。',
  },
  'expect.export': { en: '`all` or `none`', zh: '`all` 或 `none`' },
} as const;
