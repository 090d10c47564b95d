/** Renewal, expiry and arrears, as people read them. */
export const moneyText = {
  'verb.renew': { en: 'Renew a line for another term', zh: '续费专线' },
  'verb.auto-renew': { en: 'Switch automatic renewal on or off', zh: '开启或关闭自动续费' },
  'arg.on': { en: 'On', zh: '开启' },
  'state.Suspended': { en: 'Suspended: rental unpaid', zh: '已停服（欠费）' },
  'state.TrafficUnpaid': { en: 'Traffic unpaid', zh: '流量费欠费' },
  'button.renew': { en: 'Renew…', zh: '续费…' },

  'card.order-renewal': { en: 'Renewal', zh: '续费' },
  'card.order-traffic': { en: 'Outbound traffic', zh: '出方向流量费' },
  'card.overdue': {
    en: 'The rental is over. The line works until {at}; then its port goes down.',
    zh: '租用已到期。专线可用至 {at}，之后端口将停用。',
  },
  'card.suspended': {
    en: 'The port is down because the rental is unpaid. Renew by {at}, or the line is released.',
    zh: '因欠费端口已停用。请于 {at} 前续费，否则专线将被释放。',
  },
  'card.traffic-stopped': {
    en: 'Traffic is unpaid: virtual interfaces carry nothing until it is paid.',
    zh: '流量费欠费：支付前托管通道不可用。',
  },

  'alarm.rental-first-notice': {
    en: 'The rental ends on {at}: renew it in time.',
    zh: '租用将于 {at} 到期，请及时续费。',
  },
  'alarm.rental-second-notice': { en: 'The rental ends soon, on {at}.', zh: '租用即将于 {at} 到期。' },
  'alarm.rental-last-notice': { en: 'Last notice: the rental ends on {at}.', zh: '最后提醒：租用将于 {at} 到期。' },
  'alarm.rental-over': {
    en: 'The rental is over. The line works until {at}; renew it before.',
    zh: '租用已到期。专线可用至 {at}，请在此之前续费。',
  },

  'line.renewal-opened': { en: 'Renewal for {term}: {fen}.', zh: '续费 {term}：{fen}。' },
  'line.renewed': { en: 'Renewed: the line is paid until {to}.', zh: '续费成功，有效期至 {to}。' },
  'line.auto-renew-on': { en: '{who} switched automatic renewal on.', zh: '{who} 开启了自动续费。' },
  'line.auto-renew-off': { en: '{who} switched automatic renewal off.', zh: '{who} 关闭了自动续费。' },
  'line.suspended': { en: 'The port is down: the rental is unpaid.', zh: '端口已停用：租用费未支付。' },
  'line.suspended-until': {
    en: 'The port is down: the rental is unpaid. The line is released on {at} unless it is renewed.',
    zh: '端口已停用：租用费未支付。如不续费，专线将于 {at} 释放。',
  },
  'line.resumed': { en: 'The port is up again; the line is available.', zh: '端口已恢复，专线可用。' },
  'line.released': {
    en: 'The rental stayed unpaid: the line and its interfaces are released and will be removed.',
    zh: '租用费始终未支付：专线及其通道已释放，线路将被拆除。',
  },
  'line.traffic-stopped': {
    en: 'Traffic is in arrears: virtual interfaces are unavailable until it is paid.',
    zh: '流量费欠费：托管通道不可用，支付后恢复。',
  },
  'line.traffic-resumed': { en: 'Traffic is paid: virtual interfaces work again.', zh: '流量费已支付，托管通道恢复。' },
  'line.traffic-released': {
    en: 'Traffic stayed unpaid: the virtual interfaces are released. The line stays.',
    zh: '流量费始终未支付：托管通道已释放，专线保留。',
  },

  'answer.renewing': {
    en: 'Renewing {name} for {fen}; the card follows.',
    zh: '正在为 {name} 续费 {fen}，结果见卡片。',
  },
  'answer.auto-renew': { en: 'Automatic renewal of {name}: {on}.', zh: '{name} 自动续费：{on}。' },
  'refusal.renew-first': {
    en: 'There is nothing to pay for {value} yet: renew it with `/line renew {value}`.',
    zh: '{value} 暂无待支付订单：请先用 `/line renew {value}` 续费。',
  },
  'refusal.in-arrears': {
    en: 'There are unpaid rentals or traffic; pay them first. `/line list` shows the lines.',
    zh: '存在未支付的租用费或流量费，请先支付。可用 `/line list` 查看专线。',
  },
} as const;
