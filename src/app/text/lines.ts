/** History, told once in the thread, and answers to commands. */
export const lineText = {
  'line.ordered': { en: '{who} ordered this line.', zh: '{who} 提交了专线申请。' },
  'line.checked-good': {
    en: 'All automatic checks passed; an engineer decides by {at}.',
    zh: '自动检查全部通过，工程师将于 {at} 前审核。',
  },
  'line.checked-bad': { en: 'Automatic checks failed: {checks}.', zh: '自动检查未通过：{checks}。' },
  'line.edited': { en: '{who} changed {fields}.', zh: '{who} 修改了 {fields}。' },
  'line.times': { en: '{count} × {line}', zh: '{count} 次：{line}' },
  'line.nudged': { en: '{who} asks you to look at this.', zh: '{who} 催办。' },
  'line.approved': { en: '{who} approved. The installation fee is to be paid.', zh: '{who} 审核通过，请支付初装费。' },
  'line.rejected': { en: '{who} rejected: {reason}', zh: '{who} 拒绝：{reason}' },
  'line.withdrawn': { en: '{who} withdrew the request.', zh: '{who} 撤回了申请。' },
  'line.expired': { en: 'The order expired unpaid; the request is closed.', zh: '订单逾期未支付，申请已关闭。' },
  'line.payment-requested': { en: '{who} pays {fen}.', zh: '{who} 支付 {fen}。' },
  'line.payment-refused': {
    en: 'Payment refused: {fen} are due, the balance is {balance}.',
    zh: '扣款失败：应付 {fen}，余额 {balance}。',
  },
  'line.paid': { en: '{fen} received. Thank you.', zh: '已收到 {fen}，谢谢。' },
  'line.overpaid': {
    en: '{fen} arrived for a closed order and will be returned.',
    zh: '收到已关闭订单的款项 {fen}，将予退还。',
  },
  'line.construction-started': { en: 'Construction has started; ready by {at}.', zh: '开始施工，预计 {at} 前完成。' },
  'line.construction-again': {
    en: 'Back to construction (round {round}); ready by {at}.',
    zh: '返回施工（第 {round} 轮），预计 {at} 前完成。',
  },
  'line.step-done': { en: 'Done: {step}.', zh: '完成：{step}。' },
  'line.step-failed': { en: 'Failed: {step}. {detail}', zh: '失败：{step}。{detail}' },
  'line.step-retried': { en: '{who} retries: {step}.', zh: '{who} 重试：{step}。' },
  'line.completed': {
    en: 'Construction is complete: test the link together, then confirm.',
    zh: '施工完成：请联调后确认。',
  },
  'line.confirmed': {
    en: '{who} confirmed completion for {term}. {fen} are to be paid.',
    zh: '{who} 确认施工完成，租用 {term}，待支付 {fen}。',
  },
  'line.objected': { en: '{who}: joint test failed: {reason}', zh: '{who}：联调未通过：{reason}' },
  'line.activated': { en: 'The line is available until {to}. 🎉', zh: '专线可用，有效期至 {to}。🎉' },
  'line.failed': { en: 'Line fault: {reason}', zh: '线路故障：{reason}' },
  'line.repaired': { en: 'The fault is repaired; the line is available again.', zh: '故障已修复，专线恢复可用。' },
  'line.deletion-requested': { en: '{who} asks to delete this line.', zh: '{who} 申请删除此专线。' },
  'line.deletion-approved': {
    en: '{who} agreed to the deletion; the line will be removed.',
    zh: '{who} 同意删除，线路将被拆除。',
  },
  'line.deletion-refused': { en: '{who} did not agree to the deletion: {reason}', zh: '{who} 不同意删除：{reason}' },
  'line.deletion-started': {
    en: '{who} deleted the line; it will be removed.',
    zh: '{who} 删除了专线，线路将被拆除。',
  },
  'line.deleted': { en: '{who} confirmed the removal. The line is gone.', zh: '{who} 确认已拆除，专线已删除。' },

  'answer.ordered': {
    en: 'Ordered {id} “{name}”. An engineer decides within 1 to 2 working days, by {at}.',
    zh: '已提交 {id}“{name}”。工程师将在 1–2 个工作日内审核，最晚 {at}。',
  },
  'answer.ordered-already': {
    en: 'That order is already in: {id} “{name}”. To order a second line like it, add `--again yes`.',
    zh: '该申请已提交：{id}“{name}”。如需再订一条相同专线，请加 `--again yes`。',
  },
  'answer.done': { en: 'Done: {name} is now “{state}”.', zh: '已完成：{name} 现为“{state}”。' },
  'answer.already': {
    en: 'Already so: {name} is “{state}”{by}. Nothing was done twice.',
    zh: '已是如此：{name} 为“{state}”{by}，未重复执行。',
  },
  'answer.decided-by': { en: ', decided by {who}', zh: '，由 {who} 审核' },
  'answer.paying': {
    en: 'Collecting {fen} for {name}; the card follows.',
    zh: '正在为 {name} 扣款 {fen}，结果见卡片。',
  },
  'answer.confirmed': {
    en: 'Confirmed {name}. {fen} are to be paid: press Pay, or `/line pay {id}`.',
    zh: '已确认 {name}。待支付 {fen}：请点击支付或输入 `/line pay {id}`。',
  },
  'answer.nudged': { en: 'Told those who have to act on {name}.', zh: '已提醒 {name} 的处理人。' },
  'answer.repeat': { en: 'This was handled already.', zh: '该请求已处理。' },
  'answer.pending': { en: 'This is being handled; the answer follows on the card.', zh: '正在处理，结果见卡片。' },
  'answer.linked': {
    en: 'Welcome, {name}. `/line help` shows what you can do.',
    zh: '欢迎，{name}。输入 `/line help` 查看可用命令。',
  },
  'answer.link-code': {
    en: 'Type this on your other account within {at}: `/line link {code}`',
    zh: '请在另一账号输入（{at} 前有效）：`/line link {code}`',
  },
  'answer.invited': {
    en: '{name} ({id}) can link an account until {at} with `/line link {code}`. The code is shown only now.',
    zh: '{name}（{id}）可在 {at} 前输入 `/line link {code}` 绑定账号。代码仅显示一次。',
  },
  'answer.tenant-added': { en: 'Tenant {id} “{title}” is set.', zh: '租户 {id}“{title}”已设置。' },
  'answer.room-bound': { en: 'This room now shows {purpose} cards.', zh: '本群现显示{purpose}卡片。' },
  'answer.roles-set': { en: '{name} now has: {roles}.', zh: '{name} 现有角色：{roles}。' },
  'answer.revoked': { en: '{name} can no longer act here.', zh: '{name} 已被撤销。' },
  'answer.language-set': { en: 'Hostline speaks English to you now.', zh: 'Hostline 现在对您说中文。' },
  'answer.deposited': {
    en: '{fen} added for {tenant} (simulated cashier).',
    zh: '已为 {tenant} 充值 {fen}（模拟收银台）。',
  },
  'answer.purpose-engineers': { en: 'the engineers’', zh: '工程师' },
  'answer.purpose-tenant': { en: '{tenant}’s', zh: '{tenant} 的' },
} as const;
