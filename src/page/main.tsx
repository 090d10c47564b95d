/** Where the browser begins: styles, the frame, the line to the server. */
import { render } from 'preact';
import { Frame } from './frame.tsx';
import { watch } from './line.ts';
import './look/page.css';
import './look/chat.css';
import './look/slack.css';
import './look/lark.css';

const root = document.getElementById('page');
if (root) render(<Frame />, root);
watch();
