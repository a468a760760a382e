-- What is brought in, what is sent out, and what waits for a person's decision.

CREATE TABLE IF NOT EXISTS import_job (
  id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state           VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  dry_run         BOOLEAN      NOT NULL,
  filename        VARCHAR(255) NULL,
  mapping         TEXT         NOT NULL COMMENT 'JSON: field to heading',
  options         TEXT         NOT NULL COMMENT 'JSON',
  headings        MEDIUMTEXT   NULL COMMENT 'JSON array of texts; null until the file was read',
  trouble_code    VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  trouble_detail  TEXT         NULL,
  created_by      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  started_at      DATETIME(3)  NULL,
  finished_at     DATETIME(3)  NULL,
  lease_owner     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  lease_until     DATETIME(3)  NULL COMMENT 'until then nobody else takes it',
  PRIMARY KEY (id),
  KEY import_job_organisation (organisation_id, id),
  KEY import_job_state (state, lease_until),
  CONSTRAINT import_job_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS import_row (
  import_id   CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line        INT          NOT NULL,
  cells       MEDIUMTEXT   NOT NULL COMMENT 'JSON array of texts',
  key_hash    CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of what makes it one of its kind',
  outcome     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null: not yet',
  person_id   CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  code        VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  detail      TEXT         NULL,
  column_name TEXT         NULL,
  PRIMARY KEY (import_id, line),
  KEY import_row_outcome (import_id, outcome, line),
  KEY import_row_key (import_id, key_hash, line),
  CONSTRAINT import_row_import FOREIGN KEY (import_id) REFERENCES import_job (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS webhook (
  id              CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  url             VARCHAR(2000)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  events          VARCHAR(500)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'words with blanks between',
  enabled         BOOLEAN        NOT NULL,
  secret          VARBINARY(500) NOT NULL COMMENT 'sealed',
  created_at      DATETIME(3)    NOT NULL,
  last_success_at DATETIME(3)    NULL,
  last_failure_at DATETIME(3)    NULL,
  version         BIGINT         NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY webhook_organisation (organisation_id, id),
  CONSTRAINT webhook_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS webhook_delivery (
  id              CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  webhook_id      CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event           VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state           VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  attempts        INT         NOT NULL,
  payload         MEDIUMTEXT  NOT NULL,
  created_at      DATETIME(3) NOT NULL,
  last_attempt_at DATETIME(3) NULL,
  next_attempt_at DATETIME(3) NULL COMMENT 'while it waits; put off while somebody holds it',
  response_status SMALLINT    NULL,
  error           TEXT        NULL,
  PRIMARY KEY (id),
  KEY webhook_delivery_list (webhook_id, state, id),
  KEY webhook_delivery_due (state, next_attempt_at),
  CONSTRAINT webhook_delivery_webhook FOREIGN KEY (webhook_id) REFERENCES webhook (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- How far the events of an organisation's audit log were told to its webhooks.
CREATE TABLE IF NOT EXISTS announced (
  organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position        BIGINT   NOT NULL,
  PRIMARY KEY (organisation_id),
  CONSTRAINT announced_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS mail_message (
  id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind            VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recipients      TEXT         NOT NULL COMMENT 'JSON array of addresses',
  subject         VARCHAR(500) NOT NULL,
  content         MEDIUMBLOB   NOT NULL COMMENT 'sealed',
  session_id      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  state           VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  attempts        INT          NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  sent_at         DATETIME(3)  NULL,
  next_attempt_at DATETIME(3)  NULL COMMENT 'while it waits; put off while somebody holds it',
  error           TEXT         NULL,
  PRIMARY KEY (id),
  UNIQUE KEY mail_message_session (session_id, kind) COMMENT 'one mail a session',
  KEY mail_message_organisation (organisation_id, id),
  KEY mail_message_due (state, next_attempt_at),
  CONSTRAINT mail_message_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- The picture of an item lies in the vault under the item's id.
CREATE TABLE IF NOT EXISTS review_item (
  id                CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id   CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind              VARCHAR(20)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record_id         CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NULL,
  session_id        VARCHAR(100)    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  occurred_at       DATETIME(3)     NOT NULL,
  candidates        TEXT            NOT NULL COMMENT 'JSON: person_id and distance, nearest first',
  flags             VARCHAR(200)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'words with blanks between',
  box               VARCHAR(200)    CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'JSON; null where the picture is the face',
  media_type        VARCHAR(40)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'null where there is no picture',
  embedder_id       VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  embedder_version  VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  template          VARBINARY(8192) NULL COMMENT 'sealed; big-endian floats inside',
  quality           DOUBLE          NOT NULL,
  state             VARCHAR(10)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  decided_by        CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_at        DATETIME(3)     NULL,
  decision_reason   VARCHAR(500)    NULL,
  decided_person_id CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NULL,
  expires_at        DATETIME(3)     NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY review_item_record (record_id, kind),
  KEY review_item_list (organisation_id, state, id),
  KEY review_item_expires (expires_at),
  CONSTRAINT review_item_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
