/** Of this program: the one in package.json, which a test compares it with. */
export const version = '0.1.0';
