#!/usr/bin/env node
import { boundYoung, keepYoung } from './memory.js';

keepYoung();
const { main } = await import('../dist/index.js');
boundYoung();

process.exitCode = await main(process.argv.slice(2));
