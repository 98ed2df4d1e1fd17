import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { testKeys } from '../../fixtures/aws-signature';
import { startS3 } from '../../fixtures/s3-server';
import { temoto } from './command';

const csv = 'name,age\nAda,36\nGrace,45\n';
const server = createServer(({ url }, response) => {
	if (url === '/people.csv') response.end(csv);
	else response.writeHead(404).end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const s3 = await startS3();
await s3.put('team/people.csv', csv);
afterAll(async () => {
	server.close();
	await s3.stop();
});
afterEach(() => vi.unstubAllEnvs());

async function rows(place: string, ...more: string[]): Promise<number> {
	const { code, out, error } = await temoto('profile', place, '--json', ...more);
	expect([code, error]).toEqual([0, '']);
	return JSON.parse(out).rows;
}

it('reads a table at an address', async () => {
	expect(await rows(`${origin}/people.csv`)).toBe(2);
	const { out } = await temoto('sql', 'SELECT max(age) AS oldest FROM p', '--table', `p=${origin}/people.csv`);
	expect(out).toBe('oldest\n45\n');
});

it('reads an object of a bucket, with the variables of AWS', async () => {
	vi.stubEnv('AWS_ACCESS_KEY_ID', testKeys.accessKeyId);
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', testKeys.secretAccessKey);
	expect(await rows('s3://tables/team/people.csv', '--endpoint', s3.url)).toBe(2);
	vi.stubEnv('AWS_ENDPOINT_URL', s3.url);
	expect(await rows('s3://tables/team/people.csv')).toBe(2);
	vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
	expect((await temoto('profile', 's3://tables/team/people.csv')).error).toMatch(
		/people\.csv: refused \(SignatureDoesNotMatch: the signature does not match\); check AWS_ACCESS_KEY_ID/
	);
});

it.each([
	[`${origin}/none.csv`, `${origin}/none.csv: there is nothing (any more); check the address.`],
	['http://127.0.0.1:1/x.csv', 'http://127.0.0.1:1/x.csv: no answer came ('],
	['https://me:secret@h.example/x.csv', 'h.example: is no address of a table; give https://'],
	['s3://tables', 's3://tables: is no address of a table']
])('says what is wrong with %s', async (place, sentence) => {
	const { code, error } = await temoto('profile', place);
	expect(code).toBe(2);
	expect(error).toContain(sentence);
});
