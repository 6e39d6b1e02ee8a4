-- Schema 1. Released schemas are never edited: a change is a new file beside this one.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    version TEXT NOT NULL,
    arguments TEXT NOT NULL,
    written INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    title TEXT,
    byline TEXT,
    publisher TEXT,
    published TEXT,
    published_s INTEGER,
    published_given TEXT,
    published_from TEXT,
    language_given TEXT,
    language TEXT NOT NULL,
    language_confidence REAL NOT NULL,
    is_outage INTEGER NOT NULL CHECK (is_outage IN (0, 1)),
    text TEXT NOT NULL,
    flags TEXT NOT NULL,
    input TEXT NOT NULL,
    patterns TEXT NOT NULL,
    superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1)),
    run INTEGER REFERENCES run (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX article_by_source ON article (source, name);
CREATE INDEX article_superseded ON article (id) WHERE superseded = 1;

CREATE TABLE pattern (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    language TEXT,
    UNIQUE (id, fingerprint)
) STRICT;

-- Checks are written with OR: SQLite makes a list of three and more anew for each row.
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
    pattern INTEGER NOT NULL REFERENCES pattern (n)
) STRICT;
CREATE INDEX fact_by_article ON fact (article);
CREATE INDEX fact_by_kind ON fact (kind, code);

CREATE TABLE duration (
    fact INTEGER PRIMARY KEY REFERENCES fact (n) ON DELETE CASCADE,
    min_s REAL,
    max_s REAL,
    point_s REAL,
    approx INTEGER NOT NULL,
    bound TEXT NOT NULL,
    grain TEXT NOT NULL,
    iso TEXT
) STRICT;

CREATE TABLE moment (
    fact INTEGER PRIMARY KEY REFERENCES fact (n) ON DELETE CASCADE,
    earliest_s INTEGER,
    latest_s INTEGER,
    local TEXT,
    zone TEXT,
    utc_offset_minutes INTEGER,
    zone_basis TEXT NOT NULL,
    anchor TEXT NOT NULL,
    weekday INTEGER,
    grain TEXT NOT NULL,
    approx INTEGER NOT NULL
) STRICT;

CREATE TABLE count (
    fact INTEGER PRIMARY KEY REFERENCES fact (n) ON DELETE CASCADE,
    min REAL,
    max REAL,
    unit TEXT NOT NULL,
    approx INTEGER NOT NULL,
    source TEXT
) STRICT;

CREATE TABLE cause (
    fact INTEGER PRIMARY KEY REFERENCES fact (n) ON DELETE CASCADE,
    asserted_by TEXT,
    certainty TEXT NOT NULL
) STRICT;

CREATE TABLE name (
    fact INTEGER PRIMARY KEY REFERENCES fact (n) ON DELETE CASCADE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE statement (
    n INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind = 'direct' OR kind = 'indirect' OR kind = 'mixed'),
    nth INTEGER NOT NULL,
    text TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    speaker TEXT,
    speaker_start_byte INTEGER,
    speaker_end_byte INTEGER,
    speaker_name TEXT,
    speaker_role TEXT,
    speaker_organisation TEXT,
    resolution TEXT NOT NULL,
    cue TEXT,
    cue_start_byte INTEGER,
    cue_end_byte INTEGER,
    via TEXT,
    confidence REAL NOT NULL,
    pattern INTEGER NOT NULL REFERENCES pattern (n)
) STRICT;
CREATE INDEX statement_by_article ON statement (article);

CREATE TABLE statement_part (
    statement INTEGER NOT NULL REFERENCES statement (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
    article INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind = 'service' OR kind = 'provider' OR kind = 'region'),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    PRIMARY KEY (article, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE summary (
    article INTEGER PRIMARY KEY REFERENCES article (n) ON DELETE CASCADE,
    service TEXT,
    provider TEXT,
    start_earliest TEXT,
    start_latest TEXT,
    start_local TEXT,
    start_zone TEXT,
    restored_earliest TEXT,
    restored_latest TEXT,
    restored_local TEXT,
    restored_zone TEXT,
    duration_min_s REAL,
    duration_max_s REAL,
    duration_point_s REAL,
    status TEXT,
    impact TEXT,
    scope TEXT,
    cause TEXT,
    cause_code TEXT,
    cause_asserted_by TEXT,
    cause_certainty TEXT
) STRICT;

CREATE TABLE diagnostic (
    article INTEGER NOT NULL REFERENCES article (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    start_byte INTEGER,
    end_byte INTEGER,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

-- Points at a fact, statement or article by id without a foreign key: a correction outlives a new run.
CREATE TABLE override (
    id INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;
CREATE INDEX override_by_target ON override (target);

CREATE TABLE search (
    name TEXT PRIMARY KEY NOT NULL,
    indexed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW durations AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, f.role, f.event, f.polarity, f.text, d.min_s, d.max_s, d.point_s, d.approx, d.bound,
    d.grain, d.iso, f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN duration d ON d.fact = f.n JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article;

CREATE VIEW moments AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, f.role, f.event, f.polarity, f.text, strftime('%Y-%m-%dT%H:%M:%SZ', m.earliest_s, 'unixepoch') AS earliest,
    m.earliest_s, strftime('%Y-%m-%dT%H:%M:%SZ', m.latest_s, 'unixepoch') AS latest, m.latest_s,
    m.local, m.zone, m.utc_offset_minutes, m.zone_basis, m.anchor, m.weekday, m.grain, m.approx,
    f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN moment m ON m.fact = f.n JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article;

CREATE VIEW counts AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, f.event, f.polarity, f.text, c.min, c.max, c.unit, c.approx, c.source AS counted_by,
    f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN count c ON c.fact = f.n JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article;

CREATE VIEW causes AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, s.service, s.provider, f.event, f.polarity, f.text, f.code, c.asserted_by, c.certainty,
    f.confidence, a.language, a.published, a.publisher, a.title, a.source,
    f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN cause c ON c.fact = f.n JOIN article a ON a.n = f.article
    JOIN pattern p ON p.n = f.pattern LEFT JOIN summary s ON s.article = f.article;

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
    a.id AS article, k.name, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published, a.publisher,
    a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN name k ON k.fact = f.n JOIN article a ON a.n = f.article JOIN pattern p ON p.n = f.pattern
WHERE f.kind = 'service';
CREATE VIEW providers AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, k.name, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published, a.publisher,
    a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN name k ON k.fact = f.n JOIN article a ON a.n = f.article JOIN pattern p ON p.n = f.pattern
WHERE f.kind = 'provider';
CREATE VIEW regions AS
SELECT a.id || ':' || f.kind || ':' || f.start_byte || '-' || f.end_byte || iif(f.nth > 1, '.' || f.nth, '') AS id,
    a.id AS article, k.name, f.event, f.polarity, f.text, f.code, f.confidence, a.language, a.published, a.publisher,
    a.title, a.source, f.start_byte, f.end_byte, f.start_char, f.end_char, p.id AS pattern, p.fingerprint
FROM fact f JOIN name k ON k.fact = f.n JOIN article a ON a.n = f.article JOIN pattern p ON p.n = f.pattern
WHERE f.kind = 'region';

CREATE VIEW statements AS
SELECT a.id || ':statement:' || t.start_byte || '-' || t.end_byte || iif(t.nth > 1, '.' || t.nth, '') AS id,
    a.id AS article, s.service, t.kind, t.text, t.speaker, t.speaker_name, t.speaker_role, t.speaker_organisation,
    t.resolution, t.cue, t.via, t.confidence, a.language, a.published, a.publisher, a.title, a.source,
    t.start_byte, t.end_byte, t.start_char, t.end_char, p.id AS pattern, p.fingerprint
FROM statement t JOIN article a ON a.n = t.article
    JOIN pattern p ON p.n = t.pattern LEFT JOIN summary s ON s.article = t.article;

CREATE VIEW articles AS
SELECT a.id, a.name, a.title, a.language, a.language_confidence, a.published, a.publisher, a.is_outage, s.service, s.provider,
    s.start_local, s.start_zone, s.restored_local, s.restored_zone, s.duration_min_s, s.duration_max_s, s.duration_point_s,
    s.status, s.impact, s.scope, s.cause, s.cause_code, s.cause_asserted_by, s.cause_certainty,
    (SELECT count(*) FROM fact f WHERE f.article = a.n) AS facts,
    (SELECT count(*) FROM statement t WHERE t.article = a.n) AS statements,
    a.byline, a.url, a.source
FROM article a LEFT JOIN summary s ON s.article = a.n;
