import { expect, it } from 'vitest';
import { temoto } from '../cli/command';

it.each([
	[[], '--database : give at least one NAME=URL.'],
	[['--database', 'shop'], '--database shop: give name=value.'],
	[['--database', 'shop=oracle://me:secret@host/x'], '--database shop=...: give NAME=postgres://'],
	[['--database', 'shop=postgres://127.0.0.1/x', '--port', '70000'], '--port 70000: give a whole number'],
	[['--database', 'shop=postgres://127.0.0.1/x', '--origin', 'page'], '--origin page: give the address of a page'],
	[['--database', 'shop=postgres://127.0.0.1/x', '--seconds', '0'], '--seconds 0: give a whole number from 1']
])('temoto gateway %j says what is wrong, and no password', async (more, sentence) => {
	const { code, error } = await temoto('gateway', ...more);
	expect(code).toBe(2);
	expect(error).toContain(sentence);
	expect(error).not.toContain('secret');
});
