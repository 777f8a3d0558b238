CREATE INDEX ix_credits_credit_customer_date ON credits_credit (tenant_id, customer_id, effective_date, id);

CREATE INDEX ix_credits_credit_date ON credits_credit (tenant_id, effective_date, id);

CREATE INDEX ix_credits_credit_held ON credits_credit (tenant_id, customer_id, currency) WHERE hold IS NOT NULL;

CREATE INDEX ix_credits_credit_open_available ON credits_credit (tenant_id, currency, available, id) WHERE is_open = 1;

CREATE INDEX ix_credits_credit_open_date ON credits_credit (tenant_id, effective_date, id) WHERE is_open = 1;

CREATE INDEX ix_credits_credit_set_aside ON credits_credit (tenant_id, effective_date, id) WHERE is_deleted OR cancelled > 0 OR amount = 0;

CREATE INDEX ix_credits_credit_source_date ON credits_credit (tenant_id, origin, effective_date, id);

