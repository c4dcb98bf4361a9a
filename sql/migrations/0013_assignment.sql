-- Lines without a customer that a person gave one.

ALTER TABLE sales_document ADD COLUMN assignment_id BIGINT;             -- by which a person said whose it is; NULL: as the files say
ALTER TABLE sales_document_replaced ADD COLUMN assignment_id BIGINT;    -- the same, before the batch
CREATE INDEX sales_document_by_assignment ON sales_document (assignment_id) WHERE assignment_id IS NOT NULL;
CREATE INDEX sales_document_without_account ON sales_document (id) WHERE account_id = 0;

-- Documents without a customer given to an account, together.
CREATE TABLE sales_assignment (
  id {ID},                           -- made by the program, ordered by time
  account_id BIGINT NOT NULL,        -- whose they became
  documents BIGINT NOT NULL,         -- how many
  lines BIGINT NOT NULL,             -- how many lines stood on them
  created_at BIGINT NOT NULL,        -- when
  created_by BIGINT NOT NULL,        -- who; 0: the program itself
  undone_at BIGINT,                  -- NULL while it stands
  undone_by BIGINT                   -- who took it back
);
