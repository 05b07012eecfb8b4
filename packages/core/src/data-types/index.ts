export { type FieldInfo, type FieldKind, fieldsOf } from './columns.ts';
export type { DataTypeDefinition, ScopeKind, View } from './define.ts';
export { type Drift, driftInWords, hasDrift, type RetypedField, sumOfDrifts } from './drift-report.ts';
export { type FilterName, type FilterValues, filters } from './filters.ts';
export { parseDataType, parseDataTypes } from './parse.ts';
export { dataTypes } from './registry.ts';
export * from './schemas/index.ts';
export {
  checkedId,
  type ExperimentScope,
  type ParticipantScope,
  type RoomScope,
  type Scope,
  type ScopeParts,
  scopeParts,
} from './scope.ts';
export {
  type DataTypeName,
  dataType,
  dataTypeNames,
  type FiltersOf,
  type RecordOf,
  type ScopeOf,
} from './types.ts';
