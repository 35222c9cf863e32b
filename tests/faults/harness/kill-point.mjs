// Loaded before the server (node --import): ends the process like kill -9 at one moment of storing an update. KILL_POINT names the moment,
// KILL_AFTER how many times it is let pass. The server itself knows nothing of it.
import { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import process from 'node:process';

const require = createRequire(import.meta.url);
const { WebSocket } = require('ws');
// Transactions may go by a copy of the driver of their own.
const places = [import.meta.dirname, dirname(require.resolve('@mikro-orm/postgresql'))];
const clients = new Set(places.map((place) => require(require.resolve('pg', { paths: [place] })).Client));

const point = process.env['KILL_POINT'] ?? '';
let passes = Number(process.env['KILL_AFTER'] ?? 0);

/** Ends the process when this is the moment, and it has passed often enough. */
function at(moment) {
  if (moment !== point) return;
  if (passes === 0) process.kill(process.pid, 'SIGKILL');
  passes -= 1;
}

/** What a statement does to a document, if it is one of those. */
function stepOf(text) {
  if (text?.includes('insert into document_update (')) return 'commit';
  if (text?.includes('update document set snapshot')) return 'fold';
  return undefined;
}

for (const { prototype } of clients) {
  const { query } = prototype;
  prototype.query = function killable(statement, values, callback) {
    const step = stepOf(typeof statement === 'string' ? statement : statement?.text);
    if (!step) return query.call(this, statement, values, callback);
    at(`before-${step}`);
    const after = typeof values === 'function' ? values : callback;
    const seen = (...answer) => {
      at(`after-${step}`);
      after(...answer);
    };
    const under = query.call(this, statement, typeof values === 'function' ? seen : values, after && seen);
    // Sent, and perhaps stored: nobody on this side knows.
    setImmediate(() => at(`during-${step}`));
    return after ? under : under.then((answer) => (at(`after-${step}`), answer));
  };
}

const isAnswer = (data) => String(data ?? '').includes('"pushDocumentUpdate":{');

const { send } = WebSocket.prototype;
WebSocket.prototype.send = function killable(data, ...rest) {
  if (!isAnswer(data)) return send.call(this, data, ...rest);
  at('before-answer');
  const sent = send.call(this, data, ...rest);
  setImmediate(() => at('after-answer'));
  return sent;
};

const { end } = ServerResponse.prototype;
ServerResponse.prototype.end = function killable(chunk, ...rest) {
  if (!isAnswer(chunk)) return end.call(this, chunk, ...rest);
  at('before-answer');
  this.once('finish', () => setImmediate(() => at('after-answer')));
  return end.call(this, chunk, ...rest);
};
