CREATE TABLE credits_ledger (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    CONSTRAINT pk_credits_ledger PRIMARY KEY (tenant_id, customer_id),
    CONSTRAINT ck_credits_ledger_counts_up CHECK (version >= 0 AND entries >= 0)
)
 WITHOUT ROWID;

CREATE TABLE credits_balance (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    available BIGINT NOT NULL,
    CONSTRAINT pk_credits_balance PRIMARY KEY (tenant_id, customer_id, currency),
    CONSTRAINT ck_credits_balance_not_negative CHECK (available >= 0),
    CONSTRAINT fk_credits_balance_ledger FOREIGN KEY(tenant_id, customer_id) REFERENCES credits_ledger (tenant_id, customer_id)
)
 WITHOUT ROWID;

CREATE TABLE credits_invoice (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    date DATE NOT NULL,
    due_date DATE,
    sequence BIGINT NOT NULL,
    currency TEXT NOT NULL,
    total BIGINT NOT NULL,
    cash BIGINT NOT NULL,
    applied BIGINT NOT NULL,
    reductions BIGINT NOT NULL,
    forfeited BIGINT NOT NULL,
    is_void BOOLEAN NOT NULL,
    due BIGINT GENERATED ALWAYS AS (total - cash - applied + reductions + forfeited) STORED,
    CONSTRAINT pk_credits_invoice PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_credits_invoice_sums CHECK (cash >= 0 AND applied >= 0 AND reductions >= 0 AND forfeited >= 0),
    CONSTRAINT ck_credits_invoice_l3_due CHECK (total - cash - applied + reductions + forfeited >= 0 AND total - cash - applied + reductions + forfeited <= total),
    CONSTRAINT ck_credits_invoice_void CHECK (NOT is_void OR total = 0),
    CONSTRAINT uq_credits_invoice UNIQUE (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_invoice_ledger FOREIGN KEY(tenant_id, customer_id) REFERENCES credits_ledger (tenant_id, customer_id)
);

CREATE INDEX ix_credits_invoice_customer ON credits_invoice (tenant_id, customer_id, sequence, id);

CREATE TABLE credits_journal (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    at DATETIME NOT NULL,
    user_id TEXT NOT NULL,
    on_behalf_of TEXT,
    command TEXT NOT NULL,
    "key" TEXT,
    body TEXT NOT NULL,
    CONSTRAINT pk_credits_journal PRIMARY KEY (tenant_id, customer_id, version),
    CONSTRAINT ck_credits_journal_counts_from_one CHECK (version >= 1),
    CONSTRAINT fk_credits_journal_ledger FOREIGN KEY(tenant_id, customer_id) REFERENCES credits_ledger (tenant_id, customer_id)
);

CREATE TABLE credits_payment (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    id TEXT NOT NULL,
    date DATE NOT NULL,
    sequence BIGINT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    allocated BIGINT NOT NULL,
    opening BIGINT NOT NULL,
    is_void BOOLEAN NOT NULL,
    is_reversed BOOLEAN NOT NULL,
    replaces TEXT,
    possible_duplicate_of TEXT,
    system TEXT NOT NULL,
    CONSTRAINT pk_credits_payment PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_credits_payment_sums CHECK (amount >= 0 AND allocated >= 0 AND opening >= 0),
    CONSTRAINT ck_credits_payment_l4_unapplied CHECK (is_void OR allocated + opening <= amount),
    CONSTRAINT ck_credits_payment_void CHECK (NOT is_void OR allocated + opening = 0),
    CONSTRAINT uq_credits_payment UNIQUE (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_payment_ledger FOREIGN KEY(tenant_id, customer_id) REFERENCES credits_ledger (tenant_id, customer_id)
);

CREATE INDEX ix_credits_payment_like ON credits_payment (tenant_id, customer_id, date, amount);

CREATE TABLE credits_allocation (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    payment_id TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    date DATE NOT NULL,
    voided_on DATE,
    CONSTRAINT pk_credits_allocation PRIMARY KEY (tenant_id, customer_id, number),
    CONSTRAINT ck_credits_allocation_positive CHECK (amount > 0),
    CONSTRAINT fk_credits_allocation_payment FOREIGN KEY(tenant_id, customer_id, payment_id, currency) REFERENCES credits_payment (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_allocation_invoice FOREIGN KEY(tenant_id, customer_id, invoice_id, currency) REFERENCES credits_invoice (tenant_id, customer_id, id, currency)
)
 WITHOUT ROWID;

CREATE INDEX ix_credits_allocation_on ON credits_allocation (tenant_id, invoice_id) WHERE voided_on IS NULL;

CREATE UNIQUE INDEX ux_credits_allocation_live ON credits_allocation (tenant_id, payment_id, invoice_id) WHERE voided_on IS NULL;

CREATE TABLE credits_answer (
    tenant_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    customer_id TEXT,
    version BIGINT,
    body TEXT,
    CONSTRAINT pk_credits_answer PRIMARY KEY (tenant_id, "key"),
    CONSTRAINT ck_credits_answer_entry_or_body CHECK ((version IS NULL) = (body IS NOT NULL)),
    CONSTRAINT ck_credits_answer_entry_is_whole CHECK ((version IS NULL) = (customer_id IS NULL)),
    CONSTRAINT fk_credits_answer_journal FOREIGN KEY(tenant_id, customer_id, version) REFERENCES credits_journal (tenant_id, customer_id, version)
);

CREATE TABLE credits_customer_return (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    id TEXT NOT NULL,
    invoice_id TEXT,
    currency TEXT NOT NULL,
    has_credit BOOLEAN NOT NULL,
    is_reopened BOOLEAN NOT NULL,
    CONSTRAINT pk_credits_customer_return PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_credits_customer_return UNIQUE (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_customer_return_ledger FOREIGN KEY(tenant_id, customer_id) REFERENCES credits_ledger (tenant_id, customer_id),
    CONSTRAINT fk_credits_customer_return_invoice FOREIGN KEY(tenant_id, customer_id, invoice_id, currency) REFERENCES credits_invoice (tenant_id, customer_id, id, currency)
);

CREATE INDEX ix_credits_customer_return_customer ON credits_customer_return (tenant_id, customer_id, id);

CREATE TABLE credits_invoice_line (
    tenant_id TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    product TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    returned_quantity BIGINT NOT NULL,
    returned_value BIGINT,
    CONSTRAINT pk_credits_invoice_line PRIMARY KEY (tenant_id, invoice_id, id),
    CONSTRAINT ck_credits_invoice_line_kind CHECK (kind IN ('item', 'charge')),
    CONSTRAINT ck_credits_invoice_line_returned_quantity CHECK (returned_quantity = 0 OR (returned_quantity >= 0 AND returned_quantity <= quantity)),
    CONSTRAINT ck_credits_invoice_line_returned_value CHECK (returned_value IS NULL OR returned_value = 0 OR (returned_value >= 0 AND returned_value <= amount)),
    CONSTRAINT fk_credits_invoice_line_invoice FOREIGN KEY(tenant_id, invoice_id) REFERENCES credits_invoice (tenant_id, id)
)
 WITHOUT ROWID;

CREATE TABLE credits_payment_invoice (
    tenant_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    invoice_id TEXT NOT NULL,
    CONSTRAINT pk_credits_payment_invoice PRIMARY KEY (tenant_id, payment_id, position),
    CONSTRAINT uq_credits_payment_invoice UNIQUE (tenant_id, invoice_id, payment_id),
    CONSTRAINT fk_credits_payment_invoice_payment FOREIGN KEY(tenant_id, payment_id) REFERENCES credits_payment (tenant_id, id)
)
 WITHOUT ROWID;

CREATE TABLE credits_tender (
    tenant_id TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    method TEXT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT pk_credits_tender PRIMARY KEY (tenant_id, payment_id, position),
    CONSTRAINT ck_credits_tender_not_negative CHECK (amount >= 0),
    CONSTRAINT fk_credits_tender_payment FOREIGN KEY(tenant_id, payment_id) REFERENCES credits_payment (tenant_id, id)
)
 WITHOUT ROWID;

CREATE TABLE credits_credit (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    id TEXT NOT NULL,
    origin TEXT NOT NULL,
    origin_return_id TEXT,
    origin_payment_id TEXT,
    origin_invoice_id TEXT,
    origin_edit_id TEXT,
    origin_system TEXT,
    origin_remote_id TEXT,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    used BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    opening BIGINT NOT NULL,
    effective_date DATE NOT NULL,
    sequence BIGINT NOT NULL,
    number TEXT NOT NULL,
    note TEXT NOT NULL,
    generated_by TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    caused_by TEXT,
    is_cancelled BOOLEAN NOT NULL,
    is_deleted BOOLEAN NOT NULL,
    hold TEXT,
    remote_amount BIGINT,
    revision BIGINT NOT NULL,
    available BIGINT GENERATED ALWAYS AS (amount - used - cancelled - deleted) STORED,
    is_open SMALLINT GENERATED ALWAYS AS (CASE WHEN amount - used - cancelled - deleted > 0 THEN 1 ELSE 0 END) STORED,
    CONSTRAINT pk_credits_credit PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_credits_credit_sums CHECK (used >= 0 AND cancelled >= 0 AND deleted >= 0),
    CONSTRAINT ck_credits_credit_l1_balance CHECK (used + cancelled + deleted <= amount),
    CONSTRAINT ck_credits_credit_opening CHECK (opening >= 0 AND opening <= used),
    CONSTRAINT ck_credits_credit_from_return CHECK ((origin = 'FromReturn') = (origin_return_id IS NOT NULL)),
    CONSTRAINT ck_credits_credit_from_payment CHECK ((origin IN ('FromOverpayment', 'FromRemotePayment')) = (origin_payment_id IS NOT NULL)),
    CONSTRAINT ck_credits_credit_from_reduction CHECK ((origin = 'FromReduction') = (origin_invoice_id IS NOT NULL) AND (origin = 'FromReduction') = (origin_edit_id IS NOT NULL)),
    CONSTRAINT ck_credits_credit_from_remote CHECK ((origin IN ('FromRemoteMemo', 'FromRemotePayment')) = (origin_system IS NOT NULL)),
    CONSTRAINT uq_credits_credit UNIQUE (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_credit_ledger FOREIGN KEY(tenant_id, customer_id) REFERENCES credits_ledger (tenant_id, customer_id),
    CONSTRAINT fk_credits_credit_payment FOREIGN KEY(tenant_id, customer_id, origin_payment_id, currency) REFERENCES credits_payment (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_credit_invoice FOREIGN KEY(tenant_id, customer_id, origin_invoice_id, currency) REFERENCES credits_invoice (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_credit_customer_return FOREIGN KEY(tenant_id, customer_id, origin_return_id, currency) REFERENCES credits_customer_return (tenant_id, customer_id, id, currency)
);

CREATE INDEX ix_credits_credit_customer ON credits_credit (tenant_id, customer_id, sequence, id);

CREATE INDEX ix_credits_credit_fifo ON credits_credit (tenant_id, customer_id, currency, effective_date, sequence, id) WHERE is_open = 1;

CREATE INDEX ix_credits_credit_origin_invoice ON credits_credit (tenant_id, origin_invoice_id) WHERE origin_invoice_id IS NOT NULL;

CREATE UNIQUE INDEX ix_credits_credit_origin_payment ON credits_credit (tenant_id, origin_payment_id) WHERE origin_payment_id IS NOT NULL;

CREATE UNIQUE INDEX ix_credits_credit_origin_return ON credits_credit (tenant_id, origin_return_id) WHERE origin_return_id IS NOT NULL;

CREATE TABLE credits_returned_line (
    tenant_id TEXT NOT NULL,
    return_id TEXT NOT NULL,
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    product TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    value BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    package TEXT NOT NULL,
    batch TEXT NOT NULL,
    invoice_line TEXT,
    CONSTRAINT pk_credits_returned_line PRIMARY KEY (tenant_id, return_id, id),
    CONSTRAINT fk_credits_returned_line_return FOREIGN KEY(tenant_id, return_id) REFERENCES credits_customer_return (tenant_id, id)
)
 WITHOUT ROWID;

CREATE TABLE credits_application (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    payment_id TEXT NOT NULL,
    credit_id TEXT NOT NULL,
    invoice_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    date DATE NOT NULL,
    voided_on DATE,
    CONSTRAINT pk_credits_application PRIMARY KEY (tenant_id, customer_id, number),
    CONSTRAINT ck_credits_application_positive CHECK (amount > 0),
    CONSTRAINT fk_credits_application_payment FOREIGN KEY(tenant_id, customer_id, payment_id, currency) REFERENCES credits_payment (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_application_credit FOREIGN KEY(tenant_id, customer_id, credit_id, currency) REFERENCES credits_credit (tenant_id, customer_id, id, currency),
    CONSTRAINT fk_credits_application_invoice FOREIGN KEY(tenant_id, customer_id, invoice_id, currency) REFERENCES credits_invoice (tenant_id, customer_id, id, currency)
)
 WITHOUT ROWID;

CREATE INDEX ix_credits_application_of ON credits_application (tenant_id, payment_id, credit_id);

CREATE INDEX ix_credits_application_on ON credits_application (tenant_id, invoice_id) WHERE voided_on IS NULL;

CREATE UNIQUE INDEX ux_credits_application_live ON credits_application (tenant_id, credit_id, invoice_id, payment_id) WHERE voided_on IS NULL;

