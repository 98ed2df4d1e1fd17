import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsFor } from '$lib/core/connection/needs';
import { placeTitle, withoutSecrets } from '$lib/core/connection/place';
import { quoteTable } from '$lib/core/connection/gateway';
import { readOrigins } from '$lib/core/project/allowed-origins';
import { splitAddress } from '$lib/workbench/fetch-place';

describe('an address without its secrets', () => {
	it.each([
		// a presigned address of S3, of Google, of Azure (SAS), a token, a key
		['X-Amz-Algorithm=A&X-Amz-Credential=C&X-Amz-Expires=60&X-Amz-Signature=S', ''],
		['X-Goog-Signature=S&X-Goog-Credential=C&alt=media', '?alt=media'],
		['sv=2024&sp=r&se=2026&sig=S', ''],
		['access_token=S&format=csv', '?format=csv'],
		['api_key=S', ''],
		['x=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9v', ''],
		['format=csv&year=2024&q=a+b', '?format=csv&year=2024&q=a+b']
	])('%s leaves %s', (query, left) => {
		const { address, isCut } = withoutSecrets(`https://data.example/t.csv?${query}#top`);
		expect(address).toBe(`https://data.example/t.csv${left}`);
		expect(isCut).toBe(left === '' || !query.endsWith(left.slice(1)) || query.length !== left.length - 1);
	});

	it('keeps the whole as a secret only where something was cut', () => {
		const open = 'https://data.example/t.csv?year=2024';
		expect(splitAddress(open)).toEqual({ connection: { kind: 'url', address: open }, secret: null });
		expect(splitAddress(`${open}&sig=S`)).toEqual({
			connection: { kind: 'url', address: open },
			secret: { kind: 'address', address: `${open}&sig=S` }
		});
	});
});

describe('a place in one line', () => {
	it('names an object, a query and a file', () => {
		const bucket = { kind: 's3', endpoint: '', region: '', bucket: 'b', prefix: '', isPathStyle: false } as const;
		const object = { connection: bucket, item: { kind: 'object', key: 'a/b.csv' }, hasSecret: true } as const;
		expect(placeTitle(object)).toBe('s3://b/a/b.csv');
		const gateway = { kind: 'database', address: 'http://127.0.0.1:1' } as const;
		const query = { kind: 'query', database: 'shop', sql: 'SELECT *\n\tFROM t ' } as const;
		expect(placeTitle({ connection: gateway, item: query, hasSecret: true })).toBe('SELECT * FROM t');
	});
});

describe('what a source needs', () => {
	it('is JSON where it is to be pasted as such, with the names that are known', () => {
		const [cors, policy] = settingsFor('s3', 'https://page.example', { bucket: 'tables' });
		expect(JSON.parse(cors?.text ?? '')).toEqual([
			{
				AllowedOrigins: ['https://page.example'],
				AllowedMethods: ['GET', 'HEAD'],
				AllowedHeaders: ['*'],
				ExposeHeaders: ['x-amz-bucket-region'],
				MaxAgeSeconds: 3000
			}
		]);
		expect(JSON.parse(policy?.text ?? '').Statement[1]).toEqual({
			Effect: 'Allow',
			Action: ['s3:GetObject'],
			Resource: ['arn:aws:s3:::tables/*']
		});
	});

	it('starts the gateway for this page', () => {
		const command = (isDefaultOrigin: boolean) =>
			settingsFor('database', 'https://page.example', { isDefaultOrigin })[0]?.text;
		expect(command(false)).toContain('--origin https://page.example');
		expect(command(true)).not.toContain('--origin');
	});
});

describe('names of tables in SQL', () => {
	it('never leave their quotes', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (schema, name) => {
				const part = (text: string, quote: string) => text.split(quote).join(quote + quote);
				expect(quoteTable('postgresql', { schema, name })).toBe(`"${part(schema, '"')}"."${part(name, '"')}"`);
				expect(quoteTable('mysql', { schema, name })).toBe(`\`${part(schema, '`')}\`.\`${part(name, '`')}\``);
			})
		);
	});
});

describe('origins as they were stored', () => {
	it('are origins, and nothing that could end a policy', () => {
		const stored = ['https://a.example', 'https://b.example/path', 'https://c.example; script-src *', 'data:', 7, '*'];
		expect(readOrigins(stored)).toEqual(['https://a.example']);
		expect(readOrigins({})).toEqual([]);
	});
});
