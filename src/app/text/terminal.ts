/** Sentences of the terminal platform: marks, questions of its forms, and what its front door refuses. */
export const terminalText = {
  'terminal.tone.waiting': { en: 'Waiting', zh: '等待中' },
  'terminal.tone.good': { en: 'OK', zh: '正常' },
  'terminal.tone.bad': { en: 'Problem', zh: '异常' },
  'terminal.tone.neutral': { en: 'Note', zh: '提示' },
  'terminal.step.done': { en: 'done', zh: '已完成' },
  'terminal.step.now': { en: 'now', zh: '进行中' },
  'terminal.step.waiting': { en: 'later', zh: '未开始' },
  'terminal.step.failed': { en: 'failed', zh: '失败' },
  'terminal.pick': { en: '(search)', zh: '（搜索）' },
  'terminal.unknown-block': { en: '(a part this terminal cannot draw)', zh: '（此终端无法显示的内容）' },
  'terminal.updated': { en: 'Updated', zh: '已更新' },

  'terminal.broken': {
    en: 'Something went wrong on our side (reference {reference}). Send it again; nothing is done twice.',
    zh: '我们这边出错了（编号 {reference}）。可放心重发，不会重复执行。',
  },
  'terminal.refused.not-found': { en: 'There is no such page here.', zh: '没有这个地址。' },
  'terminal.refused.method': { en: 'This page is not asked that way.', zh: '请求方式不对。' },
  'terminal.refused.oversized': { en: 'That is too long; 64 kB fit.', zh: '内容过长，最多 64 kB。' },
  'terminal.refused.unsigned': { en: 'The request is not signed.', zh: '请求没有签名。' },
  'terminal.refused.stale': {
    en: 'The clocks of this terminal and the service are more than five minutes apart.',
    zh: '本终端与服务的时钟相差超过五分钟。',
  },
  'terminal.refused.signature': {
    en: 'The signature does not match: this terminal holds the key of another service.',
    zh: '签名不符：本终端的密钥不属于该服务。',
  },
  'terminal.refused.malformed': { en: 'The service could not read the request.', zh: '服务无法识别该请求。' },
  'terminal.refused.room': { en: 'You are not in the room {room}.', zh: '你不在会话 {room} 中。' },

  'terminal.hello': {
    en: 'You are {person}. Type a command (help lists them), a number to press a button, /help for this terminal.',
    zh: '你是 {person}。请输入命令（help 查看全部）、按钮前的编号，或输入 /help 查看终端用法。',
  },
  'terminal.help': {
    en: '/home your overview, /wait [seconds] until something arrives, /back and /cancel inside a form, /quit to leave. Numbers press the buttons of your last card; a letter and number press those of a card that was sent to you.',
    zh: '/home 总览；/wait [秒] 等待新消息；表单中 /back 返回上一项、/cancel 取消；/quit 退出。数字编号对应你最近一张卡片的按钮，字母加数字对应推送给你的卡片的按钮。',
  },
  'terminal.press.none': { en: 'There is no button {press} here.', zh: '这里没有编号为 {press} 的按钮。' },
  'terminal.press.confirm': { en: 'Sure? [y/N] ', zh: '确定吗？[y/N] ' },
  'terminal.press.dropped': { en: 'Nothing was done.', zh: '未执行任何操作。' },
  'terminal.ask.choose': { en: 'number', zh: '编号' },
  'terminal.ask.search': { en: 'search', zh: '搜索' },
  'terminal.ask.keep': { en: 'Enter keeps {value}', zh: '回车保留 {value}' },
  'terminal.ask.optional': { en: 'optional', zh: '可不填' },
  'terminal.ask.clear': { en: '- clears it', zh: '输入 - 清空' },
  'terminal.ask.secret': { en: 'not shown', zh: '不显示' },
  'terminal.ask.lines': { en: 'an empty line ends it', zh: '空行结束' },
  'terminal.ask.yes-no': { en: 'y/n', zh: 'y/n' },
  'terminal.ask.required': { en: 'This is needed.', zh: '此项必填。' },
  'terminal.ask.too-long': { en: 'At most {count} characters fit.', zh: '最多 {count} 个字符。' },
  'terminal.ask.not-listed': { en: 'Choose one of the list.', zh: '请从列表中选择。' },
  'terminal.ask.nothing-found': { en: 'Nothing found; search for something else.', zh: '没有找到，请换个关键词。' },
  'terminal.form.cancelled': { en: 'Cancelled; nothing was sent.', zh: '已取消，未提交任何内容。' },
  'terminal.form.ended': {
    en: 'The input ended inside the form; nothing was sent.',
    zh: '输入在表单中途结束，未提交任何内容。',
  },
  'terminal.form.again': { en: 'Your other answers are kept.', zh: '其他内容已保留。' },
  'terminal.waited': { en: 'Nothing arrived.', zh: '没有新消息。' },

  'terminal.lost': { en: 'The service is not answering; trying again.', zh: '服务没有响应，正在重试。' },
  'terminal.again': { en: 'The service answers again.', zh: '服务已恢复。' },
  'terminal.not-running': {
    en: 'Hostline does not run at {url}. Start it with: npm start',
    zh: 'Hostline 未在 {url} 运行。启动命令：npm start',
  },
  'terminal.never-ran': {
    en: 'Hostline has not been started here: {file} does not exist. Start it with: npm start',
    zh: '此处尚未启动过 Hostline：缺少 {file}。启动命令：npm start',
  },
  'terminal.usage': {
    en: 'Usage: npm run chat -- --as <person> [--room <room>] [--url http://127.0.0.1:PORT] [--once "<command>"]',
    zh: '用法：npm run chat -- --as <人员> [--room <会话>] [--url http://127.0.0.1:端口] [--once "<命令>"]',
  },
} as const;
