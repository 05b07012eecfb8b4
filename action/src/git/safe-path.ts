/** Why a path can't be committed to; undefined where it can. Paths are relative to the repository, with slashes. */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (/^[\\/]|^[a-z]:/i.test(path)) return 'it is absolute';
  if (path.includes('\\')) return 'it has a backslash';
  // A line feed would end the name in lists that git reads.
  if (hasControlCharacter(path)) return 'it has a control character';
  const parts = path.split('/');
  if (parts.includes('..')) return 'it leads out with ..';
  if (parts.includes('') || parts.includes('.')) return 'it has an empty part';
  const special = parts.find(isSpecial);
  if (special !== undefined) return `${special} belongs to git or GitHub`;
  return undefined;
}

/** The path of a folder as git has it: without ./ and a slash at the end; '' is the repository itself. */
export function folderPath(path: string): string {
  if (/^\s*\//.test(path)) return path.trim();
  const parts = path.trim().replace(/\/+$/, '').split('/');
  return parts.filter((part) => part !== '.').join('/');
}

/** A path below a folder, which may be the repository itself. */
export const below = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

/**
 * .git and what file systems take for it, .github (workflows with rights of their own), .gitattributes, .gitmodules:
 * nothing there is data.
 */
function isSpecial(part: string): boolean {
  const plain = part.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/[. ]+$/, '');
  return /^(\.git|git~\d)/i.test(plain);
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
