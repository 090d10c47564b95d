/** Names of states, roles, steps, checks and things; in Chinese the tutorial's own words. */
export const stateText = {
  'thing.connection': { en: 'hosted connection', zh: '托管专线' },
  'thing.line-router': { en: 'line router', zh: '专线路由器' },

  'state.Ordering': { en: 'To be audited', zh: '待审核' },
  'state.Rejected': { en: 'Not approved', zh: '审核未通过' },
  'state.Installation_Paying': { en: 'Installation fee to be paid', zh: '初装费待支付' },
  'state.Pending': { en: 'Under construction', zh: '施工中' },
  'state.Confirming': { en: 'Waiting for confirmation', zh: '等待确认' },
  'state.Active': { en: 'Available', zh: '可用' },
  'state.InActive': { en: 'Unavailable', zh: '不可用' },
  'state.Deleting': { en: 'Being deleted', zh: '删除中' },
  'state.Deleted': { en: 'Deleted', zh: '已删除' },

  'role.customer': { en: 'customer', zh: '客户' },
  'role.reviewer': { en: 'reviewer', zh: '审核工程师' },
  'role.field': { en: 'field engineer', zh: '现场工程师' },
  'role.finance': { en: 'finance', zh: '财务' },
  'role.admin': { en: 'admin', zh: '管理员' },
  'role.system': { en: 'Hostline', zh: 'Hostline' },

  'step.reserve-ports': { en: 'Reserve ports on both line routers', zh: '预留两台专线路由器端口' },
  'step.cabling': { en: 'Lay and patch the cables', zh: '布放线缆并跳接' },
  'step.light-levels': { en: 'Measure light levels', zh: '测量光功率' },
  'step.link-debugging': { en: 'Debug the link layer', zh: '链路层调试' },

  'check.fields': { en: 'Fields are complete and valid', zh: '字段完整有效' },
  'check.quota': { en: 'Quota of the region', zh: '地域配额' },
  'check.real-name': { en: 'Enterprise real-name verification', zh: '企业实名认证' },
  'check.port-capacity': { en: 'Free ports on both line routers', zh: '两台专线路由器端口余量' },

  'term.MONTH': { en: '{span} month(s)', zh: '{span} 个月' },
  'term.YEAR': { en: '{span} year(s)', zh: '{span} 年' },
  'unit.MONTH': { en: 'Months (1–9)', zh: '月（1–9）' },
  'unit.YEAR': { en: 'Years (1–3)', zh: '年（1–3）' },

  'alarm.review-reminder': { en: 'Still waiting for review; promised by {at}.', zh: '仍待审核，承诺于 {at} 前完成。' },
  'alarm.review-escalation': {
    en: 'Review is late: two working days have passed.',
    zh: '审核已超时：已过两个工作日。',
  },
  'alarm.review-last': {
    en: 'Review is late: three working days have passed. The admins are told.',
    zh: '审核已超时：已过三个工作日，已告知管理员。',
  },
  'alarm.payment-reminder': { en: 'The installation fee is still unpaid.', zh: '初装费尚未支付。' },
  'alarm.payment-last-reminder': {
    en: 'The installation fee is still unpaid; the order expires on {at}.',
    zh: '初装费尚未支付，订单将于 {at} 失效。',
  },
  'alarm.acceptance-reminder': {
    en: 'The line waits for your joint test and confirmation.',
    zh: '专线等待您联调并确认。',
  },
  'alarm.acceptance-escalation': {
    en: 'No confirmation yet; an engineer will contact the customer. Nothing is charged meanwhile.',
    zh: '尚未确认，工程师将联系客户，期间不计费。',
  },
  'alarm.removal-reminder': {
    en: 'The line still has to be removed; promised by {at}.',
    zh: '线路仍待拆除，承诺于 {at} 前完成。',
  },
  'alarm.late': { en: '“{step}” is late; it was promised by {at}.', zh: '“{step}”已逾期，原承诺 {at}。' },

  'cause.crc-errors': { en: 'frames arrive damaged', zh: '收到的帧有误码' },
  'cause.no-carrier': { en: 'no carrier', zh: '无载波' },

  'flag.yes': { en: 'yes', zh: '是' },
  'flag.no': { en: 'no', zh: '否' },
} as const;
