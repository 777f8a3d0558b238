CREATE TABLE credits_qbo_binding (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    local_id TEXT NOT NULL,
    remote_id TEXT NOT NULL,
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
    "key" TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    here TEXT NOT NULL,
    there TEXT NOT NULL,
    reason TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, "key")
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
    "key" TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    stamp BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, "key")
);

CREATE TABLE credits_qbo_lease (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, name)
);

CREATE TABLE credits_qbo_mark (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    stamp BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, entity, remote_id)
);

CREATE TABLE credits_qbo_place (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, name)
);

CREATE TABLE credits_qbo_tie (
    tenant_id TEXT NOT NULL,
    realm_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    base TEXT NOT NULL,
    token BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    action TEXT NOT NULL,
    body TEXT NOT NULL,
    wanted TEXT NOT NULL,
    request_id TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before TEXT NOT NULL,
    taking TEXT NOT NULL,
    elsewhere BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, realm_id, "key")
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

