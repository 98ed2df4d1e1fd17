/** Steps from one stored version to the next; `PRAGMA user_version` counts how many have run. Only ever append. */
export const migrations: readonly string[] = [
	`
	CREATE TABLE codes (
		hash TEXT PRIMARY KEY, tenant TEXT NOT NULL, role TEXT NOT NULL, device TEXT, expires_at INTEGER NOT NULL,
		used_by TEXT
	) WITHOUT ROWID;
	CREATE TABLE devices (
		tenant TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, epoch INTEGER NOT NULL,
		enrolled_at INTEGER NOT NULL, last_seen_at INTEGER, revoked_at INTEGER,
		package TEXT, package_name TEXT, package_version INTEGER,
		batches INTEGER NOT NULL DEFAULT 0, predictions INTEGER NOT NULL DEFAULT 0,
		PRIMARY KEY (tenant, device)
	) WITHOUT ROWID;
	CREATE TABLE keys (
		key_id TEXT PRIMARY KEY, tenant TEXT NOT NULL, device TEXT NOT NULL, epoch INTEGER NOT NULL,
		algorithm TEXT NOT NULL, public_key TEXT NOT NULL,
		FOREIGN KEY (tenant, device) REFERENCES devices (tenant, device)
	) WITHOUT ROWID;
	CREATE TABLE nonces (
		key_id TEXT NOT NULL, nonce TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (key_id, nonce)
	) WITHOUT ROWID;
	CREATE INDEX nonces_by_expiry ON nonces (expires_at);
	CREATE TABLE batches (
		tenant TEXT NOT NULL, device TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
		hash TEXT NOT NULL, received_at INTEGER NOT NULL, package TEXT NOT NULL, count INTEGER NOT NULL,
		window_from INTEGER NOT NULL, window_to INTEGER NOT NULL, body TEXT NOT NULL,
		PRIMARY KEY (tenant, device, epoch, sequence)
	);
	CREATE INDEX batches_by_package ON batches (tenant, package, device);
	CREATE TABLE acks (
		tenant TEXT NOT NULL, device TEXT NOT NULL, epoch INTEGER NOT NULL, through INTEGER NOT NULL,
		PRIMARY KEY (tenant, device, epoch)
	) WITHOUT ROWID;
	CREATE TABLE sketches (
		tenant TEXT NOT NULL, package TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
		PRIMARY KEY (tenant, package, name)
	) WITHOUT ROWID;
	CREATE TABLE packages (
		tenant TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
		uploaded_at INTEGER NOT NULL, baselines TEXT NOT NULL, bytes BLOB NOT NULL,
		PRIMARY KEY (tenant, hash), UNIQUE (tenant, name, version)
	);
	`,
	// Bins of a package never handed out were taken from whoever came first: what was told of it is set aside.
	`
	ALTER TABLE batches ADD COLUMN told TEXT;
	CREATE UNIQUE INDEX batches_by_told ON batches (tenant, told);
	UPDATE batches SET count = 0
		WHERE NOT EXISTS (SELECT 1 FROM packages p WHERE p.tenant = batches.tenant AND p.hash = batches.package);
	DELETE FROM sketches
		WHERE NOT EXISTS (SELECT 1 FROM packages p WHERE p.tenant = sketches.tenant AND p.hash = sketches.package);
	CREATE TABLE usage (tenant TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
	INSERT INTO usage (tenant, bytes) SELECT tenant, sum(bytes) FROM (
		SELECT tenant, length(CAST(body AS BLOB)) AS bytes FROM batches
		UNION ALL SELECT tenant, length(bytes) FROM packages
	) GROUP BY tenant;
	`
];
