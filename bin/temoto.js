#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(built)) {
	console.error('temoto is not built yet: run `npm ci && npm run build` in its folder first.');
	process.exit(2);
}
// A reader that has seen enough, such as head, closes the pipe: that is no fault.
process.stdout.on('error', (error) => {
	if (error.code !== 'EPIPE') throw error;
	process.exit();
});
const { main } = await import(built.href);
process.exitCode = await main(process.argv.slice(2));
