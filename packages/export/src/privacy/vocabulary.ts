import { dataType, dataTypeNames, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';
import { foldText } from './finder.ts';

/** Words that this tool writes itself, in names of files and columns and in documents. */
const ownWords = `
  manifest schema format files rows bytes columns server drift unknown retyped missing absent complete problems
  warnings privacy query scope window run tool source types partition downloaded skipped pending failed recordings
  report codebook data package resource resources profile license licenses name names title description path
  encoding dialect delimiter header missing values value string number integer boolean datetime object array null
  true false any json csv ndjson parquet gzip html page study experiment dataset bids version authors
  sub ses task beh scans trial type units levels long term index label sourcedata participant group session
  room dyad pair agent human host role viewer listener talker speaker player user guest test demo anonymous nobody
  person personal time date day month year start end first last total count mean sum min max small large new old
  yes none other self left right video audio chat text image sync state media event response question answer
  sec ms iso utc id ids of the a an and or in to for from with without by at on is are be was it its not as per
  project hyperstudy local status reason checksum state partial part temporary error hint warning note
`;

let words: ReadonlySet<string> | undefined;

/**
 * Whether a folded name can't be told from the tool's own text, because each of its words stands there. Otherwise
 * whoever calls themselves "download status" could make every export of the study fail.
 */
export const isOrdinary = (fold: string): boolean =>
  fold
    .split('\u0001')
    .flatMap((part) => part.split('\u0002'))
    .every((word) => vocabulary().has(word));

function vocabulary(): ReadonlySet<string> {
  words ??= new Set(
    [ownWords, ...registryTexts()]
      .flatMap((text) => [text, text.replace(/([a-z])([A-Z])/g, '$1 $2')])
      .flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
      .map(foldText),
  );
  return words;
}

function registryTexts(): string[] {
  const textsOf = (field: FieldInfo): string[] => [
    field.name,
    field.description,
    field.unit ?? '',
    ...field.fields.flatMap(textsOf),
  ];
  return dataTypeNames.flatMap((name) => {
    const definition = dataType(name);
    const { path, title, description } = definition;
    return [name, path, title, description, ...fieldsOf(definition).flatMap(textsOf)];
  });
}
