import { afterAll, describe, expect, it } from 'vitest';
import { downloadName } from '$lib/core/connection/answer';
import { parseS3, readListing } from '$lib/core/connection/bucket';
import { bucketAddress, type BucketConnection } from '$lib/core/connection/connection';
import { aws4Signer } from '$lib/engines/fetch/aws-signer';
import { fetchDownloads } from '$lib/engines/fetch/downloads';
import { downloadObject, listBucket } from '$lib/workbench/bucket';
import { testKeys } from '../../fixtures/aws-signature';
import { startS3 } from '../../fixtures/s3-server';

const server = await startS3();
afterAll(() => server.stop());
const ports = {
	downloads: fetchDownloads({ isPage: false }),
	awsSigner: aws4Signer,
	clock: { now: () => Date.now(), elapsed: () => performance.now() }
};
const bucket: BucketConnection = {
	kind: 's3',
	endpoint: server.url,
	region: 'us-east-1',
	bucket: 'tables',
	prefix: '',
	isPathStyle: true
};
const strange = 'a folder/日本 + (1) & half=%25.csv';
await server.put('people.csv', 'name,age\nAda,36\n');
await server.put(strange, 'x\n1\n');
for (let i = 0; i < 1003; i++) await server.put(`many/${String(i).padStart(4, '0')}.csv`, 'x\n1\n');

describe('a bucket of a real S3 server', () => {
	it('lists a level, and what lies in a folder of it', async () => {
		const top = await listBucket(ports, bucket, testKeys);
		expect(top.folders).toEqual(['a folder/', 'many/']);
		expect(top.objects).toMatchObject([{ key: 'people.csv', sizeBytes: 16 }]);
		const inside = await listBucket(ports, { ...bucket, prefix: 'a folder/' }, testKeys);
		expect(inside.objects.map(({ key }) => key)).toEqual([strange]);
	});

	it('lists page by page to the end, each key once', async () => {
		const many = { ...bucket, prefix: 'many/' };
		const first = await listBucket(ports, many, testKeys);
		expect(first.objects).toHaveLength(1000);
		const second = await listBucket(ports, many, testKeys, first.next);
		expect(second.next).toBeNull();
		const keys = [...first.objects, ...second.objects].map(({ key }) => key);
		expect(new Set(keys).size).toBe(1003);
	});

	it('fetches an object, whatever its name', async () => {
		const file = await downloadObject(ports, bucket, testKeys, strange);
		expect(file.name).toBe('日本 + (1) & half=%25.csv');
		expect(await file.blob?.text()).toBe('x\n1\n');
	});

	it('says what the server refuses', async () => {
		const wrong = { ...testKeys, secretAccessKey: 'wrong' };
		const refused = { code: 'source/aws-refused', details: { reason: 'SignatureDoesNotMatch', status: 403 } };
		await expect(listBucket(ports, bucket, wrong)).rejects.toMatchObject(refused);
		const missing = downloadObject(ports, bucket, testKeys, 'nobody.csv');
		await expect(missing).rejects.toMatchObject({ details: { reason: 'NoSuchKey', status: 404 } });
		const elsewhere = listBucket(ports, { ...bucket, bucket: 'nothing' }, testKeys);
		await expect(elsewhere).rejects.toMatchObject({ details: { reason: 'NoSuchBucket' } });
	});

	it('does not ask for a key that an address cannot carry', async () => {
		await expect(downloadObject(ports, bucket, testKeys, 'a/../people.csv')).rejects.toMatchObject({
			code: 'source/key-invalid'
		});
	});
});

describe('addresses', () => {
	it('put the bucket into the host or the path', () => {
		const own = { ...bucket, endpoint: '', region: 'eu-west-1' };
		expect(bucketAddress({ ...own, isPathStyle: false }).href).toBe('https://tables.s3.eu-west-1.amazonaws.com/');
		expect(bucketAddress(own).href).toBe('https://s3.eu-west-1.amazonaws.com/tables/');
		expect(bucketAddress({ ...own, endpoint: 'https://minio.example/store' }).href).toBe(
			'https://minio.example/store/tables/'
		);
	});

	it.each(['', 'a/b', 'x@evil.example', 'a b'])('refuse the bucket %j', (name) => {
		expect(() => bucketAddress({ ...bucket, bucket: name })).toThrow(/bucket-invalid/);
	});

	it('read s3:// places', () => {
		expect(parseS3('s3://tables/a/b.csv')).toEqual({ bucket: 'tables', key: 'a/b.csv' });
		expect(parseS3('s3://tables')).toBeNull();
	});

	it('name what was downloaded', () => {
		expect(downloadName('https://h.example/a/b%20c.csv?x=1', {})).toBe('b c.csv');
		expect(downloadName('https://h.example/api', { 'content-type': 'text/csv; charset=utf-8' })).toBe('api.csv');
		expect(downloadName('https://h.example/', { 'content-type': 'application/json' })).toBe('h.example.json');
		const sent = { 'content-disposition': 'attachment; filename="../t.tsv"' };
		expect(downloadName('https://h.example/get', sent)).toBe('.._t.tsv');
	});
});

describe('a listing', () => {
	/** As Amazon's reference of ListObjectsV2 shows an answer with encoding-type=url. */
	const xml = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<Name>b</Name><Prefix>a+b%2F</Prefix><NextContinuationToken>1ueGcx&amp;PyM=</NextContinuationToken><EncodingType>url</EncodingType>
<IsTruncated>true</IsTruncated><Contents><Key>a+b%2Fc%26d.csv</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>
<Size>434234</Size></Contents><CommonPrefixes><Prefix>a+b%2Fx%2F</Prefix></CommonPrefixes></ListBucketResult>`;

	it('is read with its names decoded', () => {
		expect(readListing(xml, 'https://b.example/')).toEqual({
			folders: ['a b/x/'],
			objects: [{ key: 'a b/c&d.csv', sizeBytes: 434234, changedAt: Date.UTC(2009, 9, 12, 17, 50, 30) }],
			next: '1ueGcx&PyM='
		});
	});

	it('is nothing else', () => {
		expect(() => readListing('<html></html>', 'https://b.example/')).toThrow(/answer-invalid/);
	});
});
