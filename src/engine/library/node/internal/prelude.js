// What the other files here share. Not a module of its own.
const { structured } = internal;
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}
internal.abortError = (reason) => new AbortError(undefined, { cause: reason });
internal.kListens = Symbol('kListens');
internal.uncaught = (error) => { throw error; };
internal.checkSignal = (signal, name) => {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    internal.wrongType(name, ['AbortSignal'], signal);
  }
};
// What is moved to another port as a whole is not copied.
internal.clone = (value, options, moved) => {
  if (moved.length === 0) return structured(value, options);
  if (moved.includes(value)) return value;
  const rest = { ...value }, kept = {};
  for (const key of Object.keys(rest)) {
    if (moved.includes(rest[key])) {
      kept[key] = rest[key];
      delete rest[key];
    }
  }
  return Object.assign(structured(rest, options), kept);
};
return undefined;
