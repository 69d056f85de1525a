import * as v from 'valibot';

/** The task as its kind's schema reads it; throws what is wrong with it, and where. */
export function decoded<const Schema extends v.GenericSchema>(
  schema: Schema,
  task: Record<string, unknown>,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, task);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`task ${String(task['id'])}, ${v.getDotPath(issue) ?? 'at its top'}: ${issue.message}`);
}
