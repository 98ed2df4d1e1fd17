import type { ConnectionKind } from '$lib/core/connection/connection';
import type { Setting } from '$lib/core/connection/needs';

const kinds: Record<ConnectionKind, string> = {
	url: 'Web address',
	s3: 'Bucket',
	athena: 'Athena',
	database: 'Database'
};

const lead: Record<ConnectionKind, string> = {
	url: 'A file at an address that anyone, or anyone with the link, may fetch.',
	s3: 'Files in a bucket of Amazon S3, or of a server that speaks it (MinIO, Ceph, R2).',
	athena: 'The answer of a query over what lies in Amazon S3.',
	database: 'A table or a query of PostgreSQL, Redshift, MySQL or MariaDB, read through a gateway on this machine.'
};

const settings: Record<Setting['of'], string> = {
	'cors-headers': 'The server has to say that this page may read it (CORS). Header to set:',
	'cors-rule': 'The bucket has to let this page read it (CORS). Rule to set, under Permissions of the bucket:',
	policy: 'Rights that are enough for the keys (IAM policy):',
	command: 'Browsers cannot speak to databases, so a gateway does, which only reads. Start it on this machine:'
};

const notes: Record<ConnectionKind, string> = {
	url: 'Sites of open data mostly allow every page already.',
	s3: 'Keys sign each request in this page; they are not sent. A public bucket needs none.',
	athena:
		'Athena lets pages ask it, so no CORS rule is needed. It runs the query once, writes the answer to the folder of results, and bills for what it scans.',
	database:
		'It prints a pairing token when it starts. It opens read-only transactions, lists only the databases you name, listens to this machine alone, and ends when you stop it.'
};

export const connect = {
	connect: 'Connect',
	title: 'Connect to a source',
	kind: 'Kind of source',
	kinds,
	lead,
	usedBefore: 'Used before',
	usedAt: (when: string) => `used ${when}`,
	forget: (name: string) => `Forget ${name} and its keys`,
	address: 'Address of the file',
	bucket: 'Bucket',
	bucketHint: 'Its name, or s3://bucket/folder',
	prefix: 'Folder',
	prefixHint: 'Leave empty for all of it',
	region: 'Region',
	endpoint: 'Server',
	endpointHint: 'Leave empty for Amazon S3',
	isPathStyle: 'The bucket stands in the path, not in the host name',
	athenaEndpoint: 'Endpoint',
	athenaEndpointHint: 'Leave empty for Amazon Athena',
	database: 'Database',
	workgroup: 'Workgroup',
	output: 'Folder of results',
	outputHint: 'Leave empty if the workgroup has one',
	advanced: 'Another server',
	gateway: 'Gateway',
	token: 'Pairing token',
	tokenHint: 'The gateway printed it when it started',
	keys: 'Keys',
	accessKeyId: 'Access key ID',
	secretAccessKey: 'Secret access key',
	sessionToken: 'Session token',
	sessionTokenHint: 'Only of temporary keys',
	publicHint: 'Leave the keys empty for a public bucket.',
	keep: 'Keep on this device',
	keepHint:
		'Encrypted with a key that cannot leave this browser; whoever uses this browser profile can use them. Otherwise they are forgotten when the page closes. They are never in a project file.',
	signedHint: 'This address holds a key. It is never stored with the table; to read it again it has to be given again.',
	allowTitle: 'One permission first',
	allowText: (origin: string) =>
		`This page may not ask ${origin} yet: it only talks to origins you allowed. Allowing loads the page again; what you typed stays, keys are asked for afterwards.`,
	allow: 'Allow and load again',
	allowed: 'Origins this page may ask',
	allowedText: 'Allowed by you, on this device. Taking one back loads the page again.',
	takeBack: (origin: string) => `Take back ${origin}`,
	needs: 'What it needs',
	network:
		'The network, each time it is read: the table lies elsewhere, so it cannot be had offline. Once imported it is on this device and works without.',
	settings,
	notes,
	copy: 'Copy',
	copied: 'Copied',
	test: 'Test and look',
	testing: 'Asking',
	cancel: 'Cancel',
	back: 'Back',
	phases: { download: 'Receiving', query: 'The query runs', read: 'Reading' },
	received: (amount: string) => `${amount} so far`,
	receivedOf: (amount: string, total: string) => `${amount} of ${total}`,
	rowsSoFar: (rows: string) => `${rows} rows so far`,
	scanned: (amount: string) => `${amount} scanned so far`,
	answered: (name: string) => `${name} answers.`,
	folders: 'Folders',
	contents: (bucket: string) => `Contents of ${bucket}`,
	name: 'Name',
	size: 'Size',
	changed: 'Changed',
	choose: (name: string) => `Choose ${name}`,
	emptyFolder: 'Nothing lies here.',
	more: 'Show more',
	chosen: (count: string, size: string) => (count === '1' ? `1 object, ${size}` : `${count} objects, ${size}`),
	chosenNone: 'Tick one object, or several to read them as one table.',
	unchoose: 'Untick all',
	tables: 'Tables',
	noTables: 'No tables can be read here.',
	findTable: 'Find a table',
	cutTables: 'Only the first are listed.',
	columnsOf: (count: string) => (count === '1' ? '1 column' : `${count} columns`),
	query: 'Query',
	queryHint: 'One SELECT. Press a table to begin with all of it.',
	athenaHint: 'One SELECT. Each run is billed for what it scans.',
	queryPlaceholder: 'SELECT …',
	limits: (rows: string, size: string, time: string) =>
		`The gateway lets through up to ${rows} rows, ${size} and ${time} a query.`,
	look: 'Preview',
	run: 'Run and preview',
	preview: 'First rows',
	previewNone: 'Press Preview to see the first rows.',
	previewOf: (rows: string, columns: string) => `${rows} rows, ${columns} columns`,
	previewFirst: (rows: string, columns: string) => `The first ${rows} rows, ${columns} columns`,
	previewTables: (count: string) => `The first of ${count} tables`,
	import: 'Import',
	importing: (name: string) => `Fetching ${name}`,
	from: (place: string) => `From ${place}`,
	refresh: 'Read the source again',
	refreshing: (name: string) => `Reading the source of ${name} again`,
	refreshAsks: (name: string) => `To read ${name} again from its source, reach it once more.`,
	unchanged: (name: string) => `${name} is as it was: nothing changed at the source.`,
	refreshed: (name: string, rows: string, before: string) =>
		`${name} was read again: ${rows} rows, ${before} before. The old one is still there.`
};
