#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// The young generation would grow with the rate of allocation, up to 200 MB for a stream of records of which a few
// MB are alive. Kept small, a large export takes a third less memory for a tenth more time.
setFlagsFromString('--semi-space-growth-factor=1');

const { main } = await import('../dist/index.js');
process.exitCode = await main(process.argv.slice(2));
