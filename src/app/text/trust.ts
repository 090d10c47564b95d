/** Sentences about approvals, policy, delegation, codes and broken glass. */
export const trustText = {
  'refusal.own-request-lent': {
    en: 'The role you act in was lent by the one who asked for this; somebody else has to decide.',
    zh: '您的角色由申请人本人委托，须由其他人审核。',
  },
  'refusal.code-needed': {
    en: 'This decision needs a code of your authenticator. Press the button again, or add `--totp`.',
    zh: '此操作需要您的动态验证码。请重新点击按钮，或添加 `--totp`。',
  },
  'refusal.enrol-first': {
    en: 'This decision needs a code of your authenticator, and you have none yet. Type `/line step-up`.',
    zh: '此操作需要动态验证码，您尚未启用。请输入 `/line step-up`。',
  },
  'refusal.enrolled-already': {
    en: 'Your authenticator is set up. An admin can take it back with `/line admin step-up-reset`.',
    zh: '您的动态验证码已启用。管理员可用 `/line admin step-up-reset` 重置。',
  },
  'refusal.wrong-code': {
    en: 'code: this code is wrong, too old or was used before. Wait for the next one.',
    zh: '验证码：错误、已过期或已使用，请等待下一个。',
  },
  'refusal.locked': {
    en: 'Too many wrong codes; try again after {at}. If it was not you, tell an admin.',
    zh: '验证码错误次数过多，{at} 后可重试。如非本人操作，请告知管理员。',
  },
  'refusal.too-many-guesses': {
    en: 'Too many codes tried from this account; try again in ten minutes.',
    zh: '此账号尝试次数过多，请十分钟后再试。',
  },
  'refusal.glass-whole': {
    en: 'Only `/line break-glass` with a reason lets an admin decide alone.',
    zh: '管理员单独决定须使用 `/line break-glass` 并说明原因。',
  },
  'refusal.glass-limit': {
    en: 'You decided alone {limit} times within a day; next time after {at}. Ask another admin.',
    zh: '您一天内已单独决定 {limit} 次，{at} 后可再次使用。请联系其他管理员。',
  },
  'refusal.unknown-request': {
    en: '{field}: no change of policy “{value}” waits. `/line policy` shows them.',
    zh: '{field}：没有待审核的策略变更“{value}”，可用 `/line policy` 查看。',
  },
  'refusal.delegate-self': {
    en: '{field}: “{value}” is you. Name a colleague.',
    zh: '{field}：“{value}”是您本人，请指定同事。',
  },
  'refusal.delegate-staff': {
    en: '{field}: “{value}” does not work for the provider, so no role can be lent to them.',
    zh: '{field}：“{value}”不是服务方人员，不能接受委托。',
  },
  'card.revoked': { en: 'No longer yours to see', zh: '您已无权查看' },
  'refusal.outsider': {
    en: 'Guests and people of other organisations cannot use Hostline, nor can it be used in shared rooms.',
    zh: '访客及外部组织成员不能使用 Hostline，外部共享群内也不能使用。',
  },
  'refusal.room-unknown': {
    en: 'Whether this room is shared with another organisation could not be learned, so nothing is done here. Send it again, or write to me directly. If it stays so: invite me into the room; an administrator looks at my permissions with `hostline doctor`.',
    zh: '暂时无法确认本群是否与外部组织共享，因此未执行任何操作。请重新发送，或直接私聊我。若仍如此，请将我邀请入群，并由管理员用 `hostline doctor` 检查应用权限。',
  },

  'refusal.standing-unknown': {
    en: 'Slack did not say in time whether you are a guest; send it again.',
    zh: 'Slack 未及时返回您的账号类型，请重新发送。',
  },

  'expect.totp': { en: 'Six digits from your authenticator.', zh: '验证器显示的 6 位数字。' },
  'expect.stages': {
    en: 'Write stages as `reviewer:2,finance:1>20000`: one to five people of each role, finance only above so many yuan.',
    zh: '格式：`reviewer:2,finance:1>20000`，每个角色 1–5 人，“>”后为金额（元）。',
  },
  'expect.stages-needed': {
    en: 'This decision needs a first stage that always applies, such as `reviewer:1`.',
    zh: '此类决定须有始终适用的第一阶段，如 `reviewer:1`。',
  },
  'expect.long-reason': { en: 'Say why, in 10 to 256 characters.', zh: '请用 10–256 个字符说明原因。' },
  'expect.lend-role': {
    en: 'Lend a role of your own: reviewer, field or finance.',
    zh: '只能委托您自己的角色：reviewer、field 或 finance。',
  },
  'expect.until': {
    en: 'Use a day within the next 90 days, such as 2026-12-31.',
    zh: '请填写 90 天以内的日期，如 2026-12-31。',
  },
  'expect.risk': {
    en: 'Choose order, deletion, deletion-live, route, policy or break-glass.',
    zh: '请选择 order、deletion、deletion-live、route、policy 或 break-glass。',
  },
  'expect.request': {
    en: 'Give the request’s id; `/line policy` shows it.',
    zh: '请给出变更编号，可用 `/line policy` 查看。',
  },
  'expect.colleague': { en: 'Give a colleague’s name or id.', zh: '请给出同事的姓名或编号。' },
  'expect.delegation': {
    en: 'Give the delegation’s id; `/line delegations` shows it.',
    zh: '请给出委托编号，可用 `/line delegations` 查看。',
  },

  'expect.quiet': { en: 'Give hours such as 22:00-08:00, or off.', zh: '请填写时段，如 22:00-08:00，或 off。' },
  'expect.digest': { en: 'Choose daily or off.', zh: '请选择 daily 或 off。' },
  'expect.zone': { en: 'Give a time zone such as Asia/Shanghai.', zh: '请填写时区，如 Asia/Shanghai。' },
  'verb.notify': { en: 'When Hostline may speak to you in person', zh: '通知时段与每日摘要' },
  'arg.quiet': { en: 'Quiet hours', zh: '免打扰时段' },
  'arg.digest': { en: 'Digest', zh: '每日摘要' },
  'arg.zone': { en: 'Time zone', zh: '时区' },
  'arg.urgent': { en: 'Urgent news may break the quiet', zh: '紧急消息可打破免打扰' },
  'notify.none': { en: 'none', zh: '无' },
  'notify.daily': { en: 'one message a day, at 09:00', zh: '每天 09:00 汇总' },
  'notify.at-once': { en: 'each at once', zh: '即时' },
  'form.notify': {
    en: 'What is left empty stays as it is. Times are in {zone} unless you choose another.',
    zh: '留空则不变。默认时区为 {zone}。',
  },
  'answer.notify': {
    en: 'Quiet hours: {quiet} ({zone}). Messages: {digest}. Urgent news break the quiet: {urgent}.',
    zh: '免打扰：{quiet}（{zone}）。消息：{digest}。紧急消息可打破免打扰：{urgent}。',
  },
  'notice.digest': { en: '{count} messages waited for you:', zh: '有 {count} 条消息：' },
  'notice.about': { en: '{name}: {line}', zh: '{name}：{line}' },
  'notice.glass': {
    en: '⚠️ {who} broke the glass to decide alone about {id}: {reason}',
    zh: '⚠️ {who} 紧急单独决定 {id}：{reason}',
  },
  'notice.policy-asked': {
    en: '{who} asks to change who approves: {risk} → {rule}. `/line policy approve {id}`',
    zh: '{who} 申请变更审批策略：{risk} → {rule}。`/line policy approve {id}`',
  },
  'notice.delegated': { en: '{who} lent you the role {role} until {at}.', zh: '{who} 委托您行使{role}，至 {at}。' },
  'notice.locked': {
    en: '⚠️ {count} wrong codes in a row for {who}: their authenticator is locked for a while.',
    zh: '⚠️ {who} 连续 {count} 次验证码错误，已暂时锁定。',
  },
  'verb.break-glass': { en: 'Decide alone in an emergency', zh: '紧急情况下单独决定' },
  'verb.delegate': { en: 'Lend your role while you are away', zh: '委托角色' },
  'verb.delegations': { en: 'Who acts for whom', zh: '委托列表' },
  'verb.undelegate': { en: 'End a delegation', zh: '终止委托' },
  'verb.step-up': { en: 'Set up your authenticator', zh: '启用动态验证码' },
  'verb.policy': { en: 'Who has to approve what', zh: '审批策略' },
  'verb.policy-set': { en: 'Ask to change who approves', zh: '申请变更审批策略' },
  'verb.policy-approve': { en: 'Approve a change of policy', zh: '批准策略变更' },
  'verb.policy-reject': { en: 'Reject a change of policy', zh: '拒绝策略变更' },
  'verb.admin-step-up-reset': { en: 'Take back a person’s authenticator', zh: '重置动态验证码' },

  'arg.totp': { en: 'Code of your authenticator', zh: '动态验证码' },
  'arg.risk': { en: 'Decision', zh: '决定类型' },
  'arg.stages': { en: 'Stages', zh: '审批阶段' },
  'arg.step-up': { en: 'Ask for a code', zh: '需要动态验证码' },
  'arg.request': { en: 'Request', zh: '变更申请' },
  'arg.until': { en: 'Until', zh: '截止日期' },
  'arg.role': { en: 'Role', zh: '角色' },
  'arg.delegation': { en: 'Delegation', zh: '委托' },

  'risk.order': { en: 'A new line', zh: '新专线' },
  'risk.deletion': { en: 'Deleting a line not yet in use', zh: '删除未启用专线' },
  'risk.deletion-live': { en: 'Deleting a line in use', zh: '删除使用中的专线' },
  'risk.route': { en: 'A static route', zh: '静态路由' },
  'risk.policy': { en: 'A change of this table', zh: '变更审批策略' },
  'risk.break-glass': { en: 'Breaking the glass', zh: '紧急单独决定' },

  'form.step-up': {
    en: 'This decision weighs enough to ask whether it is really you.',
    zh: '此操作风险较高，请确认是您本人。',
  },
  'button.policy-reject': { en: 'Reject', zh: '拒绝' },
  'button.policy-approve': { en: 'Approve', zh: '批准' },

  'card.policy': { en: 'Who has to approve what', zh: '审批策略' },
  'card.policy-stage': { en: '{count} × {role}', zh: '{role} {count} 人' },
  'card.policy-stage-above': { en: '{count} × {role} above {fen}', zh: '超过 {fen} 时{role} {count} 人' },
  'card.policy-nobody': { en: 'nobody has to be asked', zh: '无需审批' },
  'card.policy-alone': { en: 'an admin alone, with a reason', zh: '管理员单独决定并说明原因' },
  'card.policy-code': { en: '{stages}; with a code of the authenticator', zh: '{stages}；需动态验证码' },
  'card.policy-waiting': { en: 'Changes that wait for approval', zh: '待批准的变更' },
  'card.policy-request': { en: '{risk} → {rule}', zh: '{risk} → {rule}' },
  'card.policy-request-by': { en: '{id}, asked for by {who}', zh: '{id}，申请人 {who}' },
  'card.delegations': { en: 'Who acts for whom', zh: '委托' },
  'card.delegation': { en: '{to} for {from}: {role}', zh: '{to} 代 {from}：{role}' },
  'card.delegation-until': { en: '{id}, until {at}', zh: '{id}，至 {at}' },
  'button.undelegate': { en: 'End', zh: '终止' },
  'card.approvals': { en: 'Approvals', zh: '审批进度' },
  'card.approval-stage': { en: '{given} of {count} {role}', zh: '{role} {given}/{count}' },
  'card.approval-by': { en: '{stages} · {people}', zh: '{stages} · {people}' },
  'card.person-for': { en: '{who} for {lender}', zh: '{who} 代 {lender}' },
  'card.decided-alone': { en: '⚠️ Decided by an admin alone: {reason}', zh: '⚠️ 由管理员单独决定：{reason}' },

  'line.approval-given': {
    en: '{who} approved as {as}: next {given} of {count} {role}.',
    zh: '{who} 以{as}身份批准，下一步：{role} {given}/{count}。',
  },
  'line.approved-alone': {
    en: '⚠️ {who} decided alone, without the approvals the policy asks for: {reason}',
    zh: '⚠️ {who} 未经策略要求的审批单独决定：{reason}',
  },

  'answer.approval-given': {
    en: 'Your approval of {name} counts. Still missing: {count} {role}, {given} given.',
    zh: '您对 {name} 的批准已计入。仍需{role} {count} 人，已有 {given} 人。',
  },
  'answer.glass-broken': {
    en: '{name} is now “{state}”. Everybody who has to know is told that you decided alone.',
    zh: '{name} 现为“{state}”。已告知相关人员您单独作出决定。',
  },
  'answer.step-up-secret': {
    en: 'Add this key to your authenticator: `{code}` ({uri}). Then type `/line step-up <code>`. The key is shown only now.',
    zh: '请在验证器中添加密钥：`{code}`（{uri}），然后输入 `/line step-up <验证码>`。密钥仅显示一次。',
  },
  'answer.step-up-on': { en: 'Your authenticator is set up.', zh: '动态验证码已启用。' },
  'answer.step-up-reset': { en: '{name} has to set up an authenticator anew.', zh: '{name} 须重新启用动态验证码。' },
  'answer.policy-asked': {
    en: 'Asked: {risk} → {rule}. Another admin approves with `/line policy approve {id}`.',
    zh: '已提交：{risk} → {rule}。请其他管理员输入 `/line policy approve {id}` 批准。',
  },
  'answer.policy-counted': { en: 'Your approval counts; more are needed.', zh: '您的批准已计入，仍需其他人批准。' },
  'answer.policy-set': { en: 'From now on: {risk} → {rule}.', zh: '即日起：{risk} → {rule}。' },
  'answer.policy-rejected': { en: 'The change is off.', zh: '变更已取消。' },
  'answer.policy-same': { en: 'That is so already, or asked for already.', zh: '策略已是如此，或已有相同申请。' },
  'answer.delegated': {
    en: '{to} may act as {roles} for you until {at}. Their decisions say so.',
    zh: '{to} 可代您行使 {roles}，至 {at}。其决定会注明代表您。',
  },
  'answer.undelegated': { en: 'The delegation has ended.', zh: '委托已终止。' },
} as const;
