/** Name of the report below the folder of an export. */
export const reportFile = 'report.html';
