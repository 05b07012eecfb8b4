/** Uses what it is given of the packages, however it was loaded, and prints what came of it. */
exports.run = async ({ HyperStudy, exportStudy, startSandbox, exitCodes, main }) => {
  const sandbox = await startSandbox({ rooms: 1 });
  const client = new HyperStudy({ baseUrl: sandbox.url, apiKey: sandbox.apiKey });
  try {
    const scope = { experiment: sandbox.experimentId };
    const events = await client.events(scope);
    const { manifest } = await exportStudy(client, { scope, out: process.argv[2], types: ['events'] });
    const core = await import('@hyperstudy-workflows/core');
    const result = {
      read: events.length,
      exported: manifest.files[0].rows,
      complete: manifest.run.complete,
      // However it is loaded, there is one of it: instanceof and the budget of a key hold.
      same: core.HyperStudy === HyperStudy,
      code: typeof main === 'function' ? exitCodes.complete : undefined,
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await client.close();
    await sandbox.close();
  }
};
