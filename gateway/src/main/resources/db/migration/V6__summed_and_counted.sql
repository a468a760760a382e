-- What pages and reports ask for all the time is kept beside the rows that it is worked out from. A
-- change of an old table is left out where it was made already, as in V2.

-- Sums over the register of each closed session: a month of 100,000 people is 70,000 rows of this
-- and two million of session_outcome. In the order of days, as reports read it.
CREATE TABLE IF NOT EXISTS session_sum (
  organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  local_date      DATE     NOT NULL,
  session_id      CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id        CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  present         INT      NOT NULL DEFAULT 0,
  late            INT      NOT NULL DEFAULT 0,
  half_day        INT      NOT NULL DEFAULT 0,
  absent          INT      NOT NULL DEFAULT 0,
  excused         INT      NOT NULL DEFAULT 0,
  pending         INT      NOT NULL DEFAULT 0,
  minutes_late    BIGINT   NOT NULL DEFAULT 0,
  minutes_present BIGINT   NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, local_date, session_id),
  UNIQUE KEY session_sum_session (session_id),
  KEY session_sum_group (group_id, local_date),
  CONSTRAINT session_sum_session FOREIGN KEY (session_id) REFERENCES attendance_session (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

REPLACE INTO session_sum (organisation_id, local_date, session_id, group_id, present, late, half_day,
                          absent, excused, pending, minutes_late, minutes_present)
SELECT o.organisation_id, s.local_date, o.session_id, s.group_id,
       SUM(o.presence = 'PRESENT'), SUM(o.presence = 'LATE'), SUM(o.presence = 'HALF_DAY'),
       SUM(o.presence = 'ABSENT'), SUM(o.presence = 'EXCUSED'), SUM(o.presence = 'PENDING'),
       SUM(o.minutes_late), SUM(COALESCE(o.minutes_present, 0))
FROM session_outcome o JOIN attendance_session s ON s.id = o.session_id
WHERE o.settled = 1
GROUP BY o.organisation_id, s.local_date, o.session_id, s.group_id;

-- How many people and faces an organisation has: counted as they come and go.
CREATE TABLE IF NOT EXISTS people_count (
  organisation_id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  people          BIGINT   NOT NULL,
  faces           BIGINT   NOT NULL,
  PRIMARY KEY (organisation_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;

REPLACE INTO people_count (organisation_id, people, faces)
SELECT p.organisation_id, COUNT(*),
       SUM((SELECT COUNT(*) FROM enrolled_face f WHERE f.person_id = p.id))
FROM person p GROUP BY p.organisation_id;

-- Name and external id as they are searched: without case and accents. Bytes, as LIKE finds a part
-- of those several times as fast as a part of letters. The key holds all that a search looks at. V7
-- fills it.
SET @change = IF(EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()
                         AND table_name = 'person' AND column_name = 'search_text'),
  'DO 0',
  'ALTER TABLE person
     ADD COLUMN search_text VARBINARY(2000) NOT NULL DEFAULT '''' COMMENT ''UTF-8'',
     ADD KEY person_search (organisation_id, id, search_text),
     DROP KEY person_organisation');
PREPARE change_it FROM @change;
EXECUTE change_it;
DEALLOCATE PREPARE change_it;
