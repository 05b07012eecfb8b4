import { z } from 'zod';
import type { DataTypeDefinition } from './define.ts';

/** JSON types that a field may have; `any` where nothing is published. */
export type FieldKind = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null' | 'any';

/** A known field of a record, as its schema describes it. */
export interface FieldInfo {
  readonly name: string;
  readonly kinds: readonly FieldKind[];
  readonly description: string;
  /** ms, bytes, ISO 8601, ...; absent where the field isn't a quantity. */
  readonly unit?: string;
  /** A number without decimals: a count, a position. */
  readonly integer?: true;
  /** The server always sends it, as far as we know. */
  readonly required: boolean;
  /** Known fields inside, for an object. */
  readonly fields: readonly FieldInfo[];
}

interface JsonSchema {
  type?: string | string[];
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  unit?: string;
  integer?: true;
}

const cache = new WeakMap<z.ZodObject, readonly FieldInfo[]>();

/** The known fields of a data type, in column order. */
export function fieldsOf(definition: Pick<DataTypeDefinition, 'schema'>): readonly FieldInfo[] {
  let fields = cache.get(definition.schema);
  if (fields === undefined) {
    fields = fieldsIn(z.toJSONSchema(definition.schema) as JsonSchema);
    cache.set(definition.schema, fields);
  }
  return fields;
}

function fieldsIn(schema: JsonSchema): FieldInfo[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    ...described(property),
    required: required.has(name),
  }));
}

function described(schema: JsonSchema): Omit<FieldInfo, 'name' | 'required'> {
  const branches = schema.anyOf?.map(described) ?? [];
  const own = schema.type === undefined ? [] : [schema.type].flat();
  const kinds = new Set<FieldKind>([...own.map(kindOf), ...branches.flatMap((branch) => branch.kinds)]);
  if (kinds.size === 0) kinds.add('any');
  const description = schema.description ?? branches.find((branch) => branch.description !== '')?.description;
  const unit = schema.unit ?? branches.find((branch) => branch.unit !== undefined)?.unit;
  const integer = schema.integer ?? branches.find((branch) => branch.integer)?.integer;
  return {
    kinds: [...kinds],
    description: description ?? '',
    ...(unit === undefined ? {} : { unit }),
    ...(integer === undefined ? {} : { integer }),
    fields: [...fieldsIn(schema), ...branches.flatMap((branch) => branch.fields)],
  };
}

function kindOf(type: string): FieldKind {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'object':
    case 'array':
    case 'null':
      return type;
    default:
      return 'any';
  }
}
