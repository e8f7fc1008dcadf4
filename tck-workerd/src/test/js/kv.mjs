// KV calls: the method's name is the operation, its arguments are the call's.

export function kv(namespace, operation, args) {
  return namespace[operation](...args);
}
