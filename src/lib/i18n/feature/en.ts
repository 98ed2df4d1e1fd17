export const feature = {};
