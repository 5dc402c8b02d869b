import type { Page } from './web/page.page.js';
import { waitingPage } from './web/waiting.page.js';

/** All pages for those who are signed in. */
export const pages: readonly Page[] = [waitingPage];
