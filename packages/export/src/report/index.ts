export { reportFile, writeReport } from './write-report.ts';
