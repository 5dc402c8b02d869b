/** The ids of the operations of each WebSocket that its client has stopped, and that have not ended. */
const stopped = new WeakMap<object, Set<string>>();

/** Marks an operation as stopped, because it may not have begun yet. */
export function markStopped(socket: object, id: string): void {
  const ids = stopped.get(socket) ?? new Set();
  stopped.set(socket, ids.add(id));
}

/** Forgets an operation when it has ended. */
export function unmarkStopped(socket: object, id: string): void {
  stopped.get(socket)?.delete(id);
}

export function isStopped(socket: object, id: string): boolean {
  return stopped.get(socket)?.has(id) === true;
}
