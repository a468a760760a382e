-- Runs on MariaDB 10.6+ and MySQL 8+. Identifiers are ULIDs; times are UTC.
-- Templates and stored answers are sealed (AES-256-GCM) with the key file beside the data;
-- pictures lie in files of the same ids, sealed too.

CREATE TABLE IF NOT EXISTS installation (
  singleton  TINYINT        NOT NULL,
  id         CHAR(26)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  key_check  VARBINARY(255) NOT NULL,
  created_at DATETIME(3)    NOT NULL,
  PRIMARY KEY (singleton)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS account (
  id            CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  username      VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at    DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY account_username (username)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS account_session (
  token_hash CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (token_hash),
  KEY account_session_expires (expires_at),
  CONSTRAINT account_session_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS api_key (
  id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name       VARCHAR(200) NOT NULL,
  key_hash   CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY api_key_hash (key_hash),
  CONSTRAINT api_key_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS person (
  id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name         VARCHAR(200) NOT NULL,
  external_id  VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  group_names  TEXT         NOT NULL COMMENT 'a JSON array of texts',
  consent      VARCHAR(200) NULL COMMENT 'version of the text agreed to',
  created_at   DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY person_external_id (external_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS enrolled_face (
  id         CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id  CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  media_type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY enrolled_face_person (person_id),
  CONSTRAINT enrolled_face_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- One a face and embedder: a change of embedder adds rows while the old ones go on serving.
CREATE TABLE IF NOT EXISTS face_template (
  face_id          CHAR(26)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  embedder_id      VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  embedder_version VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  template         VARBINARY(8192) NOT NULL COMMENT 'sealed; big-endian floats inside',
  quality          DOUBLE          NOT NULL COMMENT '0 to 1: how much it counts in the mean',
  PRIMARY KEY (face_id, embedder_id, embedder_version),
  CONSTRAINT face_template_face FOREIGN KEY (face_id) REFERENCES enrolled_face (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- No foreign key to person: the bare id stays when a person is erased.
CREATE TABLE IF NOT EXISTS attendance_record (
  id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason          VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  occurred_at     DATETIME(3)  NOT NULL,
  person_id       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  distance        DOUBLE       NULL,
  match_threshold DOUBLE       NULL,
  emotion         VARCHAR(40)  NULL,
  age             DOUBLE       NULL,
  gender          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NULL,
  liveness_state  VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  liveness_score  DOUBLE       NULL,
  direction       VARCHAR(4)   CHARACTER SET ascii COLLATE ascii_bin NULL,
  session_id      VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  PRIMARY KEY (id),
  KEY attendance_record_time (occurred_at, id),
  KEY attendance_record_person (person_id, occurred_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS kept_answer (
  account_id      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  idempotency_key VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  body_hash       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_at      DATETIME(3)  NOT NULL,
  http_status     SMALLINT     NULL COMMENT 'null while the request runs',
  answer          MEDIUMBLOB   NULL COMMENT 'sealed',
  PRIMARY KEY (account_id, idempotency_key),
  KEY kept_answer_started (started_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
