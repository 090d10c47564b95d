/** Words of failover drills: states, cards, lines, refusals, arguments. */
export const drillText = {
  'thing.drill': { en: 'Failover drill', zh: '切换演练' },
  'drill-state.Approving': { en: 'Waits for a second approver', zh: '待第二人审批' },
  'drill-state.Scheduled': { en: 'Scheduled', zh: '已排期' },
  'drill-state.Running': { en: 'Under way', zh: '进行中' },
  'drill-state.Restoring': { en: 'Being restored', zh: '恢复中' },
  'drill-state.Completed': { en: 'Completed', zh: '已完成' },
  'drill-state.Refused': { en: 'Not carried out', zh: '未执行' },
  'drill-state.Cancelled': { en: 'Cancelled', zh: '已取消' },

  'drill-target.session': { en: 'BGP session of {name} with {router}', zh: '{name} 与 {router} 的 BGP 会话' },
  'drill-target.line': { en: 'line {name}', zh: '专线 {name}' },
  'drill-target.line-router': {
    en: 'line router {router}, your tunnels only',
    zh: '专线路由器 {router}（仅限贵方托管通道）',
  },

  'restored.time': { en: 'the time was up', zh: '时间到' },
  'restored.stopped': { en: 'stopped by hand', zh: '人工停止' },
  'restored.ground': {
    en: 'the network changed and a last path was in danger',
    zh: '网络发生变化，最后一条路径面临中断',
  },
  'restored.maintenance': { en: 'a maintenance began', zh: '维护开始' },

  'voided.ground': { en: 'the network is not what it was when this was asked', zh: '网络已与申请时不同' },
  'voided.unproven': {
    en: 'it was asked for before drills carried a proof; ask again',
    zh: '该演练申请于验证机制启用之前，请重新申请',
  },
  'voided.maintenance': { en: 'a maintenance is announced for that time', zh: '该时段已有维护计划' },
  'voided.arrears': { en: 'the account is in arrears', zh: '账户已欠费' },
  'voided.drill': { en: 'another drill is under way', zh: '另一演练正在进行' },
  'voided.late': { en: 'nobody approved it in time', zh: '未在时限内获批' },
  'voided.gone': { en: 'what it was to cut no longer exists', zh: '演练对象已不存在' },

  'weakness.line': { en: 'line {id} ({count} ranges)', zh: '专线 {id}（{count} 个网段）' },
  'weakness.line-router': { en: 'line router {id} ({count} ranges)', zh: '专线路由器 {id}（{count} 个网段）' },
  'weakness.device': { en: 'device behind {id} ({count} ranges)', zh: '{id} 后的客户端设备（{count} 个网段）' },

  'cause.drill': { en: 'cut on purpose by a drill', zh: '演练主动中断' },

  'card.drill-summary': { en: 'Drill {id}: {state}', zh: '演练 {id}：{state}' },
  'card.drill-target': { en: 'Cuts', zh: '中断对象' },
  'card.drill-when': { en: 'Starts', zh: '开始' },
  'card.drill-when-value': { en: '{at}, for {minutes} min', zh: '{at}，持续 {minutes} 分钟' },
  'card.drill-left': { en: 'Restored by', zh: '最迟恢复' },
  'card.drill-left-value': { en: '{at} (at most {minutes} min from now)', zh: '{at}（最多还有 {minutes} 分钟）' },
  'card.drill-restored': { en: 'Restored', zh: '已恢复' },
  'card.drill-restored-value': { en: '{at}: {why}', zh: '{at}：{why}' },
  'card.drill-voided': { en: 'Not started: {why}', zh: '未开始：{why}' },
  'card.drill-changed': { en: 'Changed meanwhile: {changes}', zh: '期间变化：{changes}' },
  'card.drill-predicted': { en: 'Predicted (simulated)', zh: '预测（模拟）' },
  'card.drill-predicted-asked': { en: 'Predicted when asked (simulated)', zh: '申请时的预测（模拟）' },
  'card.drill-observed': { en: 'Observed', zh: '观测' },
  'card.drill-observed-not': { en: 'not yet', zh: '尚无' },
  'card.drill-effect': {
    en: '{sessions} session(s) down, {lost} lost, {single} range(s) left without redundancy; settled in {seconds} s',
    zh: '{sessions} 个会话中断，{lost} 项失去连通，{single} 个网段失去冗余；{seconds} 秒收敛',
  },
  'card.drill-lost': { en: 'Would lose the last path: {lost}', zh: '将失去最后路径：{lost}' },
  'card.drill-missing': { en: 'Did not come back: {missing}', zh: '未恢复：{missing}' },
  'card.drill-all-back': { en: 'Everything that worked before works again.', zh: '演练前正常的全部已恢复。' },
  'card.drill-as-predicted': { en: 'What was observed is what was predicted.', zh: '观测与预测一致。' },
  'card.drill-otherwise': { en: 'What was observed differs from what was predicted.', zh: '观测与预测不一致。' },
  'card.drill-score': { en: 'Resilience', zh: '韧性评分' },
  'card.drill-score-value': { en: '{score} of 100', zh: '{score}（满分 100）' },
  'card.drill-weak': { en: 'Single points of failure: {items}', zh: '单点故障：{items}' },
  'card.drill-strong': {
    en: 'No single line, line router or device carries a range alone.',
    zh: '没有网段只依赖单条专线、单台路由器或单台设备。',
  },
  'card.drills': { en: 'Failover drills', zh: '切换演练' },

  'button.drill-approve': { en: 'Approve the drill', zh: '批准演练' },
  'button.drill-refuse': { en: 'Refuse', zh: '拒绝' },
  'button.drill-cancel': { en: 'Cancel', zh: '取消演练' },
  'button.drill-stop': { en: 'Stop and restore now', zh: '停止并立即恢复' },
  'sure.drill-approve': {
    en: 'The drill will cut the last path of what is listed on the card.',
    zh: '演练将中断卡片所列内容的最后路径。',
  },

  'line.drill-requested': { en: '{who} asked for this drill; it starts {at}.', zh: '{who} 申请演练，{at} 开始。' },
  'line.drill-approval': {
    en: '{who} asked for this drill. It would cut last paths: a reviewer has to approve it.',
    zh: '{who} 申请演练，将中断最后路径，须由审核工程师批准。',
  },
  'line.drill-approved': { en: '{who} approved the drill.', zh: '{who} 批准了演练。' },
  'line.drill-reproposed': {
    en: 'Not approved yet: the network changed since this was asked ({changes}). Look at the new forecast and decide again.',
    zh: '尚未批准：申请后网络已变化（{changes}）。请查看新的预测后重新决定。',
  },
  'line.drill-refused': { en: '{who} refused the drill: {reason}', zh: '{who} 拒绝演练：{reason}' },
  'line.drill-cancelled': { en: '{who} cancelled the drill.', zh: '{who} 取消了演练。' },
  'line.drill-voided': { en: 'The drill did not start: {why}. {changes}', zh: '演练未开始：{why}。{changes}' },
  'line.drill-started': { en: 'The cut is made; restored by {at} at the latest.', zh: '已中断，最迟 {at} 恢复。' },
  'line.drill-observed': { en: 'Observed: {effect}.', zh: '观测：{effect}。' },
  'line.drill-restored': { en: 'The cut is lifted: {why}.', zh: '中断已解除：{why}。' },
  'line.drill-finished': {
    en: 'Drill completed. Resilience {score} of 100.',
    zh: '演练完成，韧性评分 {score}（满分 100）。',
  },
  'line.drill-incomplete': {
    en: 'Drill over, but this did not come back: {missing}.',
    zh: '演练结束，但以下未恢复：{missing}。',
  },

  'answer.drill-scheduled': {
    en: 'Drill {id} is scheduled for {at}. The twin foresees no last path cut.',
    zh: '演练 {id} 已排期于 {at}，模拟显示不会中断最后路径。',
  },
  'answer.drill-asked': {
    en: 'Drill {id} waits for a reviewer: it would cut {lost}.',
    zh: '演练 {id} 待审核工程师批准：将中断 {lost}。',
  },
  'answer.drill-state': { en: 'Drill {id}: {state}.', zh: '演练 {id}：{state}。' },

  'refusal.drill-unknown': {
    en: 'The drill could not be simulated; nothing was done.',
    zh: '无法模拟该演练，未执行任何操作。',
  },
  'refusal.drill-maintenance': {
    en: 'No drill at that time: a maintenance is announced. Choose another time.',
    zh: '该时段已有维护计划，不能演练。请另选时间。',
  },
  'refusal.drill-arrears': { en: 'No drill while the account is in arrears.', zh: '账户欠费期间不能演练。' },
  'refusal.drill-open': {
    en: 'Drill {value} is not over yet; one at a time. `/line drill cancel {value}` or `/line drill stop {value}`',
    zh: '演练 {value} 尚未结束，一次只能进行一个。`/line drill cancel {value}` 或 `/line drill stop {value}`',
  },
  'refusal.drill-none': {
    en: 'There is no drill to come or under way. `/line drill show` lists them.',
    zh: '没有待开始或进行中的演练。可用 `/line drill show` 查看。',
  },
  'refusal.drill-idle': {
    en: 'There is nothing to cut: no BGP session over it is up. Choose another session, line or line router.',
    zh: '没有可中断的内容：其上没有已建立的 BGP 会话。请选择其他会话、专线或专线路由器。',
  },
  'refusal.drill-cuts': {
    en: 'Refused: the drill would cut the last path of {lost}. Add `--ask yes` to ask a reviewer for it all the same.',
    zh: '已拒绝：演练将中断 {lost} 的最后路径。如仍需进行，请加 `--ask yes` 请审核工程师批准。',
  },
  'refusal.drill-stale': {
    en: 'The card you used is out of date; nothing was done. `/line drill show {value}` shows the drill as it is.',
    zh: '您点击的卡片已过期，未执行任何操作。可用 `/line drill show {value}` 查看当前演练。',
  },
  'refusal.drill-not-now': {
    en: 'Drill {value} is “{drillState}”; that is not possible now.',
    zh: '演练 {value} 当前为“{drillState}”，不能执行该操作。',
  },
  'refusal.drill-target': {
    en: 'Say what to cut: `--vif <interface> --router <line router>`, `--line <line>` or `--router <line router>`.',
    zh: '请说明中断对象：`--vif <托管通道> --router <专线路由器>`、`--line <专线>` 或 `--router <专线路由器>`。',
  },

  'verb.drill': {
    en: 'Drill a failover: cut a session, a line or a line router for a while',
    zh: '切换演练：临时中断会话、专线或专线路由器',
  },
  'verb.drill-show': { en: 'Show a drill, or list them', zh: '查看演练' },
  'verb.drill-approve': { en: 'Approve a drill that cuts last paths', zh: '批准演练' },
  'verb.drill-refuse': { en: 'Refuse a drill', zh: '拒绝演练' },
  'verb.drill-cancel': { en: 'Cancel a drill before it starts', zh: '取消演练' },
  'verb.drill-stop': { en: 'Stop a drill and restore at once', zh: '停止演练并立即恢复' },
  'note.drill': {
    en: 'One of: an interface and a line router (one session), a line, or a line router alone. Only your own tunnels are cut.',
    zh: '三选一：托管通道加专线路由器（单个会话）、专线，或仅专线路由器。只中断贵方自己的托管通道。',
  },
  'arg.drill': { en: 'Drill', zh: '演练' },
  'arg.line': { en: 'Line', zh: '专线' },
  'arg.minutes': { en: 'Minutes', zh: '分钟数' },
  'arg.at': { en: 'Start (Beijing time)', zh: '开始时间（北京时间）' },
  'arg.ask': { en: 'If it would cut a last path, ask a reviewer', zh: '如将中断最后路径，请审核工程师批准' },
  'expect.drill-minutes': { en: 'Use 1 to 4320 minutes.', zh: '请填写 1 至 4320 分钟。' },
  'expect.drill-at': {
    en: 'Use a time within the next 30 days, such as 2026-03-04 22:00, or +90 for 90 minutes from now.',
    zh: '请填写 30 天内的时间，如 2026-03-04 22:00，或 +90 表示 90 分钟后。',
  },
} as const;
