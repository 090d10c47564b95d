/** Words of planned maintenance and of what a failure does to tenants. */
export const maintenanceText = {
  'maintenance-state.Announced': { en: 'Announced', zh: '已公告' },
  'maintenance-state.Running': { en: 'Under way', zh: '进行中' },
  'maintenance-state.Over': { en: 'Over', zh: '已结束' },
  'maintenance-state.Cancelled': { en: 'Cancelled', zh: '已取消' },

  'level.reach': { en: 'loses reach', zh: '失去连通' },
  'level.redundancy': { en: 'loses redundancy', zh: '失去冗余' },
  'level.sessions': { en: 'loses sessions only', zh: '仅会话中断' },

  'part.reach': { en: 'you lose reach of {lost} ({count})', zh: '将失去连通：{lost}（共 {count} 项）' },
  'part.redundancy': {
    en: 'everything stays reachable, but {count} range(s) are without redundancy',
    zh: '连通不受影响，但 {count} 个网段失去冗余',
  },
  'part.sessions': {
    en: '{count} BGP session(s) go down; nothing else changes',
    zh: '{count} 个 BGP 会话中断，其他不受影响',
  },
  'part.none': { en: 'nothing was affected', zh: '未受影响' },

  'cause.maintenance': { en: 'planned maintenance', zh: '计划维护' },

  'notice.maintenance-announced': {
    en: 'Maintenance of {target}, {from} to {to}: {reason}. For you: {part}. (simulated)',
    zh: '{target} 将于 {from} 至 {to} 维护：{reason}。对贵方的影响：{part}。（模拟）',
  },
  'notice.maintenance-soon': {
    en: 'Reminder: maintenance of {target} begins {from}. For you: {part}.',
    zh: '提醒：{target} 的维护将于 {from} 开始。对贵方的影响：{part}。',
  },
  'notice.maintenance-extended': {
    en: 'The maintenance of {target} now lasts until {to}.',
    zh: '{target} 的维护改为至 {to} 结束。',
  },
  'notice.maintenance-started': {
    en: 'The maintenance of {target} has begun, until {to}. For you: {part}.',
    zh: '{target} 的维护已开始，至 {to} 结束。对贵方的影响：{part}。',
  },
  'notice.maintenance-ended': {
    en: 'The maintenance of {target} is over. Predicted: {predicted}. Happened: {happened}.',
    zh: '{target} 的维护已结束。预测：{predicted}。实际：{happened}。',
  },
  'notice.maintenance-cancelled': {
    en: 'The maintenance of {target} that was announced for {from} is cancelled.',
    zh: '原定 {from} 的 {target} 维护已取消。',
  },
  'notice.maintenance-ops-announced': {
    en: 'Maintenance {id} of {target}, {from} to {to}, announced by {who} to {count} tenant(s).',
    zh: '{who} 已向 {count} 个租户公告 {target} 的维护 {id}，{from} 至 {to}。',
  },
  'notice.maintenance-ops-started': {
    en: 'Maintenance {id} of {target} has begun; {count} tenant(s) are affected.',
    zh: '{target} 的维护 {id} 已开始，影响 {count} 个租户。',
  },
  'notice.maintenance-ops-ended': {
    en: 'Maintenance {id} of {target} is over. {same} tenant(s) as predicted, {other} otherwise.',
    zh: '{target} 的维护 {id} 已结束。{same} 个租户与预测一致，{other} 个不一致。',
  },

  'card.impact': { en: 'If {target} fails ({region})', zh: '若 {target} 故障（{region}）' },
  'card.impact-counts': {
    en: '{tenants} tenants looked at: {reach} lose reach, {redundancy} lose redundancy, {sessions} lose sessions only.',
    zh: '共检查 {tenants} 个租户：{reach} 个失去连通，{redundancy} 个失去冗余，{sessions} 个仅会话中断。',
  },
  'card.impact-row': { en: '{tenant}: {level}', zh: '{tenant}：{level}' },
  'card.impact-detail': {
    en: '{lost} lost, {single} range(s) without redundancy, {sessions} session(s) down',
    zh: '{lost} 项失去连通，{single} 个网段失去冗余，{sessions} 个会话中断',
  },
  'card.impact-none': { en: 'Nobody is affected.', zh: '没有租户受影响。' },
  'card.impact-more': { en: 'and {count} more', zh: '另有 {count} 个' },
  'card.maintenance-draft': { en: 'Maintenance of {target}: nothing is sent yet', zh: '{target} 维护：尚未发送' },
  'card.maintenance-changed': {
    en: 'Who is affected has changed since you looked. Nothing was sent; this is the list now.',
    zh: '受影响的租户已变化，尚未发送。以下为当前列表。',
  },
  'card.maintenance': { en: 'Maintenance {id} of {target} · {state}', zh: '{target} 维护 {id} · {state}' },
  'card.maintenance-window': { en: 'Window', zh: '时段' },
  'card.maintenance-window-value': { en: '{from} to {to}', zh: '{from} 至 {to}' },
  'card.maintenance-for-you': { en: 'For you (simulated)', zh: '对您的影响（模拟）' },
  'card.maintenance-came': { en: 'When it began', zh: '开始时的影响' },
  'card.maintenance-ended': { en: 'Ended', zh: '已于' },
  'card.maintenance-at': { en: '{at}', zh: '{at}' },
  'card.maintenance-by': { en: 'Announced by', zh: '公告人' },
  'card.maintenance-happened': { en: 'When it began:', zh: '开始时的实际影响：' },
  'card.maintenances': { en: 'Maintenance', zh: '维护' },

  'button.maintenance-announce': { en: 'Announce to those affected', zh: '向受影响租户公告' },
  'button.maintenance-cancel': { en: 'Cancel', zh: '取消维护' },
  'button.maintenance-end': { en: 'End now', zh: '立即结束' },
  'button.maintenance-extend': { en: 'Extend', zh: '延长' },
  'sure.maintenance-announce': {
    en: 'Every tenant on the list is told its own part, in its own language.',
    zh: '将以各租户的语言告知其自身受到的影响。',
  },

  'answer.maintenance': { en: 'Maintenance {id}: {state}.', zh: '维护 {id}：{state}。' },
  'answer.maintenance-announced': {
    en: 'Maintenance {id} is announced; {count} tenant(s) are told.',
    zh: '维护 {id} 已公告，将告知 {count} 个租户。',
  },

  'refusal.maintenance-pair': {
    en: '{field}: “{value}” cannot be taken out then: {router}, the other one of the pair, is in maintenance {other}. Choose a time that does not overlap.',
    zh: '{field}：“{value}”此时段不可维护：同组的 {router} 正在维护 {other} 中。请选择不重叠的时段。',
  },
  'refusal.maintenance-twice': {
    en: '{field}: “{value}” already has maintenance {other} at that time. Extend or cancel that one.',
    zh: '{field}：“{value}”该时段已有维护 {other}。请延长或取消该维护。',
  },
  'refusal.maintenance-stale': {
    en: 'The card you used is out of date; nothing was done. `/line maintenance show {value}` shows it as it is.',
    zh: '您点击的卡片已过期，未执行任何操作。可用 `/line maintenance show {value}` 查看。',
  },
  'refusal.maintenance-not-now': {
    en: 'Maintenance {value} is “{maintenanceState}”; that is not possible now.',
    zh: '维护 {value} 当前为“{maintenanceState}”，不能执行该操作。',
  },

  'verb.impact': { en: 'Who loses what if a line router or a line fails', zh: '评估专线路由器或专线故障的影响' },
  'verb.maintenance': {
    en: 'Plan a maintenance: shows who is affected, sends nothing',
    zh: '计划维护（先显示影响，不发送）',
  },
  'verb.maintenance-announce': { en: 'Announce a maintenance to those affected', zh: '公告维护' },
  'verb.maintenance-show': { en: 'Show a maintenance, or list them', zh: '查看维护' },
  'verb.maintenance-extend': { en: 'Change the end of a maintenance', zh: '调整维护结束时间' },
  'verb.maintenance-cancel': { en: 'Cancel a maintenance, or end it early', zh: '取消或提前结束维护' },
  'arg.down': { en: 'Line router or line', zh: '专线路由器或专线' },
  'arg.to': { en: 'End (Beijing time)', zh: '结束时间（北京时间）' },
  'arg.begin': { en: 'Begin (Beijing time)', zh: '开始时间（北京时间）' },
  'arg.maintenance': { en: 'Maintenance', zh: '维护' },
  'arg.list': { en: 'Print of the list', zh: '列表指纹' },
  'expect.down': {
    en: 'Name a line router, such as lr-bj-a, or a line.',
    zh: '请填写专线路由器（如 lr-bj-a）或专线。',
  },
  'expect.maintenance-from': {
    en: 'Use a time from now within 90 days, such as 2026-03-04 22:00, or +90 for 90 minutes from now.',
    zh: '请填写 90 天内的时间，如 2026-03-04 22:00，或 +90 表示 90 分钟后。',
  },
  'expect.maintenance-to': {
    en: 'Use a time after the beginning and now, at most 7 days after the beginning.',
    zh: '请填写晚于开始时间和当前时间、且不超过开始后 7 天的时间。',
  },
} as const;
