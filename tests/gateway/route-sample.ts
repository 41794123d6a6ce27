// A good input of any route, made from its own schema: what a test sends where it does not care what.

import fc from 'fast-check';
import { z } from 'zod';
import { type RouteInput, type RouteName, routes } from '../../src-main/contract/routes.ts';

/** What of JSON Schema the contract uses. */
interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly pattern?: string;
}

const textOf = ({ pattern, minLength = 0 }: Schema): string => {
  const plain = 'x'.repeat(Math.max(1, minLength));
  if (pattern === undefined) return plain;
  const shape = new RegExp(pattern, 'u');
  return shape.test(plain) ? plain : (fc.sample(fc.stringMatching(shape), { seed: 7, numRuns: 1 })[0] ?? plain);
};

const objectOf = ({ properties = {}, required = [], propertyNames, additionalProperties }: Schema): unknown => {
  const rest = typeof additionalProperties === 'object' ? additionalProperties : {};
  const keys = propertyNames?.enum?.filter((key) => typeof key === 'string') ?? required;
  return Object.fromEntries(keys.map((key) => [key, sampleOf(properties[key] ?? rest)]));
};

const sampleOf = (schema: Schema): unknown => {
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return sampleOf(first);
  switch (schema.type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return null;
  }
};

/** Throws where the schema refuses its own sample: it has a rule that JSON Schema cannot tell. */
export const routeSample = <Name extends RouteName>(name: Name): RouteInput<Name> => {
  const { input } = routes[name];
  const sample = sampleOf(z.toJSONSchema(input, { io: 'input' }) as Schema);
  return input.parse(sample) as RouteInput<Name>;
};
