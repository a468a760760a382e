-- What stood in a site before belongs to its first organisation, and its users own that.
-- Each change of an old table is one statement that is left out where it was made already: MySQL
-- knows no ADD COLUMN IF NOT EXISTS, and a migration that was killed half-way is run again.

CREATE TABLE IF NOT EXISTS organisation (
  id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name       VARCHAR(200) NOT NULL,
  created_at DATETIME(3)  NOT NULL,
  version    BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

INSERT IGNORE INTO organisation (id, name, created_at)
VALUES ('00000000000000000000000001', 'Rollcall', UTC_TIMESTAMP(3));

SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'account' AND column_name = 'organisation_id'),
  'DO 0',
  'ALTER TABLE account
     ADD COLUMN organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''00000000000000000000000001'',
     ADD COLUMN email VARCHAR(320) NULL,
     ADD COLUMN role VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''OWNER'',
     ADD COLUMN person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
     ADD COLUMN disabled BOOLEAN NOT NULL DEFAULT FALSE,
     ADD COLUMN must_change_password BOOLEAN NOT NULL DEFAULT FALSE,
     ADD COLUMN totp_secret VARBINARY(255) NULL COMMENT ''sealed'',
     ADD COLUMN totp_on BOOLEAN NOT NULL DEFAULT FALSE,
     ADD COLUMN totp_last_step BIGINT NOT NULL DEFAULT 0 COMMENT ''a code counts once'',
     ADD COLUMN last_seen_at DATETIME(3) NULL,
     ADD COLUMN version BIGINT NOT NULL DEFAULT 0,
     ADD KEY account_organisation (organisation_id, id),
     ADD CONSTRAINT account_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

-- New users say who they are: no default that makes an owner by oversight.
ALTER TABLE account ALTER COLUMN role DROP DEFAULT;

CREATE TABLE IF NOT EXISTS account_group (
  account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id   CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (account_id, group_id),
  KEY account_group_group (group_id),
  CONSTRAINT account_group_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'account_session' AND column_name = 'user_agent'),
  'DO 0',
  'ALTER TABLE account_session
     ADD COLUMN id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
     ADD COLUMN last_seen_at DATETIME(3) NULL,
     ADD COLUMN user_agent VARCHAR(300) NULL,
     ADD UNIQUE KEY account_session_id (id)');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

-- Sessions that go on need a name to be ended by; hexadecimal digits are letters of ULIDs.
UPDATE account_session SET id = UPPER(LEFT(token_hash, 26)), last_seen_at = created_at WHERE id IS NULL;

SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'api_key' AND column_name = 'scopes'),
  'DO 0',
  'ALTER TABLE api_key
     ADD COLUMN scopes VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT ''words with blanks between; null: all its account may'',
     ADD COLUMN expires_at DATETIME(3) NULL,
     ADD COLUMN last_used_at DATETIME(3) NULL');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

CREATE TABLE IF NOT EXISTS recovery_code (
  account_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code_hash  CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS invite (
  id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token_hash      CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  email           VARCHAR(320) NULL,
  role            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_ids       TEXT         NOT NULL COMMENT 'ids with blanks between',
  person_id       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  created_by      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  expires_at      DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY invite_token (token_hash),
  KEY invite_organisation (organisation_id, id),
  CONSTRAINT invite_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS password_reset (
  token_hash CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (token_hash),
  KEY password_reset_account (account_id),
  CONSTRAINT password_reset_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS account_identity (
  provider   VARCHAR(60)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject    VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  account_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (provider, subject),
  KEY account_identity_account (account_id),
  CONSTRAINT account_identity_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- Names are hashed: strangers choose them.
CREATE TABLE IF NOT EXISTS login_failure (
  username_hash CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures      INT         NOT NULL,
  last_at       DATETIME(3) NOT NULL,
  PRIMARY KEY (username_hash, address),
  KEY login_failure_last (last_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS organisation_settings (
  organisation_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version         BIGINT      NOT NULL,
  content         MEDIUMTEXT  NOT NULL COMMENT 'JSON; what it leaves out is as at the start',
  secrets         BLOB        NULL COMMENT 'sealed',
  changed_at      DATETIME(3) NOT NULL,
  changed_by      CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (organisation_id),
  CONSTRAINT organisation_settings_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'person' AND column_name = 'organisation_id'),
  'DO 0',
  'ALTER TABLE person
     ADD COLUMN organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''00000000000000000000000001'',
     DROP KEY person_external_id,
     ADD UNIQUE KEY person_external_id (organisation_id, external_id),
     ADD KEY person_organisation (organisation_id, id),
     ADD CONSTRAINT person_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'attendance_record' AND column_name = 'organisation_id'),
  'DO 0',
  'ALTER TABLE attendance_record
     ADD COLUMN organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''00000000000000000000000001'',
     DROP KEY attendance_record_time,
     ADD KEY attendance_record_time (organisation_id, occurred_at, id)');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;
