export const clarify = {};
