import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemo } from '@kopru/api/seed/demo';
import { WEB_BUILD } from './browser.ts';
import { startTestServer, type TestServer } from './server.ts';

export { DEMO_PASSWORD };

/** The server as `npm start` runs it: built pages, the invented programme, its accounts. */
export function startDemo(): Promise<TestServer> {
  return startTestServer({}, { webBuild: WEB_BUILD, prepare: seedDemo, demo: { password: DEMO_PASSWORD, accounts: DEMO_ACCOUNTS } });
}
