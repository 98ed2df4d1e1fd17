import type { ConnectionKind } from './connection';

/** What somebody has to set elsewhere, word for word, before a page at `origin` can read. */
export interface Setting {
	readonly of: 'cors-headers' | 'cors-rule' | 'policy' | 'command';
	readonly text: string;
}

/** The settings a kind of connection needs. What is not known stands in capitals. */
export function settingsFor(
	kind: ConnectionKind,
	origin: string,
	{ bucket = '', output = '', isDefaultOrigin = false } = {}
): Setting[] {
	const name = bucket || 'BUCKET';
	switch (kind) {
		case 'url':
			return [{ of: 'cors-headers', text: `Access-Control-Allow-Origin: ${origin}` }];
		case 's3':
			return [
				{
					of: 'cors-rule',
					text: json([
						{
							AllowedOrigins: [origin],
							AllowedMethods: ['GET', 'HEAD'],
							AllowedHeaders: ['*'],
							ExposeHeaders: ['x-amz-bucket-region'],
							MaxAgeSeconds: 3000
						}
					])
				},
				{
					of: 'policy',
					text: policy([
						[['s3:ListBucket'], [`arn:aws:s3:::${name}`]],
						[['s3:GetObject'], [`arn:aws:s3:::${name}/*`]]
					])
				}
			];
		case 'athena': {
			const [, results = 'RESULTS'] = /^s3:\/\/([^/]+)/.exec(output) ?? [];
			return [
				{
					of: 'policy',
					text: policy([
						[
							[
								'athena:StartQueryExecution',
								'athena:GetQueryExecution',
								'athena:GetQueryResults',
								'athena:StopQueryExecution',
								'glue:GetDatabase',
								'glue:GetTable',
								'glue:GetPartitions'
							],
							['*']
						],
						[
							['s3:GetObject', 's3:ListBucket'],
							['arn:aws:s3:::DATA', 'arn:aws:s3:::DATA/*']
						],
						[
							['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
							[`arn:aws:s3:::${results}`, `arn:aws:s3:::${results}/*`]
						]
					])
				}
			];
		}
		case 'database':
			return [
				{
					of: 'command',
					text: `npx temoto gateway --database shop=postgres://USER:PASSWORD@HOST/DATABASE${isDefaultOrigin ? '' : ` --origin ${origin}`}`
				}
			];
	}
}

/** Indented, but for lists of texts: each on one line. */
function json(value: unknown): string {
	const list = /\[\n\s+("[^"]*"(?:,\n\s+"[^"]*")*)\n\s+\]/g;
	return JSON.stringify(value, null, 2).replaceAll(
		list,
		(_, inside: string) => `[${inside.replaceAll(/\n\s+/g, ' ')}]`
	);
}

function policy(statements: readonly (readonly [string[], string[]])[]): string {
	return json({
		Version: '2012-10-17',
		Statement: statements.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource }))
	});
}
