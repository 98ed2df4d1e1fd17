import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { version } from '$lib/core/version';

it('the version is the one of package.json', async () => {
	expect(JSON.parse(await readFile('package.json', 'utf8')).version).toBe(version);
});
