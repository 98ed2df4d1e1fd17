/** Whoever puts a blob shares this lock; who collects those without a name holds it alone. */
export const collectLock = 'temoto-collect';

/** Each open page holds a lock of this name and an id of its own for as long as it lives. */
export const pageLockPrefix = 'temoto-page-';
