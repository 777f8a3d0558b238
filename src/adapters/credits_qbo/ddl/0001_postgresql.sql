CREATE TABLE credits_qbo_binding (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    entity TEXT COLLATE "C" NOT NULL,
    local_id TEXT COLLATE "C" NOT NULL,
    remote_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, entity, local_id)
);

CREATE UNIQUE INDEX credits_qbo_binding_of_object ON credits_qbo_binding (tenant_id, realm_id, entity, remote_id) WHERE remote_id != '';

CREATE TABLE credits_qbo_company (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id)
);

CREATE TABLE credits_qbo_conflict (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    customer_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    entity TEXT COLLATE "C" NOT NULL,
    remote_id TEXT COLLATE "C" NOT NULL,
    here TEXT COLLATE "C" NOT NULL,
    there TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    since TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, key)
);

CREATE TABLE credits_qbo_connection (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    installation TEXT NOT NULL,
    item_id TEXT NOT NULL,
    home_currency TEXT NOT NULL,
    api TEXT NOT NULL,
    is_connected BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, realm_id)
);

CREATE UNIQUE INDEX credits_qbo_connection_now ON credits_qbo_connection (tenant_id) WHERE is_connected;

CREATE TABLE credits_qbo_dirty (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    customer_id TEXT COLLATE "C" NOT NULL,
    stamp BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, key)
);

CREATE TABLE credits_qbo_lease (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    until TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, name)
);

CREATE TABLE credits_qbo_mark (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    entity TEXT COLLATE "C" NOT NULL,
    remote_id TEXT COLLATE "C" NOT NULL,
    stamp BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, entity, remote_id)
);

CREATE TABLE credits_qbo_place (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, name)
);

CREATE TABLE credits_qbo_tie (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    customer_id TEXT COLLATE "C" NOT NULL,
    entity TEXT COLLATE "C" NOT NULL,
    remote_id TEXT COLLATE "C" NOT NULL,
    base TEXT COLLATE "C" NOT NULL,
    token BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    wanted TEXT COLLATE "C" NOT NULL,
    request_id TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TEXT COLLATE "C" NOT NULL,
    taking TEXT COLLATE "C" NOT NULL,
    elsewhere BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, key)
);

CREATE UNIQUE INDEX credits_qbo_tie_of_object ON credits_qbo_tie (tenant_id, realm_id, entity, remote_id) WHERE remote_id != '';

CREATE TABLE credits_qbo_token (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    access TEXT NOT NULL,
    refresh TEXT NOT NULL,
    refresh_until TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id)
);

