/** API text may hold line breaks and terminal codes: neither may reach the terminal. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
