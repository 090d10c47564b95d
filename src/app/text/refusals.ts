/** Why something was not done: each names the field, the value and what would pass. */
export const refusalText = {
  'refusal.bad-field': { en: '{field}: “{value}” will not do. {expect}', zh: '{field}：“{value}”不符合要求。{expect}' },
  'refusal.missing': { en: '{field} is missing. {expect}', zh: '缺少{field}。{expect}' },
  'refusal.unknown-connection': {
    en: 'There is no hosted connection “{value}” that you can see. `/line list` shows yours.',
    zh: '没有您可见的托管专线“{value}”。可用 `/line list` 查看。',
  },
  'refusal.not-now': {
    en: '{value} is “{state}”; {command} is not possible in that state.',
    zh: '{value} 当前为“{state}”，此状态下不能{command}。',
  },
  'refusal.not-your-role': {
    en: '{command} needs the role {roles}. An admin can give it with `/line admin roles`.',
    zh: '{command} 需要角色：{roles}。管理员可用 `/line admin roles` 授予。',
  },
  'refusal.stale': {
    en: 'The card you used is out of date: {value} is now “{state}”. Nothing was done; the card has been redrawn.',
    zh: '您点击的卡片已过期：{value} 现为“{state}”。未执行任何操作，卡片已更新。',
  },
  'refusal.own-request': {
    en: 'You asked for this yourself; another engineer has to decide.',
    zh: '这是您本人提交的申请，须由其他工程师审核。',
  },
  'refusal.quota': {
    en: '{field}: “{value}” already has {used} of {limit} hosted connections. Delete one, or ask for more: `/line quota raise --quota connectionsPerRegion --of {value}`',
    zh: '{field}：“{value}”已有 {used} 条托管专线，上限 {limit}。请删除一条，或申请提升：`/line quota raise --quota connectionsPerRegion --of {value}`',
  },
  'refusal.checks-failed': {
    en: 'Not approved: these checks fail: {checks}.',
    zh: '未通过：以下检查不合格：{checks}。',
  },
  'refusal.nothing-to-decide': { en: 'There is nothing to decide on {value} now.', zh: '{value} 目前没有待审核事项。' },
  'refusal.nothing-to-pay': { en: 'There is nothing to pay for {value} now.', zh: '{value} 目前没有待支付订单。' },
  'refusal.nothing-to-retry': { en: 'No step of {value} failed.', zh: '{value} 没有失败的步骤。' },
  'refusal.confirm-first': {
    en: 'Confirm {value} first: the term you choose decides the rental. `/line confirm {value} --months 1`',
    zh: '请先确认 {value}：租用费取决于所选时长。`/line confirm {value} --months 1`',
  },
  'refusal.payment-under-way': {
    en: 'A payment for {value} is being taken; wait until it is settled.',
    zh: '{value} 正在扣款，请等待结果。',
  },
  'refusal.unknown-order': { en: 'order: “{value}” is not an open order.', zh: '订单：“{value}”不是待支付订单。' },
  'refusal.wrong-amount': {
    en: 'The amount {value} fen differs from the order: {due} fen are due.',
    zh: '金额 {value} 分与订单不符，应付 {due} 分。',
  },
  'refusal.payment-used': {
    en: 'payment: “{value}” has already been taken for another order.',
    zh: '付款：“{value}”已用于另一订单。',
  },
  'refusal.step-not-at-work': { en: '“{value}” is not the step at work now.', zh: '“{value}”不是当前进行的步骤。' },
  'refusal.not-due': { en: 'That is not due yet.', zh: '尚未到期。' },
  'refusal.no-free-port': {
    en: 'No free {value} port on both line routers of {region}.',
    zh: '{region} 的两台专线路由器没有空闲的 {value} 端口。',
  },
  'refusal.nudged-already': {
    en: 'You nudged about this a moment ago; next time after {at}.',
    zh: '刚刚已催办过，{at} 后可再次催办。',
  },
  'refusal.too-fast': {
    en: 'Too many commands in a short time. Nothing was done; try again in {seconds} s.',
    zh: '短时间内命令过多，未执行任何操作，请在 {seconds} 秒后重试。',
  },
  'refusal.not-linked': {
    en: 'Hostline does not know you yet. Ask an admin for a one-time code, then type `/line link <code>`.',
    zh: 'Hostline 尚不认识您。请向管理员索取一次性代码，然后输入 `/line link <代码>`。',
  },
  'refusal.bad-code': {
    en: 'code: this code is wrong, used or expired. Ask an admin for a new one.',
    zh: '代码：错误、已使用或已过期，请向管理员重新索取。',
  },
  'refusal.already-linked': { en: 'This account is already linked to {value}.', zh: '此账号已绑定 {value}。' },
  'refusal.unknown-tenant': {
    en: '{field}: there is no tenant “{value}”. Add it with `/line admin tenant`.',
    zh: '{field}：没有租户“{value}”，请先用 `/line admin tenant` 添加。',
  },
  'refusal.unknown-person': {
    en: '{field}: there is no person “{value}”. `/line admin people` lists them.',
    zh: '{field}：没有人员“{value}”，可用 `/line admin people` 查看。',
  },
  'refusal.last-admin': {
    en: '{value} is the last admin; appoint another first.',
    zh: '{value} 是最后一名管理员，请先任命其他管理员。',
  },
  'refusal.insufficient-balance': {
    en: 'Insufficient balance: {value} are due, {balance} are there.',
    zh: '余额不足：应付 {value}，余额 {balance}。',
  },
  'refusal.unknown-verb': {
    en: '“{value}” is not a command. Did you mean {near}? `/line help` lists yours.',
    zh: '没有命令“{value}”。您是否想输入 {near}？`/line help` 可查看全部。',
  },
  'refusal.unknown-flag': {
    en: '“{value}” is not an option of {verb}. Did you mean {near}?',
    zh: '{verb} 没有选项“{value}”。您是否想输入 {near}？',
  },
  'refusal.unclosed-quote': { en: 'A quotation mark is not closed in: {value}', zh: '引号未闭合：{value}' },
  'refusal.too-many-words': {
    en: '“{value}” is one word too many. Usage: {usage}',
    zh: '多了一个词“{value}”。用法：{usage}',
  },
  'refusal.no-tenant': {
    en: 'You belong to no tenant, so there is nothing to order for.',
    zh: '您不属于任何租户，无法订购。',
  },
  'refusal.no-room': {
    en: 'This command binds the room it is typed in; type it in a room.',
    zh: '此命令绑定所在的群，请在群内输入。',
  },

  'expect.name': {
    en: 'Use 1 to 32 Chinese characters, letters, digits, “_” or “-”.',
    zh: '请用 1–32 个汉字、字母、数字、“_”或“-”。',
  },
  'expect.region': {
    en: 'Choose cn-north-1, cn-south-1, cn-east-1 or cn-east-2.',
    zh: '请选择 cn-north-1、cn-south-1、cn-east-1 或 cn-east-2。',
  },
  'expect.port': { en: 'Choose 1000BASE-LX or 10GBASE-LR.', zh: '请选择 1000BASE-LX 或 10GBASE-LR。' },
  'expect.description': { en: 'At most 256 characters.', zh: '最多 256 个字符。' },
  'expect.phone': { en: 'Use 11 digits that start with 13 to 19.', zh: '请填写 13–19 开头的 11 位手机号。' },
  'expect.reason': { en: 'Say why, in 1 to 256 characters.', zh: '请用 1–256 个字符说明原因。' },
  'expect.term-MONTH': { en: 'Months: a whole number from 1 to 9.', zh: '月数：1–9 的整数。' },
  'expect.term-YEAR': { en: 'Years: a whole number from 1 to 3.', zh: '年数：1–3 的整数。' },
  'expect.term': { en: 'Give either months (1–9) or years (1–3).', zh: '请给出月数（1–9）或年数（1–3）之一。' },
  'expect.flag': { en: 'Use yes or no.', zh: '请填写 yes 或 no。' },
  'expect.whole-number': { en: 'Use a whole number.', zh: '请填写整数。' },
  'expect.amount': {
    en: 'Use an amount in yuan above zero, with at most two decimals.',
    zh: '请填写大于零、至多两位小数的金额（元）。',
  },
  'expect.roles': {
    en: 'Use customer, reviewer, field, finance or admin, separated by commas.',
    zh: '请用 customer、reviewer、field、finance、admin，以逗号分隔。',
  },
  'expect.roles-apart': { en: 'A customer cannot hold a role of the provider.', zh: '客户不能兼任服务方角色。' },
  'expect.tenant-for-customers': {
    en: 'Customers need a tenant; staff must not have one.',
    zh: '客户必须属于租户，工作人员不得属于租户。',
  },
  'expect.tenant-for-room': {
    en: 'A customer room needs a tenant; the engineers’ room must not have one.',
    zh: '客户群须指定租户，工程师群不得指定。',
  },
  'expect.tenant-id': { en: 'Use 1 to 32 lower-case letters, digits or “-”.', zh: '请用 1–32 个小写字母、数字或“-”。' },
  'expect.title': { en: 'Use 1 to 64 characters.', zh: '请用 1–64 个字符。' },
  'expect.purpose': { en: 'Choose engineers or tenant.', zh: '请选择 engineers 或 tenant。' },
  'expect.language': { en: 'Choose en or zh.', zh: '请选择 en 或 zh。' },
  'expect.connection': { en: 'Give a connection, such as conn-3k9x2m4q.', zh: '请给出专线编号，如 conn-3k9x2m4q。' },
  'expect.code': { en: 'Give the one-time code you received.', zh: '请填写收到的一次性代码。' },
  'expect.person': {
    en: 'Give a person’s id; `/line admin people` lists them.',
    zh: '请给出人员编号，可用 `/line admin people` 查看。',
  },
} as const;
