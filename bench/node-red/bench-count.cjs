// A node of Node-RED that starts a fetch and counts what comes of it: POST /bench/<output>?rows=N sends an empty message
// to that output and answers when so many records are there. The time is that from the message to the last record, taken
// inside of Node-RED; memory is looked at on the way. CommonJS, as node packages are.
const outputs = ['array', 'records', 'fewer', 'alone'];
/** Messages of `alone` that follow each other at once: as many as of the fetch node. */
const burst = 100;
/** Records between two looks at the memory. */
const look = 1000;

module.exports = function register(RED) {
  let node;
  let run;
  RED.nodes.registerType('bench-count', function count(config) {
    RED.nodes.createNode(this, config);
    node = this;
    this.on('input', (message, _send, done) => {
      run.take(message.payload);
      done();
    });
  });
  RED.httpAdmin.post('/bench/:output', async (request, response) => {
    const { output } = request.params;
    const send = (message) => node.send(outputs.map((name) => (name === output ? message : null)));
    const result = await new Promise((resolve) => {
      run = new Run(Number(request.query.rows), resolve);
      if (output === 'alone') void sendAll(send, run.rows);
      else send({});
    });
    response.json(result);
  });
};

/** What Node-RED itself takes for as many messages. */
async function sendAll(send, rows) {
  for (let id = 0; id < rows; id += 1) {
    send({ _msgid: 'bench', payload: { id } });
    if (id % burst === 0) await new Promise(setImmediate);
  }
}

class Run {
  #started = performance.now();
  #resolve;
  #count = 0;
  #peak = process.memoryUsage.rss();
  #lookAt = look;

  constructor(rows, resolve) {
    this.rows = rows;
    this.#resolve = resolve;
  }

  take(payload) {
    this.#count += Array.isArray(payload) ? payload.length : 1;
    if (this.#count >= this.#lookAt) {
      this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
      this.#lookAt = this.#count + look;
    }
    if (this.#count < this.rows) return;
    const seconds = (performance.now() - this.#started) / 1000;
    this.#resolve({ rows: this.#count, seconds, peakMegabytes: this.#peak / 1e6 });
  }
}
