// How long the import of the core package takes.
const started = performance.now();
await import('@hyperstudy-workflows/core');
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - started }));
