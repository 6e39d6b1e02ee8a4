-- Schema 3: the value of a fact lies in its own row, which takes half the rows to write.

DROP VIEW articles;
DROP VIEW regions;
DROP VIEW providers;
DROP VIEW services;
DROP VIEW scopes;
DROP VIEW impacts;
DROP VIEW statuses;
DROP VIEW features;
DROP VIEW coded;
DROP VIEW causes;
DROP VIEW counts;
DROP VIEW moments;
DROP VIEW durations;

ALTER TABLE fact RENAME TO fact_2;

CREATE TABLE fact (
    n INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind = 'duration' OR kind = 'moment' OR kind = 'feature' OR kind = 'status' OR kind = 'region'
        OR kind = 'service' OR kind = 'cause' OR kind = 'count' OR kind = 'provider' OR kind = 'impact' OR kind = 'scope'),
    nth INTEGER NOT NULL,
    role TEXT,
    event TEXT NOT NULL CHECK (event = 'main' OR event = 'background' OR event = 'hypothetical'),
    polarity TEXT NOT NULL CHECK (polarity = 'affirmed' OR polarity = 'denied'),
    code TEXT,
    text TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    confidence REAL NOT NULL,
    pattern INTEGER NOT NULL REFERENCES pattern (n),
    -- Of durations, moments and counts.
    grain TEXT,
    approx INTEGER,
    -- Of durations.
    min_s REAL,
    max_s REAL,
    point_s REAL,
    bound TEXT,
    iso TEXT,
    -- Of moments.
    earliest_s INTEGER,
    latest_s INTEGER,
    local TEXT,
    zone TEXT,
    utc_offset_minutes INTEGER,
    zone_basis TEXT,
    anchor TEXT,
    weekday INTEGER,
    -- Of counts.
    min REAL,
    max REAL,
    unit TEXT,
    counted_by TEXT,
    -- Of causes.
    asserted_by TEXT,
    certainty TEXT,
    -- Of services, providers and regions.
    name TEXT
) STRICT;

INSERT INTO fact
SELECT f.*, ifnull(d.grain, m.grain), coalesce(d.approx, m.approx, c.approx), d.min_s, d.max_s, d.point_s, d.bound, d.iso,
    m.earliest_s, m.latest_s, m.local, m.zone, m.utc_offset_minutes, m.zone_basis, m.anchor, m.weekday,
    c.min, c.max, c.unit, c.source, k.asserted_by, k.certainty, n.name
FROM fact_2 f LEFT JOIN duration d ON d.fact = f.n LEFT JOIN moment m ON m.fact = f.n LEFT JOIN count c ON c.fact = f.n
    LEFT JOIN cause k ON k.fact = f.n LEFT JOIN name n ON n.fact = f.n
ORDER BY f.n;

DROP TABLE duration;
DROP TABLE moment;
DROP TABLE count;
DROP TABLE cause;
DROP TABLE name;
DROP TABLE fact_2;
CREATE INDEX fact_by_article ON fact (article);
CREATE INDEX fact_by_kind ON fact (kind, code);

CREATE VIEW durations AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, f.role, f.event, f.polarity, f.text, f.min_s, f.max_s, f.point_s, f.approx, f.bound,
    f.grain, f.iso, f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article
WHERE f.kind = 'duration';

CREATE VIEW moments AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, f.role, f.event, f.polarity, f.text, strftime('%Y-%m-%dT%H:%M:%SZ', f.earliest_s, 'unixepoch') AS earliest,
    f.earliest_s, strftime('%Y-%m-%dT%H:%M:%SZ', f.latest_s, 'unixepoch') AS latest, f.latest_s,
    f.local, f.zone, f.utc_offset_minutes, f.zone_basis, f.anchor, f.weekday, f.grain, f.approx,
    f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article
WHERE f.kind = 'moment';

CREATE VIEW counts AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, f.event, f.polarity, f.text, f.min, f.max, f.unit, f.approx, f.counted_by,
    f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article
WHERE f.kind = 'count';

CREATE VIEW causes AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, s.provider, f.event, f.polarity, f.text, f.code, f.asserted_by, f.certainty,
    f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article
WHERE f.kind = 'cause';

CREATE VIEW coded AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, f.kind, s.service, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published,
    a.publisher, a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article;

CREATE VIEW features AS SELECT id, article, service, event, polarity, text, code, confidence, language, published, publisher,
    title, source, start_byte, end_byte, start_char, end_char, pattern, fingerprint FROM coded WHERE kind = 'feature';

CREATE VIEW statuses AS SELECT id, article, service, event, polarity, text, code, confidence, language, published, publisher,
    title, source, start_byte, end_byte, start_char, end_char, pattern, fingerprint FROM coded WHERE kind = 'status';

CREATE VIEW impacts AS SELECT id, article, service, event, polarity, text, code, confidence, language, published, publisher,
    title, source, start_byte, end_byte, start_char, end_char, pattern, fingerprint FROM coded WHERE kind = 'impact';

CREATE VIEW scopes AS SELECT id, article, service, event, polarity, text, code, confidence, language, published, publisher,
    title, source, start_byte, end_byte, start_char, end_char, pattern, fingerprint FROM coded WHERE kind = 'scope';

CREATE VIEW services AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, f.name, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published, a.publisher,
    a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article JOIN pattern p ON p.n = f.pattern
WHERE f.kind = 'service';

CREATE VIEW providers AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, f.name, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published, a.publisher,
    a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article JOIN pattern p ON p.n = f.pattern
WHERE f.kind = 'provider';

CREATE VIEW regions AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, f.name, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published, a.publisher,
    a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN article a ON a.n = f.article JOIN pattern p ON p.n = f.pattern
WHERE f.kind = 'region';

CREATE VIEW articles AS
SELECT a.id, a.name, a.title, a.language, a.language_confidence, a.published, a.publisher, a.is_outage, s.service, s.provider,
    s.start_local, s.start_zone, s.restored_local, s.restored_zone, s.duration_min_s, s.duration_max_s, s.duration_point_s,
    s.status, s.impact, s.scope, s.cause, s.cause_code, s.cause_asserted_by, s.cause_certainty,
    (SELECT count(*) FROM fact f WHERE f.article = a.n) AS facts,
    (SELECT count(*) FROM statement t WHERE t.article = a.n) AS statements,
    (SELECT o.id FROM article o WHERE o.n = c.origin) AS copy_of, c.kind AS copy_kind, c.likeness,
    a.byline, a.url, a.source, a.fetched
FROM article a LEFT JOIN summary s ON s.article = a.n LEFT JOIN copy c ON c.article = a.n;
