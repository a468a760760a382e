-- Groups get terms and members of their own, records find their session, and what is done is kept in
-- a chain. A change of an old table is left out where it was made already, as in V2.

CREATE TABLE IF NOT EXISTS attendance_group (
  id                CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id   CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name              VARCHAR(200) NOT NULL,
  active_name       VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'the name while it is not archived: one group a name',
  kind              VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time_zone         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  starts_on         DATE         NULL,
  ends_on           DATE         NULL,
  archived          BOOLEAN      NOT NULL DEFAULT FALSE,
  previous_group_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  created_at        DATETIME(3)  NOT NULL,
  version           BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY attendance_group_active_name (organisation_id, active_name),
  KEY attendance_group_name (organisation_id, archived, name, id),
  CONSTRAINT attendance_group_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS group_member (
  group_id  CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  joined_on DATE     NOT NULL COMMENT 'first day that counts',
  left_on   DATE     NULL COMMENT 'first day that does not',
  PRIMARY KEY (group_id, person_id, joined_on),
  KEY group_member_person (person_id, left_on, group_id),
  CONSTRAINT group_member_group FOREIGN KEY (group_id) REFERENCES attendance_group (id) ON DELETE CASCADE,
  CONSTRAINT group_member_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- Names that people were given become groups; hexadecimal digits are letters of ULIDs.
SET @names = EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                     AND table_name = 'person' AND column_name = 'group_names');
SET @change = IF(@names,
  'INSERT IGNORE INTO attendance_group
     (id, organisation_id, name, active_name, kind, time_zone, created_at)
   SELECT UPPER(LEFT(SHA2(CONCAT(p.organisation_id, ''/'', n.name), 256), 26)), p.organisation_id,
          MIN(n.name), MIN(n.name), ''OTHER'', ''UTC'', MIN(p.created_at)
   FROM person p JOIN JSON_TABLE(p.group_names, ''$[*]'' COLUMNS (name VARCHAR(200) PATH ''$'')) n
   GROUP BY p.organisation_id, SHA2(n.name, 256), UPPER(LEFT(SHA2(CONCAT(p.organisation_id, ''/'', n.name), 256), 26))',
  'DO 0');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

SET @change = IF(@names,
  'INSERT IGNORE INTO group_member (group_id, person_id, joined_on)
   SELECT UPPER(LEFT(SHA2(CONCAT(p.organisation_id, ''/'', n.name), 256), 26)), p.id, DATE(p.created_at)
   FROM person p JOIN JSON_TABLE(p.group_names, ''$[*]'' COLUMNS (name VARCHAR(200) PATH ''$'')) n',
  'DO 0');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

SET @change = IF(@names,
  'ALTER TABLE person
     DROP COLUMN group_names,
     ADD COLUMN birth_date DATE NULL,
     ADD COLUMN gender VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
     ADD COLUMN version BIGINT NOT NULL DEFAULT 0,
     ADD KEY person_name (organisation_id, name, id)',
  'DO 0');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

CREATE TABLE IF NOT EXISTS schedule (
  id                 CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name               VARCHAR(200) NOT NULL,
  kind               VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  days               VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'MON TUE ...',
  starts_at          CHAR(5)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'local, HH:MM',
  ends_at            CHAR(5)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time_zone          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  valid_from         DATE         NOT NULL,
  valid_until        DATE         NULL,
  every_weeks        SMALLINT     NOT NULL,
  opens_minutes      SMALLINT     NOT NULL,
  grace_minutes      SMALLINT     NULL,
  absent_minutes     SMALLINT     NULL,
  early_minutes      SMALLINT     NULL,
  half_day_minutes   SMALLINT     NULL,
  check_out_rule     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  auto_close_minutes SMALLINT     NULL,
  created_at         DATETIME(3)  NOT NULL,
  made_until         DATE         NULL COMMENT 'sessions are there up to this day',
  version            BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY schedule_made (made_until),
  KEY schedule_organisation (organisation_id, id),
  KEY schedule_group (group_id, id),
  CONSTRAINT schedule_group FOREIGN KEY (group_id) REFERENCES attendance_group (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS holiday (
  id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day             DATE         NOT NULL,
  name            VARCHAR(200) NOT NULL,
  group_key       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'empty: everybody''s',
  created_at      DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY holiday_day (organisation_id, day, group_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS excused_leave (
  id              CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id       CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_day        DATE         NOT NULL,
  until_day       DATE         NOT NULL COMMENT 'last day',
  kind            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note            VARCHAR(500) NULL,
  approved_by     CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY excused_leave_organisation (organisation_id, id),
  KEY excused_leave_person (person_id, from_day, until_day),
  CONSTRAINT excused_leave_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS attendance_session (
  id                 CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id    CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule_id        CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  name               VARCHAR(200) NOT NULL,
  starts_at          DATETIME(3)  NOT NULL,
  ends_at            DATETIME(3)  NOT NULL,
  opens_at           DATETIME(3)  NOT NULL,
  closes_at          DATETIME(3)  NULL COMMENT 'null: never by itself',
  time_zone          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  local_date         DATE         NOT NULL COMMENT 'on which it begins, in its zone',
  phase              VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_at          DATETIME(3)  NULL,
  reopened_until     DATETIME(3)  NULL,
  holiday_id         CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NULL,
  opens_minutes      SMALLINT     NOT NULL,
  grace_minutes      SMALLINT     NULL,
  absent_minutes     SMALLINT     NULL,
  early_minutes      SMALLINT     NULL,
  half_day_minutes   SMALLINT     NULL,
  check_out_rule     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  auto_close_minutes SMALLINT     NULL,
  version            BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY attendance_session_occurrence (schedule_id, local_date),
  KEY attendance_session_day (organisation_id, local_date, starts_at, id),
  KEY attendance_session_group (group_id, local_date),
  KEY attendance_session_open (organisation_id, phase, opens_at),
  KEY attendance_session_due (phase, closes_at),
  CONSTRAINT attendance_session_group FOREIGN KEY (group_id) REFERENCES attendance_group (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

-- What the register of a session says of a person, worked out anew with each record of theirs. Rows
-- outlive the person, as records do.
CREATE TABLE IF NOT EXISTS session_outcome (
  session_id      CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id       CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organisation_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id        CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  local_date      DATE        NOT NULL,
  presence        VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  left_early      BOOLEAN     NOT NULL,
  check_in        DATETIME(3) NULL,
  check_out       DATETIME(3) NULL,
  auto_closed     BOOLEAN     NOT NULL,
  minutes_late    INT         NOT NULL,
  minutes_present INT         NULL,
  settled         BOOLEAN     NOT NULL COMMENT 'the session is closed',
  PRIMARY KEY (session_id, person_id),
  KEY session_outcome_day (organisation_id, settled, local_date, presence, minutes_late, minutes_present),
  KEY session_outcome_group (group_id, settled, local_date, person_id, presence, minutes_late, minutes_present),
  KEY session_outcome_person (person_id, settled, local_date, group_id, presence, minutes_late, minutes_present),
  CONSTRAINT session_outcome_session FOREIGN KEY (session_id) REFERENCES attendance_session (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'attendance_record' AND column_name = 'session_ref'),
  'DO 0',
  'ALTER TABLE attendance_record
     ADD COLUMN session_ref CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT ''the session, where session_id is one'',
     ADD COLUMN slot VARCHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT ''IN or OUT: the one that counts'',
     ADD COLUMN received_at DATETIME(3) NULL COMMENT ''null: as occurred_at'',
     ADD COLUMN device_time DATETIME(3) NULL,
     ADD COLUMN flags VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '''',
     ADD COLUMN manual BOOLEAN NOT NULL DEFAULT FALSE,
     ADD COLUMN version BIGINT NOT NULL DEFAULT 0 COMMENT ''corrections'',
     DROP KEY attendance_record_person,
     ADD KEY attendance_record_person (person_id, occurred_at, id),
     ADD UNIQUE KEY attendance_record_slot (session_ref, person_id, slot),
     ADD KEY attendance_record_session (session_ref, occurred_at, id)');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;

CREATE TABLE IF NOT EXISTS record_change (
  number     BIGINT       NOT NULL AUTO_INCREMENT,
  record_id  CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changed_at DATETIME(3)  NOT NULL,
  changed_by CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason     VARCHAR(500) NOT NULL,
  before_it  TEXT         NOT NULL COMMENT 'JSON',
  after_it   TEXT         NOT NULL COMMENT 'JSON',
  PRIMARY KEY (number),
  KEY record_change_record (record_id, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS audit_head (
  organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number          BIGINT   NOT NULL,
  hash            CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (organisation_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS audit_entry (
  organisation_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number          BIGINT      NOT NULL,
  done_at         DATETIME(3) NOT NULL,
  actor           VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action          VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subjects        TEXT        NOT NULL COMMENT 'JSON array',
  details         TEXT        NOT NULL COMMENT 'JSON object',
  hash            CHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (organisation_id, number),
  KEY audit_entry_action (organisation_id, action, number),
  KEY audit_entry_actor (organisation_id, actor, number),
  KEY audit_entry_time (organisation_id, done_at, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS audit_subject (
  organisation_id CHAR(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject         VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number          BIGINT      NOT NULL,
  PRIMARY KEY (organisation_id, subject, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
