/** Where the browser begins: styles, the frame, the line to the server. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { Frame } from './frame.tsx';
import { watch } from './line.ts';
import { say } from './say.ts';
import { language, theme } from './store.ts';
import './look/ground.css';
import './look/top.css';
import './look/sides.css';
import './look/chat.css';
import './look/message.css';
import './look/compose.css';
import './look/dialog.css';
import './look/narrow.css';
import './look/slack.css';
import './look/lark.css';

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  document.title = say('page.title');
});
effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

const root = document.getElementById('page');
if (root) render(<Frame />, root);
watch();
